package org.openrtpd.storage.archive.reftek;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.storage.archive.ArchivedJournal;
import org.openrtpd.storage.archive.MemoryDirectory;
import org.openrtpd.storage.archive.TestRecorder;

/** The rules of record format sections 14 and 15 for files that we write. */
class ReftekWriterTest {

    private static final int UNIT = 0x9E16;
    private static final long TIME = TestRecorder.millis("2026-03-01T10:00:00.000");
    private static final int STREAM = 0;
    private static final int EVENT = 7;

    @TempDir(factory = MemoryDirectory.class) Path directory;
    private final TestRecorder recorder = new TestRecorder(UNIT);
    private ArchivedJournal journal;
    private int seed;

    @BeforeEach
    void open() {
        journal = new ArchivedJournal(directory, ReftekWriter::new);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private byte[] header(int event, long time) {
        return recorder.header(STREAM, event, 0, time, time);
    }

    /** A second of data. */
    private byte[] data(int event, int sequence, long time) {
        return recorder.data(STREAM, 0, event, sequence, time, TestRecorder.samples(100, ++seed));
    }

    private byte[] trailer(int event, int sequence, long time) {
        return recorder.trailer(STREAM, event, sequence, time, time + 990);
    }

    private Set<String> names() {
        return journal.files().keySet();
    }

    private static byte[] joined(byte[]... packets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            bytes.writeBytes(packet);
        }
        return bytes.toByteArray();
    }

    @Nested
    class Names {

        @Test
        void shouldBeOpenWithLengthZeroWhileTheEventGoesOnSection14() {
            journal.append(header(EVENT, TIME), data(EVENT, 1, TIME)).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_00000000");
        }

        @Test
        void shouldSayTheLengthWithOneIntervalBehindTheLastSampleSection14() {
            journal.append(header(EVENT, TIME), data(EVENT, 1, TIME), data(EVENT, 2, TIME + 1000),
                    trailer(EVENT, 3, TIME)).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_000007D0");
        }

        /** Packets have room for four digits of a unit: sessions tell such units apart. */
        @Test
        void shouldSayTheLengthByTheRateOfTheirOwnUnitSection14() {
            journal.append(0x19E16, header(EVENT, TIME))
                    .append(0x29E16, new TestRecorder(UNIT).rate("200")
                            .header(STREAM, EVENT, 0, TIME, TIME))
                    .append(0x19E16, data(EVENT, 1, TIME))
                    .finish();

            assertThat(names()).contains("2026060/19E16/1/100000000_000003E8");
        }

        @Test
        void shouldHaveFiveDigitsOfMillisecondsOfTheMinuteSection14() {
            long time = TestRecorder.millis("2026-12-31T23:59:58.123");

            journal.append(header(EVENT, time)).archive();

            assertThat(names()).containsExactly("2026365/9E16/1/235958123_00000000");
        }

        @Test
        void shouldBeginAtTheFirstSampleThatTheHeaderTellsSection14() {
            journal.append(recorder.header(STREAM, EVENT, 0, TIME, TIME + 5),
                    data(EVENT, 1, TIME + 5), trailer(EVENT, 2, TIME)).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000005_000003ED");
        }

        @Test
        void shouldBeginAtThePacketWhenTheHeaderTellsAnImplausibleFirstSample() {
            journal.append(recorder.header(STREAM, EVENT, 0, TIME, TIME + 86_400_000L)).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_00000000");
        }

        @Test
        void shouldTakeTheRateOfTheTrailerWhenTheHeaderIsLostSection9_2() {
            journal.append(data(EVENT, 1, TIME), trailer(EVENT, 2, TIME)).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_000003E8");
        }

        @Test
        void shouldSayTheEndOfTheChannelThatEndsLastWhenTheHeaderIsLostSection14() {
            journal.append(
                    recorder.data(STREAM, 0, EVENT, 1, TIME, TestRecorder.samples(200, 1)),
                    recorder.data(STREAM, 1, EVENT, 2, TIME + 100, TestRecorder.samples(10, 1)))
                    .archive().append(trailer(EVENT, 3, TIME)).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_000007D0");
        }

        @Test
        void shouldReadRatesBelowOneSection9_2() {
            recorder.rate("0.1");
            journal.append(recorder.header(8, EVENT, 0, TIME, TIME),
                    recorder.data(8, 0, EVENT, 1, TIME, 1, 2, 3),
                    recorder.trailer(8, EVENT, 2, TIME, TIME)).archive();

            assertThat(names()).containsExactly("2026060/9E16/9/100000000_00007530");
        }

        @Test
        void shouldTakeTheTimesOfATrailerThatIsAloneSection14() {
            journal.append(trailer(EVENT, 9, TIME)).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_000003DE");
        }

        @Test
        void shouldNeverCallAClosedFileOpenSection14() {
            journal.append(header(EVENT, TIME)).finish();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_00000001");
        }

