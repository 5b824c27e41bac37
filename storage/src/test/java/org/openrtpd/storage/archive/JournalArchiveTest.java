package org.openrtpd.storage.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.storage.archive.reftek.ReftekWriter;
import org.openrtpd.storage.journal.LogCapture;

/** Nothing is missing and nothing stands twice, whenever the archiver ends or the disk fails. */
class JournalArchiveTest {

    private static final int PACKETS = 1200;
    private static final int KILLS = 3000;

    @TempDir(factory = MemoryDirectory.class) Path directory;
    private ArchivedJournal journal;

    @BeforeEach
    void open() {
        journal = new ArchivedJournal(directory, ReftekWriter::new);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void record(long seed) {
        for (byte[] packet : new RandomRecording(seed).packets(PACKETS)) {
            journal.append(packet);
        }
    }

    /** Every packet of the journal once, in each file in the journal's order. */
    private void assertWhole(String what) {
        Map<ByteBuffer, List<Integer>> places = new HashMap<>();
        for (int i = 0; i < journal.appended().size(); i++) {
            places.computeIfAbsent(
                    TestRecorder.key(journal.appended().get(i)), key -> new ArrayList<>()).add(i);
        }
        int count = 0;
        for (Map.Entry<String, byte[]> file : journal.files().entrySet()) {
            assertThat(file.getValue().length % TestRecorder.PACKET).as(file.getKey()).isZero();
            int before = -1;
            for (int at = 0; at < file.getValue().length; at += TestRecorder.PACKET) {
                byte[] packet = Arrays.copyOfRange(file.getValue(), at, at + TestRecorder.PACKET);
                List<Integer> place = places.get(TestRecorder.key(packet));
                assertThat(place).as(what + ": stands twice in " + file.getKey()).isNotEmpty();
                assertThat(place.get(0)).as(what + ": order in " + file.getKey())
                        .isGreaterThan(before);
                before = place.remove(0);
                count++;
            }
        }
        assertThat(count).as(what).isEqualTo(journal.appended().size());
    }

    @RepeatedTest(5)
    void shouldHoldEveryPacketOnceAfterKillsAndPowerLossesAtEveryStep(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        record(seed);
        String what = "seed " + seed;

        int kills = journal.archiveKilled(random, KILLS);

        assertThat(kills).isGreaterThan(100);
        assertWhole(what);
        journal.finish();
        assertWhole(what);
    }

    @Test
    void shouldHoldEveryPacketOnceWhenTheDiskFailsAgainAndAgain() throws IOException {
        long seed = 6;
        SplittableRandom random = new SplittableRandom(seed);
        record(seed);
        int failures = 0;
        try (JournalArchive archive = openOn(KilledProcess.failing(random, 60))) {
            boolean recovered = false;
            boolean done = false;
            while (!done) {
                try {
                    if (!recovered) {
                        archive.recover();
                        recovered = true;
                    }
                    done = archive.read(1 + random.nextInt(20)) == 0;
                    archive.commit();
                } catch (IOException e) {
                    failures++;
                    recovered = false;
                    done = false;
                }
            }
        }

        assertThat(failures).as("seed " + seed).isGreaterThan(20);
        assertWhole("seed " + seed);
    }

    private JournalArchive openOn(DiskSteps disk) {
        while (true) {
            try {
                return journal.open(disk);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("No space");
            }
        }
    }

    @Test
    void shouldBeTheSameHoweverOftenItCommits() throws IOException {
        record(7);
        journal.finish();
        Map<String, byte[]> inOneGo = journal.files();
        try (ArchivedJournal other = new ArchivedJournal(directory.resolve("2"),
                ReftekWriter::new)) {
            for (byte[] packet : journal.appended()) {
                other.append(packet).archive();
            }
            other.finish();

            assertThat(other.files()).containsOnlyKeys(inOneGo.keySet());
            other.files().forEach((path, bytes) -> assertThat(bytes).isEqualTo(inOneGo.get(path)));
        }
    }

    @Test
    void shouldLetOneArchiverWriteATree() throws IOException {
        try (JournalArchive first = journal.open(new DiskSteps())) {
            assertThatThrownBy(() -> journal.open(new DiskSteps()))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("is being written by this process")
                    .hasMessageContaining("one archiver writes a tree");
            first.recover();
        }
    }

    @Test
    void shouldRefuseAnotherJournal() throws IOException {
        record(1);
        journal.archive();
        Path elsewhere = directory.resolve("other");
        try (ArchivedJournal other = new ArchivedJournal(elsewhere, ReftekWriter::new)) {
            other.append(new TestRecorder(0x9E17).log(0, 0, "x"));
            copyState(journal.root(), other.root());

            assertThatThrownBy(other::archive).isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("was written from another journal")
                    .hasMessageContaining("--data");
        }
    }

    private static void copyState(Path from, Path to) throws IOException {
        Path state = Files.createDirectories(to.resolve(ArchiveTree.STATE_DIRECTORY));
        Files.copy(from.resolve(ArchiveTree.STATE_DIRECTORY).resolve("checkpoint"),
                state.resolve("checkpoint"));
    }

    @Test
    void shouldRefuseADamagedCheckpoint() throws IOException {
        record(1);
        journal.archive();
        Path checkpoint = journal.root().resolve(ArchiveTree.STATE_DIRECTORY).resolve("checkpoint");
        byte[] bytes = Files.readAllBytes(checkpoint);
        bytes[bytes.length / 2] ^= 1;
        Files.write(checkpoint, bytes);

        assertThatThrownBy(journal::archive).isInstanceOf(ArchiveException.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void shouldGoOnWithTheOldestEntryWhenRetentionWasFaster() throws IOException {
        TestRecorder recorder = new TestRecorder(0x9E16);
        long time = TestRecorder.millis("2026-03-01T10:00:00.000");
        byte[] archived = recorder.log(0, time, "archived");
        byte[] newest = recorder.log(2, time, "newest");
        journal.append(archived).archive();
        journal.append(recorder.log(1, time, "taken by retention"));
        journal.advance(Duration.ofHours(1)).append(newest);
        try (Stream<Path> files = Files.list(directory.resolve("data/journal"))) {
            Files.delete(files.filter(f -> f.toString().endsWith(".cq4")).sorted().findFirst()
                    .orElseThrow());
        }

        try (LogCapture log = new LogCapture(JournalArchive.class)) {
            journal.archive();
            assertThat(log.lines()).singleElement().asString()
                    .contains("Entries between them, if there were any, are missing");
        }

        assertThat(journal.files().values()).singleElement().satisfies(bytes -> {
            assertThat(Arrays.copyOf(bytes, TestRecorder.PACKET)).isEqualTo(archived);
            assertThat(Arrays.copyOfRange(bytes, TestRecorder.PACKET, bytes.length))
                    .isEqualTo(newest);
        });
    }

    @Test
    void shouldGoOnWithNewFilesWhenOldOnesWereDeleted() throws IOException {
        TestRecorder recorder = new TestRecorder(0x9E16);
        long time = TestRecorder.millis("2026-03-01T10:00:00.000");
        journal.append(recorder.header(0, 1, 0, time, time)).archive();
        Files.delete(journal.root().resolve(journal.files().keySet().iterator().next()));
        byte[] data = recorder.data(0, 0, 1, 1, time, TestRecorder.samples(10, 1));

        journal.append(data, recorder.trailer(0, 1, 2, time, time + 90)).archive();

        assertThat(journal.files()).containsOnlyKeys("2026060/9E16/1/100000000_00000064");
    }
}
