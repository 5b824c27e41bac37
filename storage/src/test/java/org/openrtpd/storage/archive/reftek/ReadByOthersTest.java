package org.openrtpd.storage.archive.reftek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.storage.archive.ArchivedJournal;
import org.openrtpd.storage.archive.MemoryDirectory;
import org.openrtpd.storage.archive.RandomRecording;
import org.openrtpd.storage.archive.TestRecorder;

/** What record format section 15 asks of files so that others can read them. */
class ReadByOthersTest {

    private static final int PACKETS = 1500;
    private static final int DETECTED = 20;

    @TempDir(factory = MemoryDirectory.class) Path directory;

    private Map<String, byte[]> archiveOfABadDay() {
        try (ArchivedJournal journal = new ArchivedJournal(directory, ReftekWriter::new)) {
            new RandomRecording(23).packets(PACKETS).forEach(journal::append);
            journal.finish();
            Map<String, byte[]> files = journal.files();
            files.keySet().removeIf(path -> path.startsWith("other/"));
            return files;
        }
    }

    private static String letters(byte[] file, int packet) {
        return new String(file, packet * TestRecorder.PACKET, 2, StandardCharsets.US_ASCII);
    }

    private static int number(byte[] file, int packet, int offset) {
        int at = packet * TestRecorder.PACKET + offset;
        return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
    }

    @Test
    void shouldBeDetectedByTheLettersOfItsFirstTwentyPacketsSection1() {
        Set<String> known = Set.of("AD", "CD", "DS", "DT", "EH", "ET", "FD", "OM", "SC", "SH");
        archiveOfABadDay().forEach((path, file) -> {
            assertThat(file.length % TestRecorder.PACKET).as(path).isZero();
            for (int i = 0; i < Math.min(DETECTED, file.length / TestRecorder.PACKET); i++) {
                assertThat(known).as(path).contains(letters(file, i));
            }
        });
    }

    @Test
    void shouldHoldOneUnitOneStreamAndOneEventWithOneHeaderAndOneTrailerSection15() {
        archiveOfABadDay().forEach((path, file) -> {
            Set<Integer> units = new TreeSet<>();
            Set<Integer> events = new TreeSet<>();
            Set<Integer> streams = new TreeSet<>();
            int headers = 0;
            int trailers = 0;
            for (int i = 0; i < file.length / TestRecorder.PACKET; i++) {
                units.add(number(file, i, 4));
                if (PacketType.of(number(file, i, 0)).hasExtendedHeader()) {
                    events.add(number(file, i, 16));
                    streams.add(number(file, i, 18) >> 8);
                    headers += letters(file, i).equals("EH") ? 1 : 0;
                    trailers += letters(file, i).equals("ET") ? 1 : 0;
                }
            }
            boolean data = !path.contains("/0/");
            assertThat(units).as(path).hasSize(1);
            assertThat(events).as(path).hasSize(data ? 1 : 0);
            assertThat(streams).as(path).hasSize(data ? 1 : 0);
            assertThat(headers).as(path).isLessThanOrEqualTo(1);
            assertThat(trailers).as(path).isLessThanOrEqualTo(1);
        });
    }

    @Test
    void shouldHavePacketsInSequenceOrderSection15() {
        archiveOfABadDay().forEach((path, file) -> {
            for (int i = 1; !path.contains("/0/") && i < file.length / TestRecorder.PACKET; i++) {
                assertThat(number(file, i, 14)).as(path).isGreaterThan(number(file, i - 1, 14));
            }
        });
    }

    @Test
    void shouldHaveNamesThatEntriesOfTheTreeAreSelectedBySection14() {
        assertThat(archiveOfABadDay().keySet()).allSatisfy(path ->
                assertThat(path).matches("\\d{7}/[0-9A-F]{4}/\\d/\\d{9}_[0-9A-F]{8}"));
    }

    @Test
    void shouldGiveAnIndependentDecoderTheSameTracesAsTheRecordings() throws Exception {
        String named = System.getenv("OPENRTPD_SHARED");
        Path shared = named == null ? Path.of("..", "..", "shared") : Path.of(named);
        Path tool = shared.resolve("tools/decode_reftek.py");
        assumeTrue(Files.exists(tool), "the independent decoder is not beside the checkout");
        List<Path> recordings;
        try (Stream<Path> files = Files.list(shared.resolve("data"))) {
            recordings = files.filter(f -> f.getFileName().toString()
                    .matches("\\d{9}_\\w+(\\.rt130)?")).sorted().toList();
        }
        try (ArchivedJournal journal = new ArchivedJournal(directory, ReftekWriter::new)) {
            for (Path recording : recordings) {
                byte[] bytes = Files.readAllBytes(recording);
                for (int at = 0; at < bytes.length; at += TestRecorder.PACKET) {
                    journal.append(Arrays.copyOfRange(bytes, at, at + TestRecorder.PACKET));
                }
            }
            journal.finish();
            List<Path> archived = journal.files().keySet().stream()
                    .map(path -> journal.root().resolve(path)).toList();

            assertThat(traces(tool, archived)).isNotEmpty().isEqualTo(traces(tool, recordings));
        }
    }

    /** The tool's lines without the names of the files, sorted; it must call every packet clean. */
    private static List<String> traces(Path tool, List<Path> files)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("python3", tool.toString(), "--traces", "--samples"));
        files.forEach(file -> command.add(file.toString()));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "python3 is not installed: " + e.getMessage());
            throw e;
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(out).isZero();
        return out.lines().map(line -> line.replaceAll(", \"file\": \"[^\"]*\"", "")).sorted()
                .toList();
    }
}
