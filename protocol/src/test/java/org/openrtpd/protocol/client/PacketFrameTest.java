package org.openrtpd.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PacketFrameTest {

    private static final int PACKET = 1024;
    private static final int PACKETS = 5;

    private static ByteBuf packet(int number) {
        ByteBuf packet = Unpooled.buffer(PACKET).writeByte('D').writeByte('T');
        return packet.writeZero(PACKET - 6).writeInt(number);
    }

    @Test
    void shouldBeTypeAndLengthInVersion1() {
        ByteBuf stream = Unpooled.buffer();

        PacketFrame.writeHeader(stream, LegVersion.V1, Pmask.DT, PACKET);

        assertThat(ByteBufUtil.hexDump(stream)).isEqualTo("000000000400");
        assertThat(PacketFrame.headerLength(LegVersion.V1)).isEqualTo(6);
    }

    @Test
    void shouldHaveTheBitInFrontOfThePacketInVersion2AndNotCountIt() {
        ByteBuf stream = Unpooled.buffer();

        PacketFrame.writeHeader(stream, LegVersion.V2, Pmask.DT, PACKET);

        assertThat(ByteBufUtil.hexDump(stream)).isEqualTo("000d0000040000000010");
        assertThat(PacketFrame.headerLength(LegVersion.V2)).isEqualTo(10);
        assertThat(PacketFrame.LONGEST).isEqualTo(1034);
    }

    @Test
    void shouldCarryAResponseWithItsOwnLength() {
        ByteBuf stream = Unpooled.buffer();
        ByteBuf response = ClientCodecTest.bytes("8500394632");

        PacketFrame.write(stream, LegVersion.V2, response, 0, 5);

        assertThat(ByteBufUtil.hexDump(stream)).isEqualTo("000d00000005000000018500394632");
    }

    @ParameterizedTest
    @EnumSource(LegVersion.class)
    void shouldStandOneBehindTheOtherInOneBuffer(LegVersion version) {
        ByteBuf stream = Unpooled.buffer(PACKETS * PacketFrame.LONGEST);
        ClientMessage message = new ClientMessage();

        for (int i = 0; i < PACKETS; i++) {
            PacketFrame.write(stream, version, packet(i), 0, PACKET);
        }

        assertThat(stream.readableBytes())
                .isEqualTo(PACKETS * (PacketFrame.headerLength(version) + PACKET));
        for (int i = 0; i < PACKETS; i++) {
            assertThat(ClientCodec.decode(stream, message, PACKET + 4)).isEqualTo(FrameDefect.NONE);
            assertThat(message.payloadBytes()).isEqualTo(ByteBufUtil.getBytes(packet(i)));
        }
    }
}