        @Test
        void shouldNeverReplaceAFileOfTheSameNameSection14() throws IOException {
            byte[] copied = {1, 2, 3};
            Path day = Files.createDirectories(journal.root().resolve("2026060/9E16/1"));
            Files.write(day.resolve("100000000_000003E8"), copied);
            Files.write(day.resolve("100000000_00000000"), copied);

            journal.append(header(EVENT, TIME), data(EVENT, 1, TIME), trailer(EVENT, 2, TIME))
                    .append(header(8, TIME), data(8, 1, TIME), trailer(8, 2, TIME)).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_00000000",
                    "2026060/9E16/1/100000000_000003E8", "2026060/9E16/1/100000001_000003E8",
                    "2026060/9E16/1/100000001_000003E9");
            assertThat(journal.files()).containsEntry("2026060/9E16/1/100000000_000003E8", copied)
                    .containsEntry("2026060/9E16/1/100000000_00000000", copied);
        }

        @Test
        void shouldHaveFiveDigitsOfAUnitThatHasThem() {
            journal.append(0x19E16, header(EVENT, TIME)).archive();

            assertThat(names()).containsExactly("2026060/19E16/1/100000000_00000000");
        }

        @Test
        void shouldGoByTheUnitInThePacketWhereItIsAnotherThanThatOfTheSession() {
            journal.append(0x91F5, header(EVENT, TIME)).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_00000000");
        }
    }

    @Nested
    class Closing {

        @Test
        void shouldBeginANewFileWhenTheEventChangesSection14() {
            journal.append(header(EVENT, TIME), data(EVENT, 1, TIME), header(8, TIME + 1000))
                    .archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_000003E8",
                    "2026060/9E16/1/100001000_00000000");
        }

        @Test
        void shouldBeginANewFileBehindALostPacketSection14() {
            journal.append(header(EVENT, TIME), data(EVENT, 1, TIME), data(EVENT, 3, TIME + 2000))
                    .archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_000003E8",
                    "2026060/9E16/1/100002000_00000000");
        }

        @Test
        void shouldGoOnBehindSequence9999Section2_6() {
            journal.append(data(EVENT, 9999, TIME), data(EVENT, 0, TIME + 1000)).archive();

            assertThat(names()).hasSize(1);
        }

        @Test
        void shouldBeginANewFileWhenTheEventRestartsSection9_1() {
            journal.append(header(EVENT, TIME), data(EVENT, 1, TIME), header(EVENT, TIME + 5000),
                    data(EVENT, 1, TIME + 5000)).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_000003E8",
                    "2026060/9E16/1/100005000_00000000");
        }

        @Test
        void shouldWaitForTheSecondTrailerOfAnEventWithTwoHeadersSection6_1() {
            byte[] second = TestRecorder.with(recorder.header(STREAM, EVENT, 1, TIME, TIME), 22, 4);
            byte[] secondTrailer = TestRecorder.with(trailer(EVENT, 3, TIME), 22, 4);
            journal.append(header(EVENT, TIME), second, trailer(EVENT, 2, TIME), secondTrailer)
                    .archive();

            assertThat(names()).hasSize(1);
        }

        @Test
        void shouldFileAnEventOverMidnightUnderTheDayItBeganSection14() {
            long time = TestRecorder.millis("2026-12-31T23:59:59.000");
            journal.append(header(EVENT, time), data(EVENT, 1, time), data(EVENT, 2, time + 1000),
                    trailer(EVENT, 3, time)).archive();

            assertThat(names()).containsExactly("2026365/9E16/1/235959000_000007D0");
        }

        @Test
        void shouldBeginAFileOfStreamZeroEachDayAndLookAtNoSequenceSection14() {
            long evening = TestRecorder.millis("2026-12-31T23:59:59.500");
            journal.append(recorder.log(5, evening, "a\r\n"),
                    recorder.log(9, evening + 400, "b\r\n"),
                    recorder.log(10, evening + 600, "c\r\n")).archive();

            assertThat(names()).containsExactly("2026365/9E16/0/235959500_00000190",
                    "2027001/9E16/0/000000100_00000000");
        }

        @Test
        void shouldKeepStreamsApartSection15() {
            journal.append(header(EVENT, TIME), recorder.header(1, 8, 0, TIME, TIME),
                    data(EVENT, 1, TIME)).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_00000000",
                    "2026060/9E16/2/100000000_00000000");
        }

        @Test
        void shouldCloseAfterADayOfSilenceAlthoughTheServersClockWasOnceAhead() {
            journal.advance(Duration.ofDays(3650)).archive().advance(Duration.ofDays(-3650));
            journal.append(header(EVENT, TIME), data(EVENT, 1, TIME)).archive();

            journal.advance(Duration.ofHours(24)).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_000003E8");
        }

        @Test
        void shouldCloseAfterADayOfSilence() {
            journal.append(header(EVENT, TIME), data(EVENT, 1, TIME)).archive()
                    .advance(Duration.ofHours(23)).archive();
            assertThat(names()).containsExactly("2026060/9E16/1/100000000_00000000");

            journal.advance(Duration.ofHours(1)).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_000003E8");
        }
    }

    @Nested
    class Late {

        @Test
        void shouldGetAFileThatIsNamedByItsOwnTimeSection14() {
            byte[] late = data(EVENT, 2, TIME + 1000);
            byte[] next = data(8, 1, TIME + 3000);
            journal.append(header(EVENT, TIME), data(EVENT, 1, TIME), header(8, TIME + 3000), late,
                    next).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_000003E8",
                    "2026060/9E16/1/100001000_00000000", "2026060/9E16/1/100003000_00000000");
            assertThat(journal.files().get("2026060/9E16/1/100003000_00000000"))
                    .isEqualTo(joined(header(8, TIME + 3000), next));
        }

        @Test
        void shouldNotCutTheFileThatIsOpen() {
            journal.append(header(EVENT, TIME), data(EVENT, 2, TIME + 1000), data(EVENT, 1, TIME),
                    data(EVENT, 3, TIME + 2000)).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_00000000",
                    "2026060/9E16/1/100000000_00000001", "2026060/9E16/1/100001000_00000000");
        }
    }

    @Nested
    class BadInput {

        @Test
        void shouldKeepUnknownLettersAsideSoThatReadersAcceptTheFileSections1And13() {
            byte[] unknown = recorder.any("QQ", 3, TIME, 1);
            byte[] older = recorder.any("NH", 3, TIME, 2);
            journal.append(header(EVENT, TIME), unknown, data(EVENT, 1, TIME), older).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_00000000",
                    "other/2026060/9E16/packets");
            assertThat(journal.files().get("other/2026060/9E16/packets"))
                    .isEqualTo(joined(unknown, older));
        }

        @Test
        void shouldKeepBodiesOfOtherLengthsAsideBehindTheirLengthSection1() {
            journal.append(UNIT, new byte[] {(byte) 0x85, 0, 'x'}).archive();

            assertThat(journal.files().get("other/2026060/9E16/blocks"))
                    .containsExactly(0, 3, 0x85, 0, 'x');
        }

        @Test
        void shouldKeepAPacketWithoutATimeInItsEventSection13() {
            byte[] broken = TestRecorder.with(data(EVENT, 1, TIME), 7, 0xFF);
            journal.append(header(EVENT, TIME), broken, trailer(EVENT, 2, TIME)).archive();

            assertThat(journal.files().values()).singleElement()
                    .isEqualTo(joined(header(EVENT, TIME), broken, trailer(EVENT, 2, TIME)));
        }

        @Test
        void shouldKeepAPacketWithoutATimeAsideWhereNoEventIsOpenSection13() {
            journal.append(TestRecorder.with(data(EVENT, 1, TIME), 7, 0xFF)).archive();

            assertThat(names()).containsExactly("other/2026060/9E16/packets");
        }

        @Test
        void shouldKeepAStreamThatHasNoDigitAsideSection13() {
            journal.append(TestRecorder.with(data(EVENT, 1, TIME), 18, 0x09)).archive();

            assertThat(names()).containsExactly("other/2026060/9E16/packets");
        }

        @Test
        void shouldGoByTheSessionWhereThePacketNamesNoUnitSection13() {
            byte[] nobody = TestRecorder.with(
                    TestRecorder.with(header(EVENT, TIME), 4, 0xFF), 5, 0xFF);
            journal.append(UNIT, nobody).archive();

            assertThat(names()).containsExactly("2026060/9E16/1/100000000_00000000");
        }

        @Test
        void shouldArchiveATimeInTheFutureUnderItSection13() {
            journal.append(header(EVENT, TestRecorder.millis("2079-01-02T00:00:00.000"))).archive();

            assertThat(names()).containsExactly("2079002/9E16/1/000000000_00000000");
        }

        @Test
        void shouldTakeSecond60ForTheFollowingOneSection9_4() {
            byte[] leap = header(EVENT, TestRecorder.millis("2016-12-31T23:59:59.500"));
            // Nibbles 7 and 8 of the time are the second.
            leap[9] = (byte) (leap[9] & 0xF0 | 0x06);
            leap[10] = (byte) (leap[10] & 0x0F);
            leap = TestRecorder.with(leap, 112, ' ');
            journal.append(leap).archive();

            assertThat(names()).containsExactly("2017001/9E16/1/000000500_00000000");
        }
    }

    @Test
    void shouldWritePacketsExactlyAsReceivedAndInArrivalOrderSection14() {
        byte[] first = recorder.header(STREAM, EVENT, 0, TIME, TIME);
        byte[] second = data(EVENT, 1, TIME + 500);
        byte[] third = recorder.data(STREAM, 1, EVENT, 2, TIME, TestRecorder.samples(100, 99));
        third[1000] = 0x77;
        journal.append(first, second, third).archive();

        assertThat(journal.files().values()).singleElement()
                .isEqualTo(joined(first, second, third));
    }
}
