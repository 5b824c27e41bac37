package org.openrtpd.app.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.openrtpd.protocol.recorder.WireDefect;

/** What the generator writes and reads is what the codec of RTPD reads and writes. */
class RecorderHeadTest {

    private static final int SLOT = 2 * DatagramBatch.SLOT;
    private static final int UNIT = 0x9E16;
    private static final int SESSION = 0xCAFE0001;
    private static final int EPOCH = 0x12345678;
    private static final long COOKIE = 0x1122334455667788L;

    private final ByteBuffer slots = ByteBuffer.allocateDirect(4 * DatagramBatch.SLOT);
    private final ByteBuffer bodies = Bodies.make();
    private final RecorderHead head = new RecorderHead(slots, bodies, Bodies.LENGTH);
    private final RecorderUdpCodec codec = new RecorderUdpCodec();
    private final RecorderMessage message = new RecorderMessage();

    private WireDefect decode(int length, ByteBuffer body) {
        byte[] datagram = new byte[length + body.remaining()];
        slots.get(SLOT, datagram, 0, length);
        body.duplicate().get(datagram, length, body.remaining());
        return codec.decode(Unpooled.wrappedBuffer(datagram), message);
    }

    @Test
    void shouldWriteAPacketAsTheCodecReadsIt() {
        head.packet(SLOT, UNIT, SESSION, EPOCH, 77, 3);

        WireDefect defect = decode(RecorderHead.LENGTH,
                bodies.slice(3 * Bodies.LENGTH, Bodies.LENGTH));

        assertThat(defect).isEqualTo(WireDefect.NONE);
        assertThat(message.type()).isEqualTo(MessageType.REFTEK);
        assertThat(message.unit()).isEqualTo(UNIT);
        assertThat(message.session()).isEqualTo(SESSION);
        assertThat(message.seq()).isEqualTo(77);
        assertThat(message.epochCheck()).isEqualTo(EPOCH & 0xFFFF);
        assertThat(message.payloadLength()).isEqualTo(Bodies.LENGTH);
    }

    @Test
    void shouldWriteADiscoverAsTheCodecReadsIt() {
        int length = head.discover(SLOT, UNIT);

        assertThat(decode(length, ByteBuffer.allocate(0))).isEqualTo(WireDefect.NONE);
        assertThat(message.type()).isEqualTo(MessageType.DISCOVER);
    }

    @Test
    void shouldWriteAnAttachAsTheCodecReadsIt() {
        int length = head.attach(SLOT, UNIT, COOKIE, EPOCH, 42);

        assertThat(decode(length, ByteBuffer.allocate(0))).isEqualTo(WireDefect.NONE);
        assertThat(message.type()).isEqualTo(MessageType.ATTACH);
        assertThat(message.cookie()).isEqualTo(COOKIE);
        assertThat(message.epoch()).isEqualTo(EPOCH);
        assertThat(message.oldest()).isEqualTo(42);
    }

    @Test
    void shouldReadAnAcknowledgementAsTheCodecWritesIt() {
        ByteBuf written = Unpooled.buffer();
        codec.encode(new RecorderMessage().begin(MessageType.ACK).unit(UNIT).session(SESSION).ack(99)
                .window(12), written);
        ByteBuffer in = written.nioBuffer();

        assertThat(RecorderHead.type(in, 0)).isEqualTo(MessageType.ACK.code());
        assertThat(RecorderHead.unit(in, 0)).isEqualTo(UNIT);
        assertThat(RecorderHead.session(in, 0)).isEqualTo(SESSION);
        assertThat(RecorderHead.ack(in, 0)).isEqualTo(99);
        assertThat(RecorderHead.window(in, 0)).isEqualTo(12);
    }
}
