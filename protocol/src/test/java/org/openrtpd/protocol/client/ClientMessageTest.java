package org.openrtpd.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class ClientMessageTest {

    private final ClientMessage message = new ClientMessage();

    @Test
    void shouldForgetEverythingWhenBegunAnew() {
        message.begin(FrameType.CMDPKT_XTND).unit(1).typeBit(2).processId(3).version(4)
                .attributes(ClientAttributes.libraryDefault())
                .payload(Unpooled.buffer().writeZero(4), 0, 4);

        message.begin(FrameType.NOP);

        assertThat(message.type()).isEqualTo(FrameType.NOP);
        assertThat(message.unit()).isZero();
        assertThat(message.typeBit()).isZero();
        assertThat(message.processId()).isZero();
        assertThat(message.version()).isZero();
        assertThat(message.attributes().pmask()).isZero();
        assertThat(message.payloadLength()).isZero();
    }

    @Test
    void shouldCutAndPadTheNameOfAProgramTo32Letters() {
        message.begin(FrameType.PID).program("a-program-whose-name-is-longer-than-32-letters");

        assertThat(message.payloadLength()).isEqualTo(32);
        assertThat(message.program()).isEqualTo("a-program-whose-name-is-longer-t");
        assertThat(message.program("rtpd").program()).isEqualTo("rtpd");
    }

    @Test
    void shouldEndTheNameAtAZeroAndShowNothingThatALogCouldNot() {
        byte[] name = {'a', 0x1B, (byte) 0xC3, '\n', 'b', 0, 'c'};
        message.begin(FrameType.PID).payload(Unpooled.wrappedBuffer(name), 0, name.length);

        assertThat(message.program()).isEqualTo("a???b");
    }
}
