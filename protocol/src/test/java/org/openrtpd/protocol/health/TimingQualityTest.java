package org.openrtpd.protocol.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrtpd.protocol.health.SohPackets.nanos;
import static org.openrtpd.protocol.health.SohPackets.soh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;

/** Record format, sections 11 and 12. */
class TimingQualityTest {

    private static final String NOON_TEXT = "2026-10-18T12:00:00.000Z";
    private static final long NOON = nanos(NOON_TEXT);
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final TimingSettings SEISCOMP = new TimingSettings(TimingRule.SEISCOMP,
            TimingSettings.SHIPPED_DEFAULT_QUALITY, TimingSettings.UNLOCK_QUALITY);

    @ParameterizedTest
    @CsvSource({
        "0, 100", "5, 100", "6, 90", "10, 90", "11, 80", "100, 80", "101, 65", "1000, 65", "1001, 50",
        "10000, 50", "10001, 30", "100000, 30", "100001, 10", "9223372036854775807, 10"
    })
    void shouldRateThePhaseErrorByTheTable_section_11_1(long micros, int quality) {
        assertThat(TimingSettings.ofPhase(micros)).isEqualTo(quality);
        assertThat(TimingSettings.ofPhase(-micros)).isEqualTo(quality);
        assertThat(TimingSettings.ofPhase(Long.MIN_VALUE)).isEqualTo(10);
    }

    @Test
    void shouldHaveTheNumbersOfSeisComP_section_11_1() {
        assertThat(TimingSettings.DEFAULTS)
                .isEqualTo(new TimingSettings(TimingRule.OPENRTPD, 40, 10));
        assertThat(TimingSettings.BUILT_IN_DEFAULT_QUALITY).isEqualTo(50);
    }

