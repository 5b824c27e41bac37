package org.openrtpd.protocol.record;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Text of fixed width in a packet: left-justified, padded with blanks, a NUL like a blank (record
 * format, section 1). Every byte is a character (Latin-1), so that no content can fail.
 */
public final class TextField {

    private TextField() {}

    /** All characters, padding included. */
    public static String raw(ByteBuf bytes, int offset, int length) {
        return bytes.toString(offset, length, StandardCharsets.ISO_8859_1);
    }

    /** Without the blanks and NULs around it; empty when the field is unset. */
    public static String trimmed(ByteBuf bytes, int offset, int length) {
        int from = offset;
        int to = trimmedEnd(bytes, offset, length);
        while (from < to && isPadding(bytes.getUnsignedByte(from))) {
            from++;
        }
        return raw(bytes, from, to - from);
    }

    /** A text without the blanks and NULs around it. */
    public static String trimmed(String text) {
        return stripped(text, "\0 ");
    }

    /** A text without any of some characters around it. */
    static String stripped(String text, String padding) {
        int from = 0;
        int to = text.length();
        while (from < to && padding.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && padding.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Without the blanks and NULs behind it, for fields in which the place has a meaning. */
    public static String trimmedBehind(ByteBuf bytes, int offset, int length) {
        return raw(bytes, offset, trimmedEnd(bytes, offset, length) - offset);
    }

    /** True when there is nothing but blanks and NULs. */
    public static boolean isUnset(ByteBuf bytes, int offset, int length) {
        return trimmedEnd(bytes, offset, length) == offset;
    }

    /** The byte at a place as a character. */
    public static char character(ByteBuf bytes, int offset) {
        return (char) bytes.getUnsignedByte(offset);
    }

    /** True for a blank and for NUL. */
    public static boolean isPadding(int character) {
        return character == ' ' || character == 0;
    }

    /**
     * True for what is blank on paper too: tabs, ends of lines, separators, the blanks of Latin-1.
     */
    public static boolean isSpace(char character) {
        return Character.isWhitespace(character) || character == 0x85 || character == 0xA0;
    }

    /** True when every character {@link #isSpace}. */
    public static boolean isSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int trimmedEnd(ByteBuf bytes, int offset, int length) {
        int end = offset + length;
        while (end > offset && isPadding(bytes.getUnsignedByte(end - 1))) {
            end--;
        }
        return end;
    }
}
