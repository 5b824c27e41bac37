package org.openrtpd.protocol.status;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Builds frames from the text of the record format's appendix A alone. */
final class TestFrame {

    static final int START = 3;

    private TestFrame() {}

    /** A response of unit 9E16 whose sum is of a given kind. */
    static ByteBuf response(Crc16 sum, String body) {
        return frame((byte) 0x85, "9E16", "SS", body, "SS", sum);
    }

    static ByteBuf frame(
            byte first, String unit, String code, String body, String codeBehind, Crc16 sum) {
        int length = 2 + body.length() + 2 + 4 + 2;
        ByteBuf frame = Unpooled.buffer().writeZero(START).writeByte(first).writeByte(0);
        frame.writeCharSequence(unit + String.format("%04d", length) + code + body + codeBehind,
                StandardCharsets.ISO_8859_1);
        int covered = frame.writerIndex() - START - 2;
        frame.writeCharSequence(String.format("%04X\r\n", sum.of(frame, START + 2, covered)),
                StandardCharsets.ISO_8859_1);
        return frame;
    }

    static StatusFrame read(ByteBuf frame) {
        return new StatusFrame().wrap(frame, START, frame.writerIndex() - START);
    }

    /** A response as a recorder sends it. */
    static StatusFrame status(String body) {
        return read(response(Crc16.CCITT, body));
    }
}
