package org.openrtpd.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Record format, section 13: the rows that concern the two headers, one by one. */
class HeaderDefectsTest {

    /** DT, 2026 day 291 07:15:30.250, sequence 42, event 7, stream 1, channel 3, 14 samples, C0. */
    private static final String SOUND = "4454 00 26 9f3c 291071530250 1024 0042 0007 00 02 0014 00 c0";

    private static Set<PacketDefect> defects(String hex) {
        TestPacket packet = new TestPacket(hex);
        Set<PacketDefect> found = EnumSet.noneOf(PacketDefect.class);
        PacketHeader header = new PacketHeader().wrap(packet.bytes(), TestPacket.START);
        header.findDefects(found);
        new ExtendedHeader().wrap(packet.bytes(), TestPacket.START)
                .findDefects(header.type(), found);
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        // unknown type letters, in the wrong case too
        "4454, 5858, UNKNOWN_TYPE", "4454, 4474, UNKNOWN_TYPE",
        // a nibble above 9
        "4454 00, 4454 0a, BAD_EXPERIMENT", "26 9f3c, a6 9f3c, BAD_YEAR",
        "291071530250, 291071530a50, BAD_TIME", "1024 0042, 102f 0042, BAD_BYTE_COUNT",
        "1024 0042, 1024 004b, BAD_SEQUENCE", "0007 00, 000c 00, BAD_EVENT",
        "0007 00 02, 0007 0a 02, BAD_STREAM", "0007 00 02, 0007 00 2d, BAD_CHANNEL",
        "0014 00, e014 00, BAD_SAMPLE_COUNT",
        // times that no calendar has: day 0, 366 of 2026, hour 24, minute 60, second 61
        "291071530250, 000071530250, BAD_TIME", "291071530250, 366071530250, BAD_TIME",
        "291071530250, 291241530250, BAD_TIME", "291071530250, 291076030250, BAD_TIME",
        "291071530250, 291071561250, BAD_TIME",
        // byte count outside 24-1024
        "1024 0042, 0023 0042, BYTE_COUNT_RANGE", "1024 0042, 1025 0042, BYTE_COUNT_RANGE",
        // samples above the maximum of C0, unknown format
        "0014 00, 0893 00, SAMPLE_COUNT_RANGE", "00 c0, 00 c4, UNKNOWN_FORMAT",
        // channel above 31, stream above 8, all and no unit
        "0007 00 02, 0007 00 32, BAD_CHANNEL", "0007 00 02, 0007 09 02, BAD_STREAM",
        "9f3c, 0000, RESERVED_UNIT", "9f3c, ffff, RESERVED_UNIT"
    })
    void shouldTellWhatIsWrong(String sound, String damaged, PacketDefect expected) {
        assertThat(SOUND).contains(sound);

        assertThat(defects(SOUND.replaceFirst(sound, damaged))).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // the last values that are right: second 60, byte counts, samples, stream, channel, no samples
        "291071530250, 291071560250", "1024 0042, 0024 0042", "0014 00, 0892 00", "0014 00, 0000 00",
        "0007 00 02, 0007 08 02", "0007 00 02, 0007 00 31", "9f3c, 0001", "9f3c, fffe",
        "26 9f3c 291, 24 9f3c 366"
    })
    void shouldTellNothingWhereNothingIsWrong(String sound, String other) {
        assertThat(defects(SOUND.replaceFirst(sound, other))).isEmpty();
    }

    /** Section 13, last row. */
    @Test
    void shouldSuspectATimeAheadOfThePresentByMoreThanADay() {
        long day = 24L * 3600 * 1_000_000_000;
        long now = 20_000 * day;

        assertThat(PacketTime.isSuspect(now + day, now)).isFalse();
        assertThat(PacketTime.isSuspect(now + day + 1_000_000, now)).isTrue();
        assertThat(PacketTime.isSuspect(3652 * day, now)).isFalse();
        assertThat(PacketTime.isSuspect(3652 * day - 1_000_000, now)).isTrue();
        assertThat(PacketTime.isSuspect(PacketTime.NO_TIME, now)).isFalse();
    }

    /** Section 2.1: all digits may be decimal and still be no time. */
    @Test
    void shouldTellDigitsFromTimes() {
        assertThat(header(SOUND).hasDecimalTime()).isTrue();
        assertThat(header(SOUND.replace("291071530250", "999999999999")).hasDecimalTime()).isTrue();
        assertThat(header(SOUND.replace("291071530250", "29107153025a")).hasDecimalTime()).isFalse();
    }

    private static PacketHeader header(String hex) {
        return new PacketHeader().wrap(new TestPacket(hex).bytes(), TestPacket.START);
    }
}
