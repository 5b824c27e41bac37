package org.openrtpd.storage.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.storage.archive.reftek.ReftekWriter;
import org.openrtpd.storage.journal.SmallDisk;

/** {@link JournalArchive} on a disk that fills up in the middle of a commit. */
class FullTreeTest {

    private static final int ALL = Integer.MAX_VALUE;
    private static final int PACKETS = 2000;

    @TempDir Path journalDisk;
    @TempDir Path mountPoint;
    private SmallDisk disk;
    private ArchivedJournal journal;

    @BeforeEach
    void mount() throws IOException {
        Optional<SmallDisk> mounted = SmallDisk.mount(mountPoint);
        assumeTrue(mounted.isPresent(), "this process may not mount a small file system");
        disk = mounted.get();
        Files.createSymbolicLink(journalDisk.resolve("archive"), mountPoint);
        journal = new ArchivedJournal(journalDisk, ReftekWriter::new);
        new RandomRecording(11).packets(PACKETS).forEach(journal::append);
    }

    @AfterEach
    void unmount() {
        if (disk != null) {
            journal.close();
            disk.close();
        }
    }

    private Map<String, byte[]> expected(Path directory) {
        try (ArchivedJournal same = new ArchivedJournal(directory, ReftekWriter::new)) {
            journal.appended().forEach(same::append);
            same.archive();
            return same.files();
        }
    }

    @Test
    void shouldGoBackToTheLastCommitAndGoOnWhenThereIsRoom(@TempDir Path other) throws IOException {
        int failures = 0;
        try (JournalArchive archive = journal.open(new DiskSteps())) {
            archive.recover();
            for (int round = 0; round < 6; round++) {
                archive.read(300);
                disk.leaveFree(round * 40_000L);
                assertThatThrownBy(archive::commit).isInstanceOf(IOException.class);
                failures++;
                archive.recover();
                disk.free();
                archive.read(300);
                archive.commit();
            }
            archive.read(ALL);
            archive.commit();
        }

        assertThat(failures).isEqualTo(6);
        Map<String, byte[]> files = journal.files();
        Map<String, byte[]> expected = expected(other);
        files.keySet().removeIf(path -> path.equals("ballast"));
        assertThat(files).containsOnlyKeys(expected.keySet());
        files.forEach((path, bytes) -> assertThat(bytes).as(path).isEqualTo(expected.get(path)));
    }
}
