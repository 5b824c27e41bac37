package org.openrtpd.protocol.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Record format, appendix A: framing and sum. */
class StatusFrameTest {

    private static final byte COMMAND = (byte) 0x84;
    private static final String POLL = "XC" + " ".repeat(14);

    private static StatusDefect defect(ByteBuf frame) {
        return TestFrame.read(frame).defect();
    }

    /** The command's length is 26: SS, type, 14 blanks, SS, sum, CR LF. */
    @Test
    void shouldReadACommandToAllUnits() {
        ByteBuf bytes = TestFrame.frame(COMMAND, "0000", "SS", POLL, "SS", Crc16.CCITT);
        StatusFrame frame = TestFrame.read(bytes);

        assertThat(bytes.toString(TestFrame.START + 6, 4, StandardCharsets.US_ASCII)).isEqualTo("0026");
        assertThat(frame.defect()).isEqualTo(StatusDefect.NONE);
        assertThat(frame.isResponse()).isFalse();
        assertThat(frame.unit()).isZero();
        assertThat(frame.commandCode()).isEqualTo("SS");
        assertThat(frame.type()).isEqualTo(StatusType.XC);
    }

    @Test
    void shouldReadAResponse() {
        StatusFrame frame = TestFrame.status("US2026:291:07:15:30 ");

        assertThat(frame.isResponse()).isTrue();
        assertThat(frame.unit()).isEqualTo(0x9E16);
        assertThat(frame.type()).isEqualTo(StatusType.US);
        assertThat(frame.body()).isEqualTo("US2026:291:07:15:30 ");
    }

    /** The document names no polynomial: each of the three is taken. */
    @Test
    void shouldAcceptEverySumThatBeginsWithFfff() {
        for (Crc16 sum : Crc16.values()) {
            assertThat(defect(TestFrame.response(sum, "US"))).as(sum.name()).isEqualTo(StatusDefect.NONE);
        }
    }

    /** The known sums of the digits 1 to 9. */
    @Test
    void shouldComputeTheSumsThatTheirNamesPromise() {
        ByteBuf digits = Unpooled.copiedBuffer("123456789", StandardCharsets.US_ASCII);

        assertThat(Crc16.CCITT.of(digits, 0, 9)).isEqualTo(0x29B1);
        assertThat(Crc16.REFLECTED_8005.of(digits, 0, 9)).isEqualTo(0x4B37);
        assertThat(Crc16.REFLECTED_1021.of(digits, 0, 9)).isEqualTo(0x6F91);
    }

    @Test
    void shouldTellDamageAndStillShowTheText() {
        ByteBuf bytes = TestFrame.response(Crc16.CCITT, "US12345");
        bytes.setByte(TestFrame.START + 15, 'x');
        StatusFrame frame = TestFrame.read(bytes);

        assertThat(frame.defect()).isEqualTo(StatusDefect.WRONG_CRC);
        assertThat(frame.isReadable()).isTrue();
        assertThat(frame.type()).isEqualTo(StatusType.US);
    }

    @Test
    void shouldTellWhyAFrameCannotBeRead() {
        ByteBuf sound = TestFrame.response(Crc16.CCITT, "US");
        int at = TestFrame.START;
        int end = sound.writerIndex();

        assertThat(new StatusFrame().wrap(sound, at, 19).defect()).isEqualTo(StatusDefect.TOO_SHORT);
        assertThat(defect(sound.copy().setByte(at, 0x44))).isEqualTo(StatusDefect.NO_FRAME);
        assertThat(defect(sound.copy().setByte(at + 1, 1))).isEqualTo(StatusDefect.NO_FRAME);
        assertThat(defect(sound.copy().setByte(at + 2, 'X'))).isEqualTo(StatusDefect.BAD_UNIT);
        assertThat(defect(sound.copy().setByte(at + 9, '9'))).isEqualTo(StatusDefect.LENGTH_DISAGREES);
        assertThat(defect(sound.copy().setByte(at + 6, '-'))).isEqualTo(StatusDefect.LENGTH_DISAGREES);
        assertThat(defect(sound.copy().setByte(end - 8, 'X'))).isEqualTo(StatusDefect.CODES_DISAGREE);
        assertThat(defect(sound.copy().setByte(end - 1, ' '))).isEqualTo(StatusDefect.NO_LINE_END);
        assertThat(defect(sound.copy().setByte(end - 3, '?'))).isEqualTo(StatusDefect.WRONG_CRC);
    }

    @Test
    void shouldKnowAnswersToOtherCommandsAsOthers() {
        StatusFrame other = TestFrame.read(
                TestFrame.frame((byte) 0x85, "9E16", "ID", "", "ID", Crc16.CCITT));

        assertThat(other.defect()).isEqualTo(StatusDefect.NONE);
        assertThat(other.type()).isEqualTo(StatusType.OTHER);
        assertThat(TestFrame.status("ZZ").type()).isEqualTo(StatusType.OTHER);
        assertThatThrownBy(() -> UnitStatus.of(other)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldReadAnyBytes() {
        SplittableRandom random = new SplittableRandom(3);
        StatusFrame frame = new StatusFrame();
        for (int i = 0; i < 20_000; i++) {
            byte[] any = new byte[random.nextInt(120)];
            random.nextBytes(any);
            if (any.length > 1 && i % 2 == 0) {
                any[0] = (byte) 0x85;
                any[1] = 0;
            }
            assertThat(frame.wrap(Unpooled.wrappedBuffer(any), 0, any.length).type()).isNotNull();
        }
    }
}
