package org.openrtpd.storage.archive.miniseed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrtpd.protocol.health.TimingRule;
import org.openrtpd.protocol.health.TimingSettings;
import org.openrtpd.protocol.station.StationEntry;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.storage.archive.ArchiveException;
import org.openrtpd.storage.archive.ArchivedJournal;
import org.openrtpd.storage.archive.MemoryDirectory;
import org.openrtpd.storage.archive.TestRecorder;

/** The rules of record format sections 9, 11, 12 and 13 for records that we write. */
class MiniseedWriterTest {

    private static final int UNIT = 0x9E16;
    private static final long TIME = TestRecorder.millis("2026-03-01T09:00:00.000");
    private static final int STREAM = 0;
    private static final int EVENT = 7;
    private static final int CLIPPED = 0x02;
    private static final int DAMAGED = 0x20;
    private static final int QUESTIONABLE = 0x80;
    private static final int FLAGS_OFFSET = 22;

    @TempDir(factory = MemoryDirectory.class) Path directory;
    private final AtomicReference<StationMap> map = new AtomicReference<>(StationMap.empty("XX"));
    private final TestRecorder recorder = new TestRecorder(UNIT);
    private Optional<SampleRate> fallbackRate = Optional.empty();
    private TimingSettings timing = TimingSettings.DEFAULTS;
    private ArchivedJournal journal;
    private int version = 2;
    private int recordLength = 512;
    private int seed;

