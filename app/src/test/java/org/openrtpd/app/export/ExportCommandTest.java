package org.openrtpd.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportCommandTest {

    private static final int UNIT_9E16 = 0x9E16;
    private static final String TEN = "2026-03-01T10:00:00Z";
    private static final String HALF_PAST_TEN = "2026-03-01T10:30:00Z";
    private static final long START = RecordedJournal.millis(TEN);
    private static final int SAMPLES = 200;
    private static final long PACKET_MILLIS = SAMPLES * 1000L / RecordedJournal.RATE;
    private static final int BEGINS_EVENT = 0x04;
    private static final int ENDS_EVENT = 0x08;

    @TempDir Path work;
    private Path data;
    private Path out;
    private RecordedJournal journal;

    @BeforeEach
    void open() {
        data = work.resolve("data");
        out = work.resolve("out.mseed");
        journal = new RecordedJournal(data, UNIT_9E16, "2026-03-01T00:00:00Z").receivedAt(TEN);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private byte[] header(int event, int sequence, long first) {
        return journal.header(event, sequence, first);
    }

    /** The packet of a channel that begins so many packets behind ten; its samples tell its place. */
    private byte[] data(int sequence, int channel, int place) {
        return journal.data(1, sequence, channel, START + place * PACKET_MILLIS,
                RecordedJournal.ramp(place * SAMPLES + channel * 1_000_000, SAMPLES));
    }

    private ExportRun export(String... more) {
        return exportOf(TEN, HALF_PAST_TEN, more);
    }

    private ExportRun exportOf(String from, String until, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--data", data.toString(), "--from", from,
                "--until", until, "--out", out.toString()));
        arguments.addAll(List.of(more));
        return ExportRun.of(arguments.toArray(new String[0]));
    }

    private List<ExportedRecord> records() throws Exception {
        return ExportedRecord.all(Files.readAllBytes(out));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            return files.filter(Files::isRegularFile).filter(f -> !f.startsWith(data))
                    .map(f -> work.relativize(f).toString()).sorted().toList();
        }
    }

    private static byte[] joined(byte[]... packets) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(packets).forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Test
    void shouldWriteTheSamplesOfTheSpanWithTheirTimesAndCodes() throws Exception {
        journal.append(header(1, 0, START), data(1, 0, 0), data(2, 2, 0), data(3, 0, 1));

        ExportRun run = export("--network", "YY");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.errors()).contains("exported 3 packets, 2 channels").contains("gaps 0")
                .contains("1 file");
        assertThat(records()).extracting(ExportedRecord::codes).containsOnly(
                "YY.STAT..HHZ", "YY.STAT..HHE");
        List<ExportedRecord> vertical = records().stream()
                .filter(record -> record.codes().endsWith("Z")).toList();
        assertThat(vertical.get(0).startMillis()).isEqualTo(START);
        assertThat(vertical.stream().flatMapToInt(record -> Arrays.stream(record.samples())).toArray())
                .containsExactly(RecordedJournal.ramp(0, 2 * SAMPLES));
    }

    @Test
    void shouldTakeTheFirstSampleAtFromAndNoneAtUntil() throws Exception {
        journal.append(header(1, 0, START), data(1, 0, 0), data(2, 0, 1), data(3, 0, 2));

        exportOf("2026-03-01T10:00:01.005Z", "2026-03-01T10:00:04.500Z");

        List<ExportedRecord> records = records();
        assertThat(records.get(0).startMillis()).isEqualTo(START + 1010);
        assertThat(records.get(0).samples()[0]).isEqualTo(101);
        assertThat(records.get(records.size() - 1).endMillis()).isEqualTo(START + 4500);
        assertThat(ExportedRecord.samplesOf(records)).hasSize(349);
    }

    @Test
    void shouldMarkBeginningAndEndOfAnEventOnlyWhereTheyAreInTheSpan() throws Exception {
        journal.append(header(1, 0, START), data(1, 0, 0), data(2, 0, 1),
                journal.trailer(1, 3, START, START + 2 * PACKET_MILLIS - 10));

        export();
        List<ExportedRecord> whole = records();
        exportOf("2026-03-01T10:00:00.500Z", "2026-03-01T10:00:03Z", "--force");
        List<ExportedRecord> part = records();

        assertThat(whole.get(0).activityFlags() & BEGINS_EVENT).isNotZero();
        assertThat(whole.get(whole.size() - 1).activityFlags() & ENDS_EVENT).isNotZero();
        assertThat(part).allSatisfy(record ->
                assertThat(record.activityFlags() & (BEGINS_EVENT | ENDS_EVENT)).isZero());
    }

    @Test
    void shouldPutALatePacketWhereItBelongs() throws Exception {
        journal.append(header(1, 0, START), data(1, 0, 0), data(3, 0, 2), data(4, 0, 3))
                .receivedAt("2026-03-04T00:00:00Z").append(data(2, 0, 1));

        ExportRun run = export();

        assertThat(run.errors()).contains("exported 4 packets").contains("gaps 0");
        long expected = START;
        for (ExportedRecord record : records()) {
            assertThat(record.startMillis()).isEqualTo(expected);
            expected = record.endMillis();
        }
        assertThat(expected).isEqualTo(START + 4 * PACKET_MILLIS);
    }

    @Test
    void shouldNotJoinSamplesOverATearSection9_3() throws Exception {
        journal.append(header(1, 0, START), data(1, 0, 0), data(3, 0, 5));

        ExportRun run = export();

        assertThat(run.errors()).contains("gaps 1");
        assertThat(records()).extracting(ExportedRecord::startMillis)
                .contains(START, START + 5 * PACKET_MILLIS);
        assertThat(ExportedRecord.samplesOf(records())).hasSize(2 * SAMPLES);
    }

    @Test
    void shouldWriteAPacketThatStandsTwiceInTheJournalOnce() throws Exception {
        journal.append(header(1, 0, START), data(1, 0, 0), data(1, 0, 0));

        ExportRun run = export();

        assertThat(run.errors()).contains("exported 1 packets").contains("there already 1");
        assertThat(ExportedRecord.samplesOf(records())).hasSize(SAMPLES);
    }

    @Test
    void shouldKnowARateThatIsToldOnlyBehindTheSpan() throws Exception {
        journal.append(data(1, 0, 0), data(2, 0, 100), header(2, 0, START + 500 * PACKET_MILLIS));

        exportOf("2026-03-01T10:00:01Z", "2026-03-01T10:00:01.500Z");

        assertThat(records()).singleElement().satisfies(record -> {
            assertThat(record.rate()).isEqualTo(RecordedJournal.RATE);
            assertThat(record.startMillis()).isEqualTo(START + 1000);
            assertThat(record.samples()).containsExactly(RecordedJournal.ramp(100, 50));
        });
    }

    @Test
    void shouldWriteWhatBelongsThereInAnyOrderOfArrival() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            List<byte[]> packets = new ArrayList<>();
            Map<String, Integer> expected = new TreeMap<>();
            long hour = START + round * 3_600_000L;
            long from = hour + random.nextInt(20_000);
            long until = from + 10 + random.nextInt(20_000);
            int sequence = 0;
            for (int place = 0; place < 20; place++) {
                for (int channel = 0; channel < 3; channel++) {
                    if (random.nextInt(10) == 0) {
                        continue;
                    }
                    long millis = hour + channel * 7 + place * PACKET_MILLIS;
                    int[] samples = RecordedJournal.ramp(random.nextInt(1 << 20), SAMPLES);
                    packets.add(journal.data(round, ++sequence, channel, millis, samples));
                    for (int i = 0; i < SAMPLES; i++) {
                        long time = millis + i * 10L;
                        if (from <= time && time < until) {
                            expected.put("XX.STAT..HH" + "ZNE".charAt(channel) + ' ' + time + ' '
                                    + samples[i], 1);
                        }
                    }
                }
            }
            Collections.shuffle(packets, random);
            journal.receivedAt("2026-03-03T00:00:00Z").append(header(round, 0, hour));
            packets.forEach(journal::append);

            exportOf(Instant.ofEpochMilli(from).toString(),
                    Instant.ofEpochMilli(until).toString(), "--force");

            assertThat(ExportedRecord.samplesOf(records())).as("round " + round).isEqualTo(expected);
            assertInTimeOrder(records());
        }
    }

    private static void assertInTimeOrder(List<ExportedRecord> records) {
        Map<String, Long> end = new TreeMap<>();
        for (ExportedRecord record : records) {
            assertThat(record.startMillis())
                    .isGreaterThanOrEqualTo(end.getOrDefault(record.codes(), 0L));
            end.put(record.codes(), record.endMillis());
        }
    }

    @Test
    void shouldKeepAllSamplesOfTimeThatIsThereTwiceSection9_4() throws Exception {
        journal.append(header(1, 0, START), data(1, 0, 0), data(2, 0, 1), data(3, 0, 2));
        for (int i = 0; i < 3; i++) {
            journal.append(journal.data(1, 4 + i, 0, START + 1000 + i * PACKET_MILLIS,
                    RecordedJournal.ramp(10_000 + i * SAMPLES, SAMPLES)));
        }

        ExportRun run = export();

        assertThat(run.errors()).contains("exported 6 packets");
        assertThat(ExportedRecord.samplesOf(records())).hasSize(6 * SAMPLES);
        assertThat(records()).extracting(ExportedRecord::startMillis).isSorted();
    }

    @Test
    void shouldCountNoGapFromDataThatIsBeforeTheSpan() throws Exception {
        journal.append(data(1, 0, 0), data(2, 0, 1), data(3, 0, 2), data(4, 0, 50), data(5, 0, 51));

        ExportRun run = exportOf("2026-03-01T10:01:40Z", "2026-03-01T10:01:44Z");

        assertThat(run.errors()).contains("exported 2 packets").contains("gaps 0");
    }

    @Test
    void shouldFindDataOfAClockThatIsAheadByLessThanTheMargin() {
        journal.receivedAt("2026-03-01T08:30:00Z").append(header(1, 0, START), data(1, 0, 0))
                .receivedAt("2026-03-01T09:59:00Z").append(header(2, 0, START + 7_200_000));

        assertThat(export("--margin", "1h").exitCode()).isEqualTo(1);
        assertThat(export("--margin", "2h").exitCode()).isZero();
    }

    @Test
    void shouldWriteLogsWhoseLinesAreInTheSpan() throws Exception {
        journal.append(header(1, 0, START), journal.log(5, START - 5000,
                "060:09:59:55 EARLIER\r\n060:10:00:05 INSIDE\r\n"), data(1, 0, 0));

        export();

        assertThat(records()).filteredOn(record -> record.codes().endsWith("LOG")).singleElement()
                .satisfies(record -> assertThat(record.text()).contains("INSIDE")
                        .doesNotContain("EARLIER"));
    }

    @Nested
    class WhenSomethingIsSelected {

        @BeforeEach
        void record() {
            journal.append(header(1, 0, START), data(1, 0, 0), data(2, 1, 0), data(3, 2, 0),
                    journal.log(5, START + 5000, "060:10:00:05 LINE\r\n"));
        }

        @ParameterizedTest
        @CsvSource({
            "--channel, 2, 'XX.STAT..HHN'",
            "--channel, '1,3', 'XX.STAT..HHE XX.STAT..HHZ'",
            "--stream, 1, 'XX.STAT..HHE XX.STAT..HHN XX.STAT..HHZ'",
            "--type, DT, 'XX.STAT..HHE XX.STAT..HHN XX.STAT..HHZ'",
            "--type, sh, 'XX.STAT..LOG'",
            "--unit, 9E16, 'XX.STAT..HHE XX.STAT..HHN XX.STAT..HHZ XX.STAT..LOG'",
        })
        void shouldWriteOnlyThat(String option, String value, String codes) throws Exception {
            ExportRun run = export(option, value);

            assertThat(run.exitCode()).as(run.errors()).isZero();
            assertThat(records().stream().map(ExportedRecord::codes).distinct().sorted().toList())
                    .containsExactly(codes.split(" "));
        }

        @ParameterizedTest
        @CsvSource({"--unit, 91F5", "--stream, 2", "--channel, 9", "--type, OM"})
        void shouldSayThatThereIsNothing(String option, String value) throws IOException {
            ExportRun run = export(option, value);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors()).contains("there is nothing to export");
            assertThat(files()).isEmpty();
        }
    }

    @Nested
    class IntoFiles {

        @Test
        void shouldWriteAnSdsTreeBelowADirectory() throws IOException {
            long midnight = RecordedJournal.millis("2026-03-02T00:00:00Z");
            journal.append(header(1, 0, midnight - 5000));
            for (int i = 0; i < 5; i++) {
                journal.append(journal.data(1, i + 1, 0, midnight - 5000 + i * PACKET_MILLIS,
                        RecordedJournal.ramp(i * SAMPLES, SAMPLES)));
            }
            out = Files.createDirectory(work.resolve("sds"));

            ExportRun run = exportOf("2026-03-01", "2026-03-03");

            assertThat(run.errors()).contains("2 files");
            assertThat(files()).containsExactly(
                    "sds/2026/XX/STAT/HHZ.D/XX.STAT..HHZ.D.2026.060",
                    "sds/2026/XX/STAT/HHZ.D/XX.STAT..HHZ.D.2026.061");
        }

        @Test
        void shouldNeverReplaceAFileUnlessTold() throws Exception {
            journal.append(header(1, 0, START), data(1, 0, 0));
            Files.writeString(out, "precious");

            ExportRun refused = export();
            String left = Files.readString(out);
            ExportRun forced = export("--force");

            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.errors()).contains("is there already").contains("--force");
            assertThat(left).isEqualTo("precious");
            assertThat(forced.exitCode()).isZero();
            assertThat(records()).isNotEmpty();
        }

        @Test
        void shouldLeaveNothingBehindWhereOneFileOfATreeIsThere() throws IOException {
            journal.append(header(1, 0, START), data(1, 0, 0), data(2, 1, 0));
            out = Files.createDirectory(work.resolve("sds"));
            Path taken = out.resolve("2026/XX/STAT/HHN.D/XX.STAT..HHN.D.2026.060");
            Files.createDirectories(taken.getParent());
            Files.writeString(taken, "precious");

            ExportRun run = export();

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(files()).containsExactly("sds/2026/XX/STAT/HHN.D/XX.STAT..HHN.D.2026.060");
            assertThat(Files.readString(taken)).isEqualTo("precious");
        }

        @Test
        void shouldArchiveTheEventsThatTouchTheSpanWithTheirHeadersAndTrailers() throws IOException {
            byte[] header = header(1, 0, START);
            byte[] first = data(1, 0, 0);
            byte[] second = data(2, 0, 1);
            byte[] third = data(3, 0, 2);
            byte[] trailer = journal.trailer(1, 4, START, START + 3 * PACKET_MILLIS - 10);
            byte[] other = journal.data(2, 1, 0, START + 600_000, 1, 2, 3);
            journal.append(header, first, second, third, trailer,
                    header(2, 0, START + 600_000), other);
            out = work.resolve("reftek");

            exportOf("2026-03-01T10:00:00Z", "2026-03-01T10:00:05Z", "--format", "reftek");

            assertThat(files()).containsExactly("reftek/2026060/9E16/1/100000000_00001770");
            assertThat(Files.readAllBytes(work.resolve(files().get(0))))
                    .isEqualTo(joined(header, first, second, third, trailer));
        }

        @Test
        void shouldWriteWholePacketsOneBehindTheOther() throws IOException {
            byte[] header = header(1, 0, START);
            byte[] inside = data(2, 0, 1);
            byte[] trailer = journal.trailer(1, 4, START, START + 3 * PACKET_MILLIS - 10);
            journal.append(header, data(1, 0, 0), inside, data(3, 0, 2), trailer);

            ExportRun run = exportOf("2026-03-01T10:00:02Z", "2026-03-01T10:00:04Z",
                    "--format", "raw");

            assertThat(run.errors()).contains("exported 3 packets, 1 channels;");
            assertThat(Files.readAllBytes(out)).isEqualTo(joined(header, inside, trailer));
        }
    }

    @Nested
    class WhenSomethingIsWrong {

        @ParameterizedTest
        @CsvSource({
            "--from, soon, 'a time'",
            "--until, 2026-03-01T09:00:00Z, 'a time behind --from'",
            "--until, 2099-01-01, 'within 50 years'",
            "--margin, 36500d, '0 to 3650d'",
            "--stream, 0, '1 or more'",
            "--channel, -1, '1 or more'",
            "--type, NH, 'AD CD DS DT EH ET FD OM SC SH'",
            "--type, XY, '--type'",
            "--format, gse2, '--format'",
            "--record-length, 1024, '512 or 4096'",
            "--mseed-version, 4, '2 or 3'",
            "--network, TOOLONGCODE, '--network'",
            "--fallback-rate, fast, 'samples a second'",
            "--unit, XYZ, '--unit'",
        })
        void shouldRefuseAWrongValueAndSayWhatIsAllowed(String option, String value, String said) {
            List<String> arguments = new ArrayList<>(List.of("--data", data.toString(),
                    "--out", out.toString()));
            if (!option.equals("--from")) {
                arguments.addAll(List.of("--from", TEN));
            }
            if (!option.equals("--until")) {
                arguments.addAll(List.of("--until", HALF_PAST_TEN));
            }
            arguments.addAll(List.of(option, value));

            ExportRun run = ExportRun.of(arguments.toArray(new String[0]));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.errors()).contains(said);
        }

        @ParameterizedTest
        @CsvSource({"--data", "--from", "--until", "--out"})
        void shouldSayWhatIsMissing(String missing) {
            List<String> arguments = new ArrayList<>();
            for (String[] option : new String[][] {{"--data", data.toString()}, {"--from", TEN},
                    {"--until", HALF_PAST_TEN}, {"--out", out.toString()}}) {
                if (!option[0].equals(missing)) {
                    arguments.addAll(List.of(option));
                }
            }

            ExportRun run = ExportRun.of(arguments.toArray(new String[0]));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.errors()).contains("missing " + missing);
        }

        @ParameterizedTest
        @CsvSource({"reftek, -, 'a directory, with --format reftek'", "raw, /, 'a file or -'"})
        void shouldNotWriteATreeToAPipeNorPacketsIntoADirectory(
                String format, String path, String said) {
            ExportRun run = ExportRun.of("--data", data.toString(), "--from", TEN, "--until",
                    HALF_PAST_TEN, "--format", format, "--out", path);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.errors()).contains(said);
        }

        @Test
        void shouldSayThatThereIsNoJournal() {
            data = work.resolve("elsewhere");

            ExportRun run = export();

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors()).contains("there is no journal");
        }
    }
}
