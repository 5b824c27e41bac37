package org.openrtpd.protocol.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Recorder leg, section 4. */
class RecorderUdpCodecTest {

    private static final int UNIT_9E16 = 0x9E16;
    /** ATTACH of unit 9E16, epoch 0xDEADBEEF, oldest 5, with cookie 1..8; CRC-32C by another program. */
    private static final String ATTACH =
            "0102" + "00000010" + "52545055" + "01" + "01" + "00009e16" + "00000000" + "00000005"
                    + "00000000" + "0000" + "beef";
    private static final String ATTACH_BODY = "0102030405060708" + "deadbeef" + "00000005";

    private final RecorderUdpCodec codec = new RecorderUdpCodec();
    private final RecorderMessage message = new RecorderMessage();

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }

    private static ByteBuf signed(String header, String body) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBufUtil.decodeHexDump(header + "00000000" + body));
        return bytes(header + String.format("%08x", crc.getValue()) + body);
    }

    @Test
    void shouldReadAnAttachWrittenByHand() {
        ByteBuf datagram = signed(ATTACH, ATTACH_BODY);

        assertThat(codec.decode(datagram, message)).isEqualTo(WireDefect.NONE);

        assertThat(message.type()).isEqualTo(MessageType.ATTACH);
        assertThat(message.unit()).isEqualTo(UNIT_9E16);
        assertThat(message.cookie()).isEqualTo(0x0102030405060708L);
        assertThat(message.epoch()).isEqualTo(0xDEADBEEF);
        assertThat(message.oldest()).isEqualTo(5);
        assertThat(datagram.readerIndex()).isZero();
    }

    @Test
    void shouldWriteTheSameBytes() {
        ByteBuf written = Unpooled.buffer();
        codec.encode(message.begin(MessageType.ATTACH).unit(UNIT_9E16).window(1).seq(5)
                .epochCheck(0xBEEF).cookie(0x0102030405060708L).epoch(0xDEADBEEF).oldest(5), written);

        assertThat(written).isEqualTo(signed(ATTACH, ATTACH_BODY));
    }

    @Test
    void shouldNameEveryDefect() {
        assertThat(codec.decode(bytes("0102"), message)).isEqualTo(WireDefect.TOO_SHORT);
        assertThat(defect(ATTACH.replace("52545055", "52545056"), ATTACH_BODY))
                .isEqualTo(WireDefect.WRONG_MAGIC);
        assertThat(defect(ATTACH.replace("525450550101", "525450550201"), ATTACH_BODY))
                .isEqualTo(WireDefect.WRONG_VERSION);
        assertThat(defect(ATTACH.replace("00000010525", "80000010525"), ATTACH_BODY))
                .isEqualTo(WireDefect.BODY_TOO_LONG);
        assertThat(defect(ATTACH, ATTACH_BODY + "00")).isEqualTo(WireDefect.LENGTH_DISAGREES);
        assertThat(codec.decode(bytes(ATTACH + "00000000" + ATTACH_BODY), message))
                .isEqualTo(WireDefect.WRONG_CRC);
        assertThat(defect(ATTACH.replaceFirst("0102", "0105"), ATTACH_BODY))
                .isEqualTo(WireDefect.UNKNOWN_TYPE);
        assertThat(defect(ATTACH.replaceFirst("0102", "0100"), ATTACH_BODY))
                .isEqualTo(WireDefect.WRONG_BODY_LENGTH);
        assertThat(defect(ATTACH.replace("525450550101", "525450550111"), ATTACH_BODY))
                .isEqualTo(WireDefect.WINDOW_RANGE);
        assertThat(defect(ATTACH.replace("00009e16", "0000ffff"), ATTACH_BODY))
                .isEqualTo(WireDefect.RESERVED_UNIT);
        assertThat(defect(ATTACH.replace("beef", "bee0"), ATTACH_BODY))
                .isEqualTo(WireDefect.EPOCH_CHECK);
    }

    private WireDefect defect(String header, String body) {
        return codec.decode(signed(header, body), message);
    }

    @Test
    void shouldReadBackWhateverItWrites() {
        SplittableRandom random = new SplittableRandom(1);
        RecorderMessage out = new RecorderMessage();
        for (int i = 0; i < 20_000; i++) {
            MessageType type = MessageType.values()[random.nextInt(MessageType.values().length)];
            byte[] payload = new byte[random.nextInt(1, 1025)];
            random.nextBytes(payload);
            int epoch = random.nextInt();
            out.begin(type).window(random.nextInt(17)).unit(random.nextInt(1, 0xFFFF))
                    .session(random.nextInt()).seq(random.nextInt()).ack(random.nextInt())
                    .sack(random.nextInt(1 << 16)).epochCheck(epoch & 0xFFFF).cookie(random.nextLong())
                    .epoch(epoch).oldest(random.nextInt()).busySeconds(random.nextInt(1 << 16))
                    .processId(random.nextInt()).payload(Unpooled.wrappedBuffer(payload), 0, payload.length);
            ByteBuf datagram = Unpooled.buffer();
            codec.encode(out, datagram);

            assertThat(codec.decode(datagram, message)).isEqualTo(WireDefect.NONE);
            assertThat(message.type()).isEqualTo(type);
            assertThat(message.unit()).isEqualTo(out.unit());
            assertThat(message.session()).isEqualTo(out.session());
            assertThat(message.seq()).isEqualTo(out.seq());
            assertThat(message.ack()).isEqualTo(out.ack());
            assertThat(message.sack()).isEqualTo(out.sack());
            assertThat(message.window()).isEqualTo(out.window());
            if (type == MessageType.REFTEK) {
                assertThat(message.payload().slice(message.payloadStart(), message.payloadLength()))
                        .isEqualTo(Unpooled.wrappedBuffer(payload));
            }
        }
    }

    @Test
    void shouldRefuseEveryTruncationAndEveryFlippedBitWithoutThrowing() {
        ByteBuf sound = signed(ATTACH, ATTACH_BODY);
        for (int length = 0; length < sound.readableBytes(); length++) {
            assertThat(codec.decode(sound.slice(0, length), message)).isNotEqualTo(WireDefect.NONE);
        }
        for (int bit = 0; bit < sound.readableBytes() * 8; bit++) {
            ByteBuf flipped = sound.copy();
            flipped.setByte(bit / 8, flipped.getByte(bit / 8) ^ 1 << bit % 8);
            assertThat(codec.decode(flipped, message)).isNotEqualTo(WireDefect.NONE);
        }
    }

    @Test
    void shouldNeverThrowOnRandomBytes() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 50_000; i++) {
            byte[] noise = new byte[random.nextInt(1200)];
            random.nextBytes(noise);
            assertThat(codec.decode(Unpooled.wrappedBuffer(noise), message)).isNotEqualTo(WireDefect.NONE);
        }
    }
}
