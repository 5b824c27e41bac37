package org.openrtpd.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.storage.journal.JournalFixture.append;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Power fails at any moment, with any of the sectors written since the last force on the device or
 * not, and with or without rot in what was forced. What was acknowledged and does not itself lie in
 * rot is there afterwards, once; what was not is never counted behind a hole.
 */
class JournalDamageLoopTest {

    private static final int SECTOR = 512;
    private static final int PAGE = 4096;
    private static final int ROUNDS = 3;

    @TempDir Path directory;

    /** One life of a journal: what it appended, what it was told is durable, and what then happened. */
    private static final class Life {
        final Path data;
        final JournalFixture fixture;
        final Random random;
        final Map<Path, byte[]> atLastCommit = new HashMap<>();
        final Set<Integer> rotten = new HashSet<>();
        PacketJournal journal;
        int next;
        int acknowledged;

        Life(Path data, Random random) {
            this.data = data;
            this.fixture = new JournalFixture(data);
            this.random = random;
        }

        void open() {
            RecoveredJournal opened = fixture.open();
            journal = opened.journal();
            List<Numberings.Numbering> all = opened.numberings().all();
            next = all.isEmpty() ? 0 : all.get(0).next();
        }

        void write() throws IOException {
            for (int batches = 1 + random.nextInt(8); batches > 0; batches--) {
                for (int packets = random.nextInt(60); packets > 0; packets--) {
                    append(journal, next++);
                    fixture.clock.advance(Duration.ofSeconds(1));
                }
                if (random.nextInt(4) > 0) {
                    journal.commit();
                    acknowledged = next;
                    keep();
                }
                if (random.nextInt(4) == 0) {
                    fixture.clock.advance(Duration.ofHours(1));
                }
            }
        }

        /** Remembers what is on the device now for certain. */
        void keep() throws IOException {
            for (Path file : JournalFiles.segments(data)) {
                atLastCommit.put(file, used(file));
            }
        }

        byte[] used(Path file) throws IOException {
            byte[] bytes = new byte[(int) new SegmentTail(file).usedBytes()];
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {
                    // Read on until all of it is there.
                }
            }
            return bytes;
        }

        /** Each sector written since is on the device, or still what it was. */
        void losePower() throws IOException {
            int lost = random.nextInt(101);
            for (Path file : JournalFiles.segments(data)) {
                byte[] now = used(file);
                byte[] before = Arrays.copyOf(
                        atLastCommit.getOrDefault(file, new byte[0]), now.length);
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    for (int at = 0; at < now.length; at += SECTOR) {
                        int length = Math.min(SECTOR, now.length - at);
                        boolean same = Arrays.equals(
                                now, at, at + length, before, at, at + length);
                        if (!same && random.nextInt(100) < lost) {
                            channel.write(ByteBuffer.wrap(before, at, length), at);
                        }
                    }
                }
            }
        }

        /** A page of what was forced turns to zeros or to noise. */
        void rot() throws IOException {
            List<Path> files = JournalFiles.segments(data);
            Path file = files.get(random.nextInt(files.size()));
            int forcedTo = atLastCommit.getOrDefault(file, new byte[0]).length;
            long first = firstEntry(file);
            if (first < 0 || first + PAGE >= forcedTo) {
                return;
            }
            long from = first + random.nextInt((int) (forcedTo - first));
            int length = Math.min(1 + random.nextInt(2 * PAGE), (int) (forcedTo - from));
            noteRotten(file, from, from + length);
            byte[] bytes = new byte[length];
            if (random.nextBoolean()) {
                random.nextBytes(bytes);
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(bytes), from);
            }
        }

        private long firstEntry(Path file) throws IOException {
            try (SegmentScan scan = new SegmentScan(file, 0, Long.MAX_VALUE)) {
                return scan.next(new JournalEntry(), 0) ? scan.start() : -1;
            }
        }

        private void noteRotten(Path file, long from, long to) throws IOException {
            JournalEntry entry = new JournalEntry();
            try (SegmentScan scan = new SegmentScan(file, 0, Long.MAX_VALUE)) {
                while (scan.next(entry, 0)) {
                    if (entry.isPacket() && scan.end() > from && scan.start() < to) {
                        rotten.add(entry.seq());
                    }
                }
            }
        }

        /** All that was acknowledged and is not rotten is there, and nothing is there twice. */
        void check() {
            List<Integer> seqs = fixture.allSeqs();
            assertThat(seqs).doesNotHaveDuplicates().isSorted();
            Set<Integer> missing = new TreeSet<>();
            for (int seq = 0; seq < next; seq++) {
                missing.add(seq);
            }
            seqs.forEach(missing::remove);
            missing.removeAll(rotten);
            assertThat(missing).isEmpty();
        }
    }

    private void live(int seed, boolean rots) throws IOException {
        Life life = new Life(directory.resolve("seed-" + seed), new Random(seed));
        for (int round = 0; round < 2; round++) {
            life.open();
            life.keep();
            life.acknowledged = life.next;
            life.write();
            life.journal.close();
            life.losePower();
            if (rots && life.random.nextBoolean()) {
                life.rot();
            }
            if (life.random.nextInt(3) == 0) {
                Files.deleteIfExists(JournalFiles.metadata(life.data));
            }
            int acknowledged = life.acknowledged;
            life.open();
            while (life.rotten.contains(acknowledged - 1)) {
                acknowledged--;
            }
            assertThat(life.next).as("seed %d round %d", seed, round)
                    .isGreaterThanOrEqualTo(acknowledged);
            life.rotten.removeIf(seq -> seq >= life.next);
            life.check();
            life.journal.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldKeepItsPromiseAfterEveryPowerLoss(int block) throws Exception {
        for (int seed = block * ROUNDS; seed < (block + 1) * ROUNDS; seed++) {
            live(seed, false);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldKeepItsPromiseWhenForcedPartsRotAsWell(int block) throws Exception {
        for (int seed = block * ROUNDS; seed < (block + 1) * ROUNDS; seed++) {
            live(1000 + seed, true);
        }
    }
}
