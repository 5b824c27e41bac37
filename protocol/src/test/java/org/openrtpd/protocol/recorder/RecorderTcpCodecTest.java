package org.openrtpd.protocol.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Recorder leg, section 5. */
class RecorderTcpCodecTest {

    private static final String ATTACH = "0102" + "0000000e" + "00009e16" + "0001" + "deadbeef" + "00000005";
    private static final String REFTEK = "0000" + "00000007" + "00000009" + "445401";
    private static final String ACK = "0104" + "00000006" + "0000000a" + "0100";
    private static final String NOP = "0002" + "00000000";

    private final RecorderMessage message = new RecorderMessage();

    private static ByteBuf bytes(String hex) {
        return Unpooled.buffer().writeBytes(ByteBufUtil.decodeHexDump(hex));
    }

    @Test
    void shouldReadFramesWrittenByHandOneAfterTheOther() {
        ByteBuf stream = bytes(ATTACH + REFTEK + ACK + NOP);

        assertThat(RecorderTcpCodec.decode(stream, message)).isEqualTo(WireDefect.NONE);
        assertThat(message.unit()).isEqualTo(0x9E16);
        assertThat(message.epoch()).isEqualTo(0xDEADBEEF);
        assertThat(message.oldest()).isEqualTo(5);
        assertThat(RecorderTcpCodec.decode(stream, message)).isEqualTo(WireDefect.NONE);
        assertThat(message.seq()).isEqualTo(9);
        assertThat(message.payloadLength()).isEqualTo(3);
        assertThat(RecorderTcpCodec.decode(stream, message)).isEqualTo(WireDefect.NONE);
        assertThat(message.ack()).isEqualTo(10);
        assertThat(message.window()).isEqualTo(256);
        assertThat(RecorderTcpCodec.decode(stream, message)).isEqualTo(WireDefect.NONE);
        assertThat(message.type()).isEqualTo(MessageType.NOP);
        assertThat(stream.isReadable()).isFalse();
    }

    @Test
    void shouldWaitForTheRestWhereverAFrameIsSplit() {
        ByteBuf whole = bytes(ATTACH);
        for (int split = 0; split < whole.readableBytes(); split++) {
            ByteBuf part = whole.slice(0, split);
            assertThat(RecorderTcpCodec.decode(part, message)).isEqualTo(WireDefect.INCOMPLETE);
            assertThat(part.readerIndex()).isZero();
        }
    }

    @Test
    void shouldNameEveryDefectAndLeaveTheStreamAlone() {
        assertThat(defect("0102ffffffff")).isEqualTo(WireDefect.BODY_TOO_LONG);
        assertThat(defect("00007fffffff")).isEqualTo(WireDefect.BODY_TOO_LONG);
        assertThat(defect("0000000000040000000a")).isEqualTo(WireDefect.WRONG_BODY_LENGTH);
        assertThat(defect("010000000018")).as("DISCOVER").isNotEqualTo(WireDefect.NONE);
        assertThat(defect("777700000000")).isEqualTo(WireDefect.UNKNOWN_TYPE);
        assertThat(defect(ATTACH.replace("9e160001", "9e160002"))).isEqualTo(WireDefect.WRONG_VERSION);
        assertThat(defect(ATTACH.replace("00009e16", "00000000"))).isEqualTo(WireDefect.RESERVED_UNIT);
        assertThat(defect("0104000000060000000a0401")).isEqualTo(WireDefect.WINDOW_RANGE);
    }

    private WireDefect defect(String hex) {
        ByteBuf stream = bytes(hex);
        WireDefect defect = RecorderTcpCodec.decode(stream, message);
        if (defect != WireDefect.NONE) {
            assertThat(stream.readerIndex()).isZero();
        }
        return defect;
    }

    @Test
    void shouldReadBackWhateverItWrites() {
        SplittableRandom random = new SplittableRandom(3);
        RecorderMessage out = new RecorderMessage();
        MessageType[] types = {MessageType.REFTEK, MessageType.CMDPKT, MessageType.NOP, MessageType.BREAK,
            MessageType.BUSY, MessageType.ATTACH, MessageType.ATTACHED, MessageType.ACK};
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = new byte[random.nextInt(1, 1025)];
            random.nextBytes(payload);
            MessageType type = types[random.nextInt(types.length)];
            out.begin(type).unit(random.nextInt(1, 0xFFFF)).session(random.nextInt())
                    .seq(random.nextInt()).ack(random.nextInt()).window(random.nextInt(1025))
                    .epoch(random.nextInt()).oldest(random.nextInt()).busySeconds(random.nextInt(1 << 16))
                    .payload(Unpooled.wrappedBuffer(payload), 0, payload.length);
            ByteBuf stream = Unpooled.buffer();
            RecorderTcpCodec.encode(out, stream);

            assertThat(RecorderTcpCodec.decode(stream, message)).isEqualTo(WireDefect.NONE);
            assertThat(message.type()).isEqualTo(type);
            switch (type) {
                case ATTACH -> assertThat(message.oldest()).isEqualTo(out.oldest());
                case ATTACHED -> assertThat(message.session()).isEqualTo(out.session());
                case ACK -> assertThat(message.ack()).isEqualTo(out.ack());
                case BUSY -> assertThat(message.busySeconds()).isEqualTo(out.busySeconds());
                case REFTEK, CMDPKT -> {
                    assertThat(message.seq()).isEqualTo(out.seq());
                    assertThat(message.payloadLength()).isEqualTo(payload.length);
                }
                default -> assertThat(message.payloadLength()).isZero();
            }
        }
    }

    @Test
    void shouldNeverThrowOnRandomBytes() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 50_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            if (i % 2 == 0 && noise.length > 1) {
                noise[0] = (byte) random.nextInt(2);
                noise[1] = (byte) random.nextInt(10);
            }
            assertThat(RecorderTcpCodec.decode(Unpooled.wrappedBuffer(noise), message)).isNotNull();
        }
    }

    @Test
    void shouldRefuseToWriteWhatOnlyDatagramsHave() {
        assertThatThrownBy(() -> RecorderTcpCodec.encode(
                message.begin(MessageType.DISCOVER), Unpooled.buffer()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