    @Test
    void shouldRefuseAQualityThatIsNone() {
        assertThatThrownBy(() -> new TimingSettings(TimingRule.SEISCOMP, 101, 10))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("default");
        assertThatThrownBy(() -> new TimingSettings(TimingRule.SEISCOMP, 40, -1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("unlock");
    }

    /** Section 11.1, with what it calls weaknesses. */
    @Nested
    class AsSeisComP {

        private final TimingQuality timing = new TimingQuality(SEISCOMP);

        private int after(String text) {
            timing.packet(soh(NOON_TEXT, 0, text), 0);
            return timing.qualityAt(NOON);
        }

        @Test
        void shouldHaveTheDefaultWhileNothingIsSeen() {
            assertThat(timing.qualityAt(NOON)).isEqualTo(40);
            assertThat(after("291:12:00:00 EXTERNAL CLOCK WAKEUP\r\n")).isEqualTo(40);
        }

        @Test
        void shouldFollowLockUnlockAndPhase() {
            assertThat(after("EXTERNAL CLOCK IS UNLOCKED")).isEqualTo(10);
            assertThat(after("EXTERNAL CLOCK IS LOCKED")).isEqualTo(100);
            assertThat(after("INTERNAL CLOCK PHASE ERROR OF -7 USECONDS")).isEqualTo(90);
            assertThat(after("EXTERNAL CLOCK IS UNLOCKED")).isEqualTo(10);
            assertThat(after("INTERNAL CLOCK PHASE ERROR OF 50 USECONDS")).isEqualTo(80);
        }

        @Test
        void shouldLetTheFirstOfItsListWinWhateverTheOrderOfLines() {
            assertThat(after("INTERNAL CLOCK PHASE ERROR OF 2000 USECONDS\r\n"
                    + "EXTERNAL CLOCK IS UNLOCKED\r\nEXTERNAL CLOCK IS LOCKED\r\n")).isEqualTo(100);
            assertThat(after("EXTERNAL CLOCK IS UNLOCKED\r\n"
                    + "INTERNAL CLOCK PHASE ERROR OF 2000 USECONDS\r\n")).isEqualTo(10);
        }

        @Test
        void shouldIgnoreTheUnitAndNeverResetThePhase() {
            assertThat(after("INTERNAL CLOCK PHASE ERROR OF 223 MSECONDS")).isEqualTo(65);
            assertThat(after("DSP CLOCK SET")).isEqualTo(65);
            assertThat(after("EXTERNAL CLOCK IS LOCKED")).isEqualTo(65);
        }

        @Test
        void shouldTake1000ForAPhaseWithoutNumber() {
            assertThat(after("INTERNAL CLOCK PHASE ERROR OF X")).isEqualTo(65);
            assertThat(after("INTERNAL CLOCK PHASE ERROR OF  +1001")).isEqualTo(50);
            assertThat(after("INTERNAL CLOCK PHASE ERROR OF -99999999999999999999")).isEqualTo(10);
        }

        @Test
        void shouldSearchTheTextAsItIs() {
            assertThat(after("external clock is locked")).isEqualTo(40);
            ByteBuf beyond = soh(NOON_TEXT, 0, "\r\n".repeat(480) + "EXTERNAL CLOCK IS LOCKED");
            // The byte count does not end the search.
            beyond.setShort(12, 0x0024);
            timing.packet(beyond, 0);
            assertThat(timing.qualityAt(NOON)).isEqualTo(100);
        }

        @Test
        void shouldNeitherAgeNorLookAtHeadersOrLines() {
            after("EXTERNAL CLOCK IS LOCKED");
            timing.eventHeader(NOON, '1', '?');
            timing.message(NOON, SohMessage.of("INTERNAL CLOCK TIME SET"));

            assertThat(timing.qualityAt(NOON + 300 * DAY)).isEqualTo(100);
        }

        @Test
        void shouldForgetAUnitThatWasSilent() {
            after("EXTERNAL CLOCK IS LOCKED");
            timing.silence();

            assertThat(timing.qualityAt(NOON)).isEqualTo(40);
        }
    }

    /** Section 11.2. */
    @Nested
    class ByLines {

        private final TimingQuality timing = new TimingQuality(TimingSettings.DEFAULTS);

        private void line(long timeNanos, String text) {
            timing.message(timeNanos, SohMessage.of(text));
        }

        @Test
        void shouldHaveTheDefaultWhileNothingIsKnown() {
            assertThat(timing.qualityAt(NOON)).isEqualTo(40);
            assertThat(timing.isLockedRecently(NOON)).isFalse();
            assertThat(timing.isQuestionable(NOON)).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"0, 100", "1, 90", "5, 50", "9, 10", "?, 10", "' ', 40", "X, 40"})
        void shouldStartWithTheQualityOfTheEventHeader_section_6_3(char code, int quality) {
            timing.eventHeader(NOON, '2', code);

            assertThat(timing.qualityAt(NOON)).isEqualTo(quality);
        }

        @Test
        void shouldLetALaterHeaderWinUntilALineSaysMore() {
            timing.eventHeader(NOON, '1', '?');
            timing.eventHeader(NOON + HOUR, '2', '0');
            timing.eventHeader(NOON - HOUR, '1', '?');
            assertThat(timing.qualityAt(NOON + HOUR)).isEqualTo(100);

            line(NOON + HOUR, "INTERNAL CLOCK PHASE ERROR OF 2 MSECONDS");
            timing.eventHeader(NOON + 2 * HOUR, '2', '0');
            assertThat(timing.qualityAt(NOON + 2 * HOUR)).isEqualTo(50);
        }

        @ParameterizedTest
        @CsvSource({
            "0, 100", "7199, 100", "7200, 100", "7799, 100", "7800, 99", "8399, 99", "8400, 98",
            "60600, 11", "61200, 10", "61800, 10", "31536000, 10"
        })
        void shouldFallByOneEachTenMinutesAfterTwoHours(long seconds, int quality) {
            line(NOON, "EXTERNAL CLOCK IS LOCKED");

            assertThat(timing.qualityAt(NOON + seconds * SECOND)).isEqualTo(quality);
        }

        @Test
        void shouldAgeFromTheLastLockOrPhaseReport() {
            line(NOON, "EXTERNAL CLOCK IS LOCKED");
            line(NOON + 5 * HOUR, "INTERNAL CLOCK PHASE ERROR OF 7 USECONDS");
            assertThat(timing.qualityAt(NOON + 7 * HOUR)).isEqualTo(90);
            assertThat(timing.qualityAt(NOON + 8 * HOUR)).isEqualTo(84);

            line(NOON + 8 * HOUR, "EXTERNAL CLOCK IS LOCKED");
            assertThat(timing.qualityAt(NOON + 8 * HOUR)).isEqualTo(90);
        }

        @Test
        void shouldAgeTheStartValueOfAHeaderToo() {
            timing.eventHeader(NOON, '2', '1');

            assertThat(timing.qualityAt(NOON + 2 * HOUR)).isEqualTo(90);
            assertThat(timing.qualityAt(NOON + 3 * HOUR)).isEqualTo(84);
            assertThat(timing.qualityAt(NOON + 3 * DAY)).isEqualTo(10);
        }

        @Test
        void shouldNotRaiseABadPhaseToTheUnlockQuality() {
            TimingQuality strict =
                    new TimingQuality(new TimingSettings(TimingRule.OPENRTPD, 40, 30));
            strict.message(NOON, SohMessage.of("INTERNAL CLOCK PHASE ERROR OF 1 SECONDS"));

            assertThat(strict.qualityAt(NOON)).isEqualTo(10);
            assertThat(strict.qualityAt(NOON + DAY)).isEqualTo(10);
        }

        @Test
        void shouldHonourTheUnitOfThePhase() {
            line(NOON, "INTERNAL CLOCK PHASE ERROR OF 223 MSECONDS");
            assertThat(timing.qualityAt(NOON)).isEqualTo(10);

            line(NOON, "INTERNAL CLOCK PHASE ERROR OF 223 USECONDS");
            assertThat(timing.qualityAt(NOON)).isEqualTo(65);
        }

        @Test
        void shouldNotHoldASleepingGpsAgainstAClockThatWasLocked_section_10() {
            line(NOON, "EXTERNAL CLOCK IS LOCKED");
            line(NOON + MINUTE, "EXTERNAL CLOCK POWER IS TURNED OFF");
            line(NOON + MINUTE, "EXTERNAL CLOCK IS UNLOCKED");

            assertThat(timing.qualityAt(NOON + HOUR)).isEqualTo(100);
        }

        @Test
        void shouldHoldUnlockedAgainstAClockOfWhichNothingElseIsKnown() {
            line(NOON, "EXTERNAL CLOCK IS UNLOCKED");

            assertThat(timing.qualityAt(NOON)).isEqualTo(10);
        }

        @ParameterizedTest
        @CsvSource({
            "INTERNAL CLOCK TIME JERK ENABLED",
            "INTERNAL CLOCK TIME JERK # 1 OCCURRED AT 09:06:44.553",
            "INTERNAL CLOCK TIME SET"
        })
        void shouldDistrustAStepUntilTheNextLockOrPhase(String step) {
            line(NOON, "EXTERNAL CLOCK IS LOCKED");
            line(NOON + MINUTE, step);

            assertThat(timing.qualityAt(NOON + MINUTE - 1)).isEqualTo(100);
            assertThat(timing.qualityAt(NOON + MINUTE)).isEqualTo(10);
            assertThat(timing.isLockedRecently(NOON + MINUTE)).isFalse();

            line(NOON + 2 * MINUTE, "INTERNAL CLOCK PHASE ERROR OF 50 USECONDS");
            assertThat(timing.qualityAt(NOON + 2 * MINUTE)).isEqualTo(80);

            line(NOON + 3 * MINUTE, step);
            line(NOON + 4 * MINUTE, "EXTERNAL CLOCK IS LOCKED");
            // What the clock was off by went with the step.
            assertThat(timing.qualityAt(NOON + 4 * MINUTE)).isEqualTo(100);
        }

        @Test
        void shouldGoByTheOrderOfLinesInsideAPacketUnlikeSeisComP() {
            line(NOON, "INTERNAL CLOCK PHASE ERROR OF 2 MSECONDS");
            line(NOON, "EXTERNAL CLOCK IS LOCKED");
            line(NOON, "INTERNAL CLOCK TIME SET");

            assertThat(timing.qualityAt(NOON)).isEqualTo(10);
        }

        @Test
        void shouldNotLetALateLineUndoANewerOne() {
            line(NOON, "EXTERNAL CLOCK IS LOCKED");
            line(NOON - HOUR, "INTERNAL CLOCK TIME SET");
            line(NOON - HOUR, "INTERNAL CLOCK PHASE ERROR OF 2 SECONDS");
            assertThat(timing.qualityAt(NOON)).isEqualTo(100);

            line(NOON + HOUR, "INTERNAL CLOCK TIME SET");
            line(NOON, "EXTERNAL CLOCK IS LOCKED");
            assertThat(timing.qualityAt(NOON + HOUR)).isEqualTo(10);
        }

        @Test
        void shouldFollowTheLogOverAStepBackByASecond_section_9_4() {
            line(NOON, "INTERNAL CLOCK TIME JERK # 1 OCCURRED AT 12:00:00.553");
            line(NOON - SECOND, "EXTERNAL CLOCK IS LOCKED");

            assertThat(timing.qualityAt(NOON)).isEqualTo(100);
        }

        @Test
        void shouldFollowTheLogOverAClockThatWasYearsAhead() {
            line(nanos("2079-06-01T00:00:00Z"), "EXTERNAL CLOCK IS UNLOCKED");
            line(nanos("2079-06-01T00:10:00Z"),
                    "DSP CLOCK SET: OLD=79:152:00:10:00.000, NEW=26:291:12:00:00.000");
            assertThat(timing.qualityAt(NOON + MINUTE)).isEqualTo(10);

            line(NOON + 2 * MINUTE, "EXTERNAL CLOCK IS LOCKED");
            assertThat(timing.qualityAt(NOON + 2 * MINUTE)).isEqualTo(100);
        }

        @Test
        void shouldNotCoverDataLongBeforeALock() {
            line(NOON, "EXTERNAL CLOCK IS LOCKED");

            assertThat(timing.qualityAt(NOON - 2 * HOUR)).isEqualTo(100);
            assertThat(timing.qualityAt(NOON - 365 * DAY)).isEqualTo(10);
        }

        @Test
        void shouldStartOverWhenTheRecorderDoes() {
            line(NOON, "EXTERNAL CLOCK IS LOCKED");
            timing.eventHeader(NOON, '2', '0');

            line(NOON + MINUTE, "RAM CLEARED");
            assertThat(timing.qualityAt(NOON + MINUTE)).isEqualTo(100);

            line(NOON + MINUTE, "SYSTEM POWERUP");
            assertThat(timing.qualityAt(NOON + MINUTE)).isEqualTo(10);
            assertThat(timing.isLockedRecently(NOON + MINUTE)).isFalse();
            // The clock came up behind the time that it had before.
            timing.eventHeader(NOON - MINUTE, '2', '1');
            assertThat(timing.qualityAt(NOON - MINUTE)).isEqualTo(90);
            line(NOON - MINUTE, "INTERNAL CLOCK PHASE ERROR OF 50 USECONDS");
            assertThat(timing.qualityAt(NOON - MINUTE)).isEqualTo(80);
        }

        @Test
        void shouldNotForgetAUnitThatWasSilent() {
            line(NOON, "EXTERNAL CLOCK IS LOCKED");
            timing.silence();

            assertThat(timing.qualityAt(NOON)).isEqualTo(100);
        }

        @Test
        void shouldRateDataAndLinesWithoutATimeAsUnlocked() {
            line(PacketTime.NO_TIME, "EXTERNAL CLOCK IS LOCKED");
            assertThat(timing.qualityAt(NOON)).isEqualTo(40);

            timing.eventHeader(PacketTime.NO_TIME, '2', '0');
            assertThat(timing.qualityAt(NOON)).isEqualTo(40);

            line(NOON, "EXTERNAL CLOCK IS LOCKED");
            assertThat(timing.qualityAt(PacketTime.NO_TIME)).isEqualTo(10);
        }

        @Test
        void shouldSayLockedForTwoHours_section_12() {
            line(NOON, "EXTERNAL CLOCK IS LOCKED");

            assertThat(timing.isLockedRecently(NOON + 2 * HOUR)).isTrue();
            assertThat(timing.isLockedRecently(NOON + 2 * HOUR + 1)).isFalse();
        }

        @Test
        void shouldTakeAHeaderForALockOnlyWithGpsTimeOfTheSameDay_section_12() {
            timing.eventHeader(NOON, '1', '0');
            timing.eventHeader(NOON, '2', '1');
            assertThat(timing.isLockedRecently(NOON)).isFalse();

            timing.eventHeader(NOON, '2', '0');
            assertThat(timing.isLockedRecently(NOON + HOUR)).isTrue();
        }

        @Test
        void shouldQuestionAClockUnlockedForTwoDays_section_12() {
            line(NOON, "EXTERNAL CLOCK IS UNLOCKED");
            assertThat(timing.isQuestionable(NOON + 2 * DAY - 1)).isFalse();
            assertThat(timing.isQuestionable(NOON + 2 * DAY)).isTrue();

            timing.eventHeader(NOON, '2', '1');
            assertThat(timing.isQuestionable(NOON + DAY - 1)).isFalse();
            assertThat(timing.isQuestionable(NOON + DAY)).isTrue();

            timing.eventHeader(NOON, '1', '?');
            assertThat(timing.isQuestionable(NOON)).isTrue();

            line(NOON + DAY, "EXTERNAL CLOCK IS LOCKED");
            assertThat(timing.isQuestionable(NOON + 3 * DAY - 1)).isFalse();
            assertThat(timing.isQuestionable(NOON + 3 * DAY)).isTrue();
        }
    }

    @Test
    void shouldGoOnAfterRestoreAsIfNeverStopped() {
        String[] texts = {"EXTERNAL CLOCK IS LOCKED", "EXTERNAL CLOCK IS UNLOCKED", "INTERNAL CLOCK TIME SET",
            "INTERNAL CLOCK PHASE ERROR OF -7 USECONDS", "INTERNAL CLOCK PHASE ERROR OF 3 MSECONDS",
            "INTERNAL CLOCK TIME JERK ENABLED", "SYSTEM POWERUP",
            "DSP CLOCK SET: OLD=26:291:13:00:00.000, NEW=26:291:12:00:00.000"};
        SplittableRandom random = new SplittableRandom(74);
        for (int run = 0; run < 300; run++) {
            TimingRule rule = TimingRule.values()[run % 2];
            TimingSettings settings = new TimingSettings(rule, 40, 10);
            TimingQuality never = new TimingQuality(settings);
            TimingQuality often = new TimingQuality(settings);
            for (int step = 0; step < 30; step++) {
                long at = NOON + random.nextLong(-HOUR, 3 * DAY);
                String text = texts[random.nextInt(texts.length)];
                char code = "?012 ".charAt(random.nextInt(5));
                for (TimingQuality timing : new TimingQuality[] {never, often}) {
                    timing.packet(soh(NOON_TEXT, 0, text), 0);
                    timing.message(at, SohMessage.of(text));
                    timing.eventHeader(at, '2', code);
                }
                ByteBuf saved = Unpooled.buffer();
                often.save(saved);
                often = TimingQuality.restored(saved, settings).orElseThrow();
                assertThat(saved.isReadable()).isFalse();

                long asked = NOON + random.nextLong(-DAY, 5 * DAY);
                assertThat(often.qualityAt(asked)).isEqualTo(never.qualityAt(asked));
                assertThat(often.isLockedRecently(asked)).isEqualTo(never.isLockedRecently(asked));
                assertThat(often.isQuestionable(asked)).isEqualTo(never.isQuestionable(asked));
            }
        }
    }

    @Test
    void shouldFollowTheOtherRuleAfterARestartWithOtherSettings() {
        TimingQuality before = new TimingQuality(TimingSettings.DEFAULTS);
        before.packet(soh(NOON_TEXT, 0, "EXTERNAL CLOCK IS UNLOCKED"), 0);
        before.message(NOON, SohMessage.of("EXTERNAL CLOCK IS LOCKED"));
        ByteBuf saved = Unpooled.buffer();
        before.save(saved);

        assertThat(before.qualityAt(NOON)).isEqualTo(100);
        assertThat(TimingQuality.restored(saved, SEISCOMP).orElseThrow().qualityAt(NOON)).isEqualTo(10);
    }

    @Test
    void shouldRefuseToBeRestoredFromOtherBytes() {
        ByteBuf saved = Unpooled.buffer();
        new TimingQuality(SEISCOMP).save(saved);

        for (int length = 0; length < saved.writerIndex(); length++) {
            assertThat(TimingQuality.restored(saved.copy(0, length), SEISCOMP)).isEmpty();
        }
        assertThat(TimingQuality.restored(saved.setByte(0, 9), SEISCOMP)).isEmpty();
    }

    @Test
    void shouldStayBetween0And100OnAnyBytes() {
        SplittableRandom random = new SplittableRandom(75);
        byte[] bytes = new byte[PacketHeader.PACKET_LENGTH];
        for (int i = 0; i < 5_000; i++) {
            random.nextBytes(bytes);
            ByteBuf any = Unpooled.wrappedBuffer(bytes);
            any.setByte(0, 1);
            TimingSettings settings = i % 2 == 0 ? SEISCOMP : TimingSettings.DEFAULTS;
            TimingQuality timing = TimingQuality.restored(any, settings).orElseThrow();
            timing.packet(any, 0);
            timing.packet(Unpooled.EMPTY_BUFFER, 0);
            timing.eventHeader(random.nextLong(), (char) random.nextInt(256), (char) random.nextInt(256));

            assertThat(timing.qualityAt(random.nextLong())).isBetween(0, 100);
        }
    }
}
