package org.openrtpd.protocol.record;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A whole packet of blanks, written to by hand; its byte 0 is not that of the buffer. */
public final class TestPacket {

    public static final int START = 7;

    private final ByteBuf bytes = Unpooled.buffer(START + PacketHeader.PACKET_LENGTH);

    public TestPacket(String headerHex) {
        for (int i = 0; i < START + PacketHeader.PACKET_LENGTH; i++) {
            bytes.writeByte(' ');
        }
        hex(0, headerHex);
    }

    public TestPacket text(int offset, String text) {
        bytes.setBytes(START + offset, text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    public TestPacket hex(int offset, String hex) {
        bytes.setBytes(START + offset, HexFormat.of().parseHex(hex.replace(" ", "")));
        return this;
    }

    public ByteBuf bytes() {
        return bytes;
    }
}
