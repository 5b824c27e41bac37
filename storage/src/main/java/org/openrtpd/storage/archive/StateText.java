package org.openrtpd.storage.archive;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Texts in the saved state of a writer: length with two bytes, UTF-8. */
public final class StateText {

    private static final int MAX_BYTES = 0xFFFF;

    private StateText() {}

    /** @throws IllegalArgumentException when the text is too long */
    public static void write(String text, ByteBuf to) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a text of " + bytes.length + " bytes");
        }
        to.writeShort(bytes.length).writeBytes(bytes);
    }

    /** Reads what {@link #write} wrote. */
    public static String read(ByteBuf from) {
        return from.readCharSequence(from.readUnsignedShort(), StandardCharsets.UTF_8).toString();
    }
}
