package org.openrtpd.storage.archive.miniseed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrtpd.storage.archive.ArchivedJournal;
import org.openrtpd.storage.archive.MemoryDirectory;
import org.openrtpd.storage.archive.TestRecorder;

/**
 * Real recordings as miniSEED, read back by a library that is not ours, have the samples that the
 * independent decoder finds in them: its results lie beside the recordings.
 */
class RealRecordingsTest {

    private static final Pattern MD5 = Pattern.compile("\"md5\": \"([0-9a-f]{32})\"");

    @TempDir(factory = MemoryDirectory.class) Path directory;

    private static List<Path> shared(String suffix) throws Exception {
        String named = System.getenv("OPENRTPD_SHARED");
        Path shared = named == null ? Path.of("..", "..", "shared") : Path.of(named);
        assumeTrue(Files.isDirectory(shared.resolve("data")),
                "the recordings are not beside the checkout");
        try (Stream<Path> files = Files.list(shared.resolve("data"))) {
            return files.filter(f -> f.getFileName().toString().matches("\\d{9}_\\w+" + suffix))
                    .sorted().toList();
        }
    }

    private static List<String> expected() throws Exception {
        List<String> sums = new ArrayList<>();
        for (Path traces : shared("(\\.rt130)?\\.traces\\.jsonl")) {
            Matcher sum = MD5.matcher(Files.readString(traces, StandardCharsets.US_ASCII));
            while (sum.find()) {
                sums.add(sum.group(1));
            }
        }
        return sums;
    }

    private static String md5(List<ReadRecord> records) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        for (ReadRecord record : records) {
            for (int sample : record.samples()) {
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, sample));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @ParameterizedTest
    @CsvSource({"2, 512", "2, 4096", "3, 512"})
    void shouldHaveTheSamplesThatAnIndependentDecoderFinds(int version, int recordLength)
            throws Exception {
        MiniseedSettings settings = MiniseedRecoveryTest.settings(version, recordLength);
        try (ArchivedJournal journal =
                new ArchivedJournal(directory, () -> new MiniseedWriter(settings))) {
            for (Path recording : shared("(\\.rt130)?")) {
                byte[] bytes = Files.readAllBytes(recording);
                for (int at = 0; at < bytes.length; at += TestRecorder.PACKET) {
                    journal.append(Arrays.copyOfRange(bytes, at, at + TestRecorder.PACKET));
                }
            }
            journal.finish();
            List<ReadRecord> records = version == 2 ? ReadRecord.all(journal.files())
                    : ReadRecord.allOfVersion3(journal.files());
            Map<String, List<ReadRecord>> channels = new TreeMap<>();
            records.forEach(record -> channels
                    .computeIfAbsent(record.codes(), key -> new ArrayList<>()).add(record));
            List<String> sums = new ArrayList<>();
            for (List<ReadRecord> channel : channels.values()) {
                sums.add(md5(channel));
            }

            assertThat(sums).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected());
        }
    }
}
