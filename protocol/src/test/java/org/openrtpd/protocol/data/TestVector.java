package org.openrtpd.protocol.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.openrtpd.protocol.record.PacketHeader;

/** The two packets of section 5, which three decoders that are not ours read alike. */
enum TestVector {
    /** Four-, two- and one-difference words; the sample before is 0. */
    C0("445400269f3c2910715302501024004200070002001400c0",
            "02af6000000003e80001117303e80003fffefffd000000caffffff2e00010d9201ffff0200020000",
            0,
            1000, 1003, 1001, 998, 998, 1200, 990, 70000, 70001, 70000, 69999, 70001, 70003, 70003),
    /** All seven packings of Steim 2; the sample before is -250. */
    C2("445400269f3c2910715302501024004300070002003000c2",
            "03f6a800fffffefe00030d8688701f3c5f04dc081f814b117f8040c0dff8012c9fffc00040030d40"
                    + "8002fffd",
            -250,
            -258, -251, -251, -250, -251, -248, -252, -237, -253, -244, -253, -253, -245, -214,
            -246, -226, -246, -229, -102, -230, -166, -230, 281, -231, 69, 16452, 68, 200068,
            200073, 200070);

    private final String header;
    private final String frame;
    private final int previous;
    private final int[] samples;

    TestVector(String header, String frame, int previous, int... samples) {
        this.header = header;
        this.frame = frame;
        this.previous = previous;
        this.samples = samples;
    }

    /** All 1024 bytes, with blanks before the frames. */
    ByteBuf packet() {
        byte[] packet = new byte[PacketHeader.PACKET_LENGTH];
        ByteBuf bytes = Unpooled.wrappedBuffer(packet);
        bytes.setBytes(0, ByteBufUtil.decodeHexDump(header));
        for (int i = DataPacket.SAMPLES_OFFSET; i < DataPacket.FRAMES_OFFSET; i++) {
            bytes.setByte(i, ' ');
        }
        bytes.setBytes(DataPacket.FRAMES_OFFSET, ByteBufUtil.decodeHexDump(frame));
        return bytes;
    }

    /** The header as it is before any samples are in. */
    ByteBuf emptyPacket() {
        ByteBuf bytes = packet();
        bytes.setZero(12, 2).setZero(20, 2).setZero(23, 1);
        for (int i = DataPacket.SAMPLES_OFFSET; i < PacketHeader.PACKET_LENGTH; i++) {
            bytes.setByte(i, 0xA5);
        }
        return bytes;
    }

    int previous() {
        return previous;
    }

    int[] samples() {
        return samples.clone();
    }
}
