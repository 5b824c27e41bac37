package org.openrtpd.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceGuardTest {

    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;

    @TempDir Path directory;
    private Path file;

    @BeforeEach
    void prepare() throws IOException {
        file = Files.createFile(directory.resolve("segment"));
    }

    private long free() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    @Test
    void shouldAllocateAheadOfTheWriterInSteps() throws Exception {
        try (SpaceGuard guard = new SpaceGuard(directory, 0)) {
            guard.began(file, 0);

            assertThat(guard.allowsEntry(0)).isTrue();
            long allocated = Files.size(file);
            assertThat(allocated).isGreaterThanOrEqualTo(128 * KIB);

            assertThat(guard.allowsEntry(10 * KIB)).isTrue();
            assertThat(Files.size(file)).as("no step for every entry").isEqualTo(allocated);

            long writtenTo = allocated - 100 * KIB;
            assertThat(guard.allowsEntry(writtenTo)).isTrue();
            assertThat(Files.size(file)).isGreaterThanOrEqualTo(writtenTo + 128 * KIB);
        }
    }

    @Test
    void shouldKeepPagesThatTheQueueHasPutBehindTheFirstEntry() throws Exception {
        byte[] begun = new byte[(int) (200 * KIB)];
        Arrays.fill(begun, (byte) 5);
        Files.write(file, begun);
        try (SpaceGuard guard = new SpaceGuard(directory, 0)) {
            guard.began(file, 100);

            assertThat(guard.allowsEntry(100)).isTrue();
        }

        assertThat(Files.readAllBytes(file)).startsWith(begun);
    }

    @Test
    void shouldAllocateLargerStepsInLargerFilesUpToALimit() throws Exception {
        try (SpaceGuard guard = new SpaceGuard(directory, 0)) {
            guard.began(file, 100 * MIB);
            long writtenTo = 101 * MIB;

            assertThat(guard.allowsEntry(writtenTo)).isTrue();

            assertThat(Files.size(file) - writtenTo).isBetween(4 * MIB, 17 * MIB);
        }
    }

    @Test
    void shouldKeepWhatStandsInTheFile() throws Exception {
        byte[] written = new byte[(int) (300 * KIB)];
        Arrays.fill(written, (byte) 9);
        Files.write(file, written);
        try (SpaceGuard guard = new SpaceGuard(directory, 0)) {
            guard.began(file, written.length);

            for (long at = written.length; at < 2 * MIB; at += 50 * KIB) {
                assertThat(guard.allowsEntry(at)).isTrue();
            }
        }

        assertThat(Files.readAllBytes(file)).startsWith(written);
    }

    @Test
    void shouldSayNoWhenLessIsFreeThanMustStay() throws Exception {
        try (SpaceGuard guard = new SpaceGuard(directory, free() + 10 * MIB)) {
            guard.began(file, 0);

            assertThat(guard.usableBytes()).isNegative();
            assertThat(guard.allowsNewFile()).isFalse();
            assertThat(guard.allowsEntry(MIB)).isFalse();
            assertThat(Files.size(file)).isZero();
        }
    }

    @Test
    void shouldCloseTwice() throws Exception {
        SpaceGuard guard = new SpaceGuard(directory, 0);
        guard.began(file, 0);

        guard.close();
        guard.close();
    }
}
