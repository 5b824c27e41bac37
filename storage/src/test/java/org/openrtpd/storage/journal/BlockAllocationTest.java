package org.openrtpd.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockAllocationTest {

    private static final int MIB = 1 << 20;

    @TempDir Path directory;

    private long allocated(Path file) throws Exception {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return 512 * Long.parseLong(new String(stat.getInputStream().readAllBytes()).trim());
    }

    @Test
    void shouldGiveAFileItsBlocksBeforeAnythingIsWritten() throws Exception {
        Path file = Files.writeString(directory.resolve("segment"), "begun");

        try (BlockAllocation blocks = BlockAllocation.of(file)) {
            assumeThat(blocks.allocate(0, 4 * MIB)).as("this file system can do it").isTrue();
        }

        assertThat(allocated(file)).isGreaterThanOrEqualTo(4 * MIB);
        assertThat(Files.size(file)).isEqualTo(4 * MIB);
        assertThat(new String(Files.readAllBytes(file), 0, 6)).isEqualTo("begun\0");
    }

    @Test
    void shouldAnswerFalseWhereItCannotAllocate() throws Exception {
        BlockAllocation blocks = BlockAllocation.of(directory.resolve("missing"));

        assertThat(blocks.allocate(0, MIB)).isFalse();
        blocks.close();
    }
}