    @BeforeEach
    void open() {
        journal = new ArchivedJournal(directory, () -> new MiniseedWriter(new MiniseedSettings(
                version, recordLength, Duration.ofHours(1), map::get, timing, fallbackRate)));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private byte[] header(long time) {
        return recorder.header(STREAM, EVENT, 0, time, time);
    }

    /** A second of data of the first channel. */
    private byte[] data(int sequence, long time) {
        return recorder.data(STREAM, 0, EVENT, sequence, time, TestRecorder.samples(100, ++seed));
    }

    private byte[] trailer(int sequence, long time) {
        return recorder.trailer(STREAM, EVENT, sequence, time, time);
    }

    private List<ReadRecord> records() {
        return ReadRecord.all(journal.files());
    }

    private static long nanos(long millis) {
        return millis * 1_000_000;
    }

    @Test
    void shouldFileRecordsInAnSdsTreeByTheirFirstSample() {
        journal.append(header(TIME), data(1, TIME), trailer(2, TIME)).archive();

        assertThat(journal.files())
                .containsOnlyKeys("2026/XX/STAT/HHZ.D/XX.STAT..HHZ.D.2026.060");
        assertThat(records()).singleElement().satisfies(record -> {
            assertThat(record.codes()).isEqualTo("XX.STAT..HHZ");
            assertThat(record.startNanos()).isEqualTo(nanos(TIME));
            assertThat(record.rate()).isEqualTo(100.0);
            assertThat(record.samples()).containsExactly(TestRecorder.samples(100, 1));
            assertThat(record.number()).isEqualTo("000001");
        });
    }

    @Test
    void shouldWaitUntilARecordIsFullAndGoOnWhereItEnded() {
        journal.append(header(TIME));
        for (int i = 0; i < 20; i++) {
            journal.append(data(i + 1, TIME + i * 1000L)).archive();
        }
        List<ReadRecord> full = records();
        journal.finish();

        List<ReadRecord> all = records();
        assertThat(full).hasSizeBetween(2, 10).allSatisfy(
                record -> assertThat(record.frames()).isEqualTo(7));
        long expected = nanos(TIME);
        for (ReadRecord record : all) {
            assertThat(record.startNanos()).isEqualTo(expected);
            expected += record.samples().length * 10_000_000L;
        }
        assertThat(expected).isEqualTo(nanos(TIME + 20_000));
        assertThat(all).extracting(ReadRecord::number).first().isEqualTo("000001");
        assertThat(all).extracting(ReadRecord::number).last()
                .isEqualTo(String.format("%06d", all.size()));
    }

    /** Packets have room for four digits of a unit: sessions tell such units apart. */
    @Test
    void shouldNotShareRatesAmongUnitsThatEndAlike() {
        TestRecorder faster = new TestRecorder(UNIT).rate("200");
        journal.append(0x19E16, header(TIME))
                .append(0x29E16, faster.header(STREAM, EVENT, 0, TIME, TIME))
                .append(0x19E16, data(1, TIME))
                .append(0x29E16, faster.data(
                        STREAM, 0, EVENT, 1, TIME, TestRecorder.samples(100, ++seed)))
                .append(0x19E16, data(2, TIME + 1000))
                .append(0x29E16, faster.data(
                        STREAM, 0, EVENT, 2, TIME + 500, TestRecorder.samples(100, ++seed)))
                .finish();

        assertThat(samplesAt(100.0)).isEqualTo(200);
        assertThat(samplesAt(200.0)).isEqualTo(200);
    }

    private int samplesAt(double rate) {
        return records().stream().filter(record -> record.rate() == rate)
                .mapToInt(record -> record.samples().length).sum();
    }

    @Test
    void shouldWriteAShortRecordAfterTheFlushTime() {
        journal.append(header(TIME), data(1, TIME)).archive();
        assertThat(records()).isEmpty();

        journal.advance(Duration.ofMinutes(61)).archive();

        assertThat(records()).hasSize(1);
    }

    @Test
    void shouldWriteAShortRecordAlthoughTheServersClockWasOnceAhead() {
        journal.append(header(TIME)).advance(Duration.ofDays(3650)).append(data(1, TIME)).archive();

        journal.advance(Duration.ofDays(-3650)).archive();

        assertThat(records()).hasSize(1);
    }

    @Test
    void shouldGoOnToLookForWaitingSamplesWhenTheServersClockWasOnceAhead() {
        journal.advance(Duration.ofDays(3650)).append(header(TIME)).archive();
        journal.advance(Duration.ofDays(-3650)).append(data(1, TIME)).archive();
        assertThat(records()).isEmpty();

        journal.advance(Duration.ofMinutes(61)).archive();

        assertThat(records()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void shouldWriteIntegersWhereSteimHasNoRoomForTheDifferences(int of) {
        version = of;
        int[] wild = new SplittableRandom(of).ints(250).toArray();
        journal.append(header(TIME), recorder.data(STREAM, 0, EVENT, 1, TIME, wild),
                trailer(2, TIME)).archive();

        List<ReadRecord> records = of == 2 ? records() : ReadRecord.allOfVersion3(journal.files());
        assertThat(records).hasSizeLessThan(6);
        assertThat(records.stream().flatMapToInt(record -> IntStream.of(record.samples())))
                .containsExactly(IntStream.of(wild).boxed().toArray(Integer[]::new));
    }

    @Test
    void shouldRefuseToMixRecordLengthsInATree() {
        journal.append(header(TIME), data(1, TIME)).archive();
        recordLength = 4096;

        assertThatThrownBy(journal::archive).isInstanceOf(ArchiveException.class)
                .hasMessageContaining("--mseed-version 2 --record-length 512");
    }

    @Test
    void shouldRefuseToMixVersionsOfMiniseedInATree() {
        journal.append(header(TIME), data(1, TIME)).archive();
        version = 3;

        assertThatThrownBy(journal::archive).isInstanceOf(ArchiveException.class)
                .hasMessageContaining("--mseed-version 2 --record-length 512");
    }

    @Test
    void shouldFileARecordOverMidnightAndYearsEndUnderTheDayOfItsFirstSample() {
        long time = TestRecorder.millis("2026-12-31T23:59:59.500");
        journal.append(header(time), data(1, time), trailer(2, time)).archive();

        assertThat(journal.files()).containsOnlyKeys("2026/XX/STAT/HHZ.D/XX.STAT..HHZ.D.2026.365");
    }

    @Test
    void shouldGoOnIntoTheNewYearWithoutATear() {
        long time = TestRecorder.millis("2026-12-31T23:59:59.500");
        journal.append(header(time), data(1, time), data(2, time + 1000), trailer(3, time))
                .archive();

        assertThat(records()).singleElement().satisfies(
                record -> assertThat(record.samples()).hasSize(200));
    }

    @Test
    void shouldBeginARecordBehindTheStepOfALeapSecondSection9_4() {
        long time = TestRecorder.millis("2016-12-31T23:59:59.000");
        journal.append(header(time), data(1, time), data(2, time + 1000), data(3, time + 1000),
                trailer(4, time)).archive();

        assertThat(records()).extracting(ReadRecord::startNanos)
                .containsExactly(nanos(time), nanos(time + 1000));
        assertThat(records()).extracting(record -> record.samples().length)
                .containsExactly(200, 100);
    }

    @Nested
    class NeverMerged {

        @Test
        void shouldBeginARecordBehindATearOfAMillisecondSection9_3() {
            journal.append(header(TIME), data(1, TIME), data(2, TIME + 1001), trailer(3, TIME))
                    .archive();

            assertThat(records()).extracting(ReadRecord::startNanos)
                    .containsExactly(nanos(TIME), nanos(TIME + 1001));
        }

        @Test
        void shouldBeginARecordWhenTheClockIsSteppedBackSection9_4() {
            journal.append(header(TIME), data(1, TIME), data(2, TIME + 390), trailer(3, TIME))
                    .archive();

            assertThat(records()).extracting(ReadRecord::startNanos)
                    .containsExactly(nanos(TIME), nanos(TIME + 390));
        }

        @Test
        void shouldBeginARecordWhenTheEventRestartsSection12() {
            journal.append(header(TIME), data(1, TIME), header(TIME + 1000), data(1, TIME + 1000))
                    .finish();

            assertThat(records()).hasSize(2);
        }

        @Test
        void shouldBeginARecordWithAnotherEventWhoseTrailerIsLost() {
            journal.append(header(TIME), data(1, TIME),
                    recorder.header(STREAM, 8, 0, TIME + 1000, TIME + 1000),
                    recorder.data(STREAM, 0, 8, 1, TIME + 1000, TestRecorder.samples(100, 5)));
            journal.finish();

            assertThat(records()).hasSize(2);
        }

        @Test
        void shouldPutADamagedPacketInARecordOfItsOwnAndFlagItSection4_8() {
            byte[] damaged = TestRecorder.with(data(2, TIME + 1000), 23, 0xC0);
            damaged[67] = 0x04;
            journal.append(header(TIME), data(1, TIME), damaged, data(3, TIME + 2000),
                    trailer(4, TIME)).archive();

            assertThat(records()).extracting(record -> record.quality() & DAMAGED)
                    .contains(DAMAGED).startsWith(0).endsWith(0);
        }

        @Test
        void shouldWriteALatePacketByItselfAndGoOn() {
            journal.append(header(TIME), data(1, TIME), data(3, TIME + 2000), data(2, TIME + 1000),
                    data(4, TIME + 3000), trailer(5, TIME)).archive();

            assertThat(records()).extracting(record -> record.samples().length)
                    .containsExactlyInAnyOrder(100, 100, 200);
        }

        @Test
        void shouldDropAPacketThatComesTwiceSection9_1() {
            byte[] twice = data(1, TIME);
            journal.append(header(TIME), twice, twice, trailer(2, TIME)).archive();

            assertThat(records()).singleElement().satisfies(
                    record -> assertThat(record.samples()).hasSize(100));
        }
    }

    @Nested
    class Names {

        @Test
        void shouldBeThoseOfTheMapAtTheTimeOfTheData() {
            long moved = nanos(TIME + 1000);
            map.set(StationMap.of("XX", List.of(
                    entry("OLD", StationEntry.ALWAYS, moved), entry("NEW", moved,
                            StationEntry.FOR_EVER))));
            journal.append(header(TIME), data(1, TIME), data(2, TIME + 1000), trailer(3, TIME))
                    .archive();

            assertThat(records()).extracting(ReadRecord::codes)
                    .containsExactlyInAnyOrder("NA.OLD.00.BHZ", "NA.NEW.00.BHZ");
        }

        @Test
        void shouldChangeMidStreamWithTheMap() {
            journal.append(header(TIME), data(1, TIME)).archive();
            map.set(StationMap.of("XX", List.of(
                    entry("LATER", StationEntry.ALWAYS, StationEntry.FOR_EVER))));
            journal.append(data(2, TIME + 1000), trailer(3, TIME)).archive();

            assertThat(records()).extracting(ReadRecord::codes)
                    .containsExactlyInAnyOrder("XX.STAT..HHZ", "NA.LATER.00.BHZ");
        }

        private StationEntry entry(String station, long from, long until) {
            return new StationEntry(
                    UNIT, STREAM, 0, "NA", station, "00", "BHZ", from, until, 1);
        }

        @Test
        void shouldBeTheUnitWhileNoHeaderWasSeenSection12() {
            fallbackRate = SampleRate.parse("100");
            journal.append(data(1, TIME)).finish();

            assertThat(records()).extracting(ReadRecord::codes).containsExactly("XX.9E16..HHZ");
        }
    }

    @Nested
    class WithoutARate {

        @Test
        void shouldWaitForTheTrailerSection9_2() {
            journal.append(data(1, TIME)).archive();
            assertThat(records()).isEmpty();

            journal.append(trailer(2, TIME)).archive();

            assertThat(records()).extracting(ReadRecord::rate).containsExactly(100.0);
        }

        @Test
        void shouldDeriveItFromTwoPacketsSection9_2() {
            journal.append(data(1, TIME), data(2, TIME + 1000)).finish();

            assertThat(records()).extracting(ReadRecord::rate).containsOnly(100.0);
            assertThat(records().stream().mapToInt(record -> record.samples().length).sum())
                    .isEqualTo(200);
        }

        @Test
        void shouldWriteRateZeroRatherThanLoseDataSection13() {
            // Every second packet is lost, so that none tells a rate.
            for (int i = 0; i < 20; i++) {
                journal.append(data(1 + 2 * i, TIME + i * 2000L));
            }
            journal.finish();

            assertThat(records()).extracting(ReadRecord::rate).containsOnly(0.0);
            assertThat(records().stream().flatMapToInt(record -> IntStream.of(record.samples())))
                    .hasSize(2000);
        }
    }

    @Nested
    class Flags {

        @Test
        void shouldMarkBeginAndEndOfAnEventInItsFirstAndLastRecordSection12() {
            journal.append(header(TIME));
            for (int i = 0; i < 12; i++) {
                journal.append(data(i + 1, TIME + i * 1000L));
            }
            journal.append(trailer(13, TIME)).archive();

            List<ReadRecord> records = records();
            assertThat(records).hasSizeGreaterThan(2);
            for (int i = 0; i < records.size(); i++) {
                int expected = (i == 0 ? 0x04 : 0) | (i == records.size() - 1 ? 0x08 : 0);
                assertThat(records.get(i).activity()).as("record " + i).isEqualTo(expected);
            }
        }

        @Test
        void shouldMarkCalibrationAndClippingSection12() {
            journal.append(header(TIME), TestRecorder.with(data(1, TIME), FLAGS_OFFSET, 0xC0),
                    trailer(2, TIME)).archive();

            assertThat(records()).singleElement().satisfies(record -> {
                assertThat(record.activity() & 0x01).isEqualTo(1);
                assertThat(record.quality()).isEqualTo(CLIPPED);
            });
        }

        @Test
        void shouldTakeQualityAndLockFromTheLogSection11_2() {
            journal.append(header(TIME),
                    recorder.log(0, TIME, "060:09:00:00 EXTERNAL CLOCK IS LOCKED\r\n"
                            + "060:09:00:00 INTERNAL CLOCK PHASE ERROR OF 8 USECONDS\r\n"),
                    data(1, TIME + 1000), trailer(2, TIME)).archive();

            assertThat(records()).filteredOn(record -> record.samples().length > 0).singleElement()
                    .satisfies(record -> {
                        assertThat(record.timingQuality()).isEqualTo(90);
                        assertThat(record.clock()).isEqualTo(0x20);
                    });
        }

        @Test
        void shouldForgetTheClockAfterAMinuteOfSilenceByTheRuleOfSection11_1() {
            timing = new TimingSettings(TimingRule.SEISCOMP, 40, 10);
            journal.append(header(TIME), recorder.log(0, TIME, "EXTERNAL CLOCK IS LOCKED\r\n"));
            journal.advance(Duration.ofSeconds(60)).append(data(1, TIME)).archive();
            journal.advance(Duration.ofSeconds(61)).append(data(2, TIME + 5000)).finish();

            assertThat(records()).filteredOn(record -> record.samples().length > 0)
                    .extracting(ReadRecord::timingQuality)
                    .containsExactly(100, 40);
        }

        @Test
        void shouldCallATimeInTheFutureQuestionableSection13() {
            long time = TestRecorder.millis("2040-01-01T00:00:00.000");
            journal.append(header(time), data(1, time), trailer(2, time)).archive();

            assertThat(records()).singleElement().satisfies(
                    record -> assertThat(record.quality() & QUESTIONABLE).isEqualTo(QUESTIONABLE));
        }
    }

    @Nested
    class Logs {

        @Test
        void shouldGoToChannelLogWithTheirTimesSection12() {
            journal.append(recorder.log(0, TIME, "060:08:59:58 ACQUISITION STARTED\r\n"
                    + "060:08:59:59 RTP: OPENED\r\n")).archive();

            assertThat(journal.files())
                    .containsOnlyKeys("2026/XX/9E16/LOG.L/XX.9E16..LOG.L.2026.060");
            assertThat(records()).singleElement().satisfies(record -> {
                assertThat(record.text()).isEqualTo("060:08:59:58 ACQUISITION STARTED\r\n"
                        + "060:08:59:59 RTP: OPENED\r\n");
                assertThat(record.startNanos()).isEqualTo(nanos(TIME - 2000));
                assertThat(record.rate()).isEqualTo(0.0);
            });
        }

        @Test
        void shouldNotLoseALastLineThatHasNoEndSection7() {
            journal.append(recorder.log(0, TIME, "060:09:00:00 RTP: OPENED")).archive();
            assertThat(records()).isEmpty();

            journal.finish().finish();

            assertThat(records()).extracting(ReadRecord::text)
                    .containsExactly("060:09:00:00 RTP: OPENED\r\n");
        }

        @Test
        void shouldWriteALineWithoutAnEndAfterTheFlushTime() {
            journal.append(recorder.log(0, TIME, "060:09:00:00 RTP: OPENED"))
                    .advance(Duration.ofMinutes(59)).archive();
            assertThat(records()).isEmpty();

            journal.advance(Duration.ofMinutes(2)).archive();

            assertThat(records()).extracting(ReadRecord::text)
                    .containsExactly("060:09:00:00 RTP: OPENED\r\n");
        }

        @Test
        void shouldBeSplitBetweenLinesOverRecords() {
            String line = "060:09:00:00 " + "X".repeat(100) + "\r\n";
            journal.append(recorder.log(0, TIME, line.repeat(8))).archive();

            assertThat(records()).hasSize(3).allSatisfy(
                    record -> assertThat(record.text()).startsWith("060:").endsWith("\r\n"));
            assertThat(String.join("", records().stream().map(ReadRecord::text).toList()))
                    .isEqualTo(line.repeat(8));
        }
    }

    @Nested
    class BadInput {

        @Test
        void shouldWriteNothingOfAPacketWithoutATimeSection13() {
            journal.append(header(TIME), TestRecorder.with(data(1, TIME), 7, 0xFF),
                    trailer(2, TIME)).archive();

            assertThat(records()).isEmpty();
        }

        @Test
        void shouldWriteNothingOfAnUnknownFormatOrChannelSection13() {
            journal.append(header(TIME), TestRecorder.with(data(1, TIME), 23, 0x77),
                    TestRecorder.with(data(2, TIME), 19, 0x32),
                    TestRecorder.with(data(3, TIME), 19, 0xAA), trailer(4, TIME)).archive();

            assertThat(records()).isEmpty();
        }
    }
}
