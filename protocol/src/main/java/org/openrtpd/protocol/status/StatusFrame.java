package org.openrtpd.protocol.status;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.record.TextField;
import org.openrtpd.protocol.record.UnitId;

/**
 * A command to a recorder, or its response: what travels on the recorder leg and is no 1024-byte
 * packet (record format, appendix A).
 *
 * <pre>
 *   0 84 command, 85 response | 1 zero | 2 unit (4 hex digits) | 6 length (4 digits)
 *   10 command code 2 | 12 body | command code 2 | CRC-16 (4 hex digits) | CR LF
 * </pre>
 *
 * The length counts from the command code to CR LF; the CRC covers unit to second command code. A
 * view: {@link #wrap} points it at bytes, {@link #defect} says whether they can be read. The text
 * is there also when only the CRC is wrong.
 */
public final class StatusFrame {

    /** First byte of a command. */
    public static final int COMMAND = 0x84;

    /** First byte of a response. */
    public static final int RESPONSE = 0x85;

    static final int UNIT_OFFSET = 2;
    static final int LENGTH_OFFSET = UNIT_OFFSET + 4;
    static final int CODE_OFFSET = LENGTH_OFFSET + 4;
    static final int BODY_OFFSET = CODE_OFFSET + 2;

    private static final int CODE_LENGTH = 2;
    private static final int CRC_LENGTH = 4;
    private static final int LINE_END_LENGTH = 2;
    private static final short LINE_END = 0x0D0A;
    private static final int BEHIND_BODY = CODE_LENGTH + CRC_LENGTH + LINE_END_LENGTH;
    private static final int SHORTEST = BODY_OFFSET + BEHIND_BODY;
    private static final int HEX = 16;
    private static final int DECIMAL = 10;
    private static final int NO_NUMBER = -1;
    private static final String STATUS_CODE = "SS";

    private ByteBuf bytes;
    private int start;
    private int length;
    private StatusDefect defect;

    /** Points this view at a frame of so many bytes; any bytes will do. */
    public StatusFrame wrap(ByteBuf frame, int frameStart, int lengthBytes) {
        bytes = frame;
        start = frameStart;
        length = lengthBytes;
        defect = find();
        return this;
    }

    private StatusDefect find() {
        if (length < SHORTEST) {
            return StatusDefect.TOO_SHORT;
        }
        int first = bytes.getUnsignedByte(start);
        if (first != COMMAND && first != RESPONSE || bytes.getByte(start + 1) != 0) {
            return StatusDefect.NO_FRAME;
        }
        if (number(UNIT_OFFSET, HEX) == NO_NUMBER) {
            return StatusDefect.BAD_UNIT;
        }
        if (number(LENGTH_OFFSET, DECIMAL) != length - CODE_OFFSET) {
            return StatusDefect.LENGTH_DISAGREES;
        }
        if (bytes.getShort(start + CODE_OFFSET) != bytes.getShort(start + bodyEnd())) {
            return StatusDefect.CODES_DISAGREE;
        }
        if (bytes.getShort(start + length - LINE_END_LENGTH) != LINE_END) {
            return StatusDefect.NO_LINE_END;
        }
        int covered = bodyEnd() + CODE_LENGTH - UNIT_OFFSET;
        int crc = number(bodyEnd() + CODE_LENGTH, HEX);
        return Crc16.agrees(bytes, start + UNIT_OFFSET, covered, crc)
                ? StatusDefect.NONE : StatusDefect.WRONG_CRC;
    }

    private int bodyEnd() {
        return length - BEHIND_BODY;
    }

    /** Four digits, or {@link #NO_NUMBER}. */
    private int number(int offset, int radix) {
        int value = 0;
        for (int i = offset; i < offset + 4; i++) {
            int digit = Character.digit(bytes.getUnsignedByte(start + i), radix);
            if (digit < 0) {
                return NO_NUMBER;
            }
            value = value * radix + digit;
        }
        return value;
    }

    /** {@link StatusDefect#NONE}, or why nothing below means anything. */
    public StatusDefect defect() {
        return defect;
    }

    /** True when the text can be read, be it with a wrong CRC. */
    public boolean isReadable() {
        return defect == StatusDefect.NONE || defect == StatusDefect.WRONG_CRC;
    }

    /** True for what a recorder says, false for what it is asked. */
    public boolean isResponse() {
        return bytes.getUnsignedByte(start) == RESPONSE;
    }

    /** The recorder's unit; {@link UnitId#ALL} for all of them. */
    public int unit() {
        return number(UNIT_OFFSET, HEX);
    }

    /** Two letters: SS for status. */
    public String commandCode() {
        return TextField.raw(bytes, start + CODE_OFFSET, CODE_LENGTH);
    }

    /** What stands between the two command codes. */
    public String body() {
        return TextField.raw(bytes, start + BODY_OFFSET, bodyEnd() - BODY_OFFSET);
    }

    /** Which status this is, or asks for. */
    public StatusType type() {
        if (!isReadable() || !commandCode().equals(STATUS_CODE) || bodyEnd() < BODY_OFFSET + 2) {
            return StatusType.OTHER;
        }
        return StatusType.of(TextField.raw(bytes, start + BODY_OFFSET, 2));
    }

    /** The text of a status response, behind its type. */
    StatusText statusText(StatusType expected) {
        if (type() != expected || !isResponse()) {
            throw new IllegalStateException("asked for " + expected + " of a frame with " + type());
        }
        return new StatusText(body().substring(2));
    }
}
