package org.openrtpd.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource
    void shouldMakeSpaceInStepsWhereNothingWasMadeAhead(Durability durability) throws Exception {
        try (SpaceGuard guard = new SpaceGuard(directory, durability, 0)) {
            guard.began(file, 0);

            assertThat(guard.allowsEntry(0)).isTrue();
            long made = Files.size(file);
            assertThat(made).isGreaterThanOrEqualTo(128 * KIB);

            assertThat(guard.allowsEntry(10 * KIB)).isTrue();
            assertThat(Files.size(file)).as("no step for every entry").isEqualTo(made);

            long writtenTo = made - 100 * KIB;
            assertThat(guard.allowsEntry(writtenTo)).isTrue();
            assertThat(Files.size(file)).isGreaterThanOrEqualTo(writtenTo + 128 * KIB);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepPagesThatTheQueueHasPutBehindTheFirstEntry(Durability durability)
            throws Exception {
        byte[] begun = new byte[(int) (200 * KIB)];
        Arrays.fill(begun, (byte) 5);
        Files.write(file, begun);
        try (SpaceGuard guard = new SpaceGuard(directory, durability, 0)) {
            guard.began(file, 100);

            assertThat(guard.allowsEntry(100)).isTrue();
        }

        assertThat(Files.readAllBytes(file)).startsWith(begun);
    }

    @ParameterizedTest
    @EnumSource
    void shouldAskOnceForAStepAheadAndMakeItFarEnoughUpToALimit(Durability durability)
            throws Exception {
        try (SpaceGuard guard = new SpaceGuard(directory, durability, 0)) {
            guard.began(file, 100 * MIB);
            assertThat(guard.allowsEntry(100 * MIB)).isTrue();

            assertThat(guard.becomesScarce(100 * MIB + KIB)).isTrue();
            assertThat(guard.becomesScarce(100 * MIB + 2 * KIB)).as("asked already").isFalse();
            guard.makeAhead();

            long ahead = Files.size(file) - 100 * MIB;
            assertThat(ahead).isBetween(256 * KIB, 33 * MIB);
            assertThat(guard.becomesScarce(100 * MIB + 3 * KIB)).as("far enough").isFalse();
            assertThat(guard.becomesScarce(Files.size(file) - 128 * KIB)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldMakeMoreAheadOfAFasterWriter(Durability durability) throws Exception {
        try (SpaceGuard guard = new SpaceGuard(directory, durability, 0)) {
            guard.began(file, 0);
            assertThat(guard.allowsEntry(0)).isTrue();

            assertThat(guard.becomesScarce(64 * MIB)).isTrue();
            assertThat(guard.allowsEntry(64 * MIB)).isTrue();
            assertThat(guard.becomesScarce(64 * MIB + 1)).isTrue();
            guard.makeAhead();

            assertThat(Files.size(file) - 64 * MIB).isBetween(MIB, 33 * MIB);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotGoOnInANewFileWithAStepOfTheOldOne(Durability durability) throws Exception {
        Path next = Files.createFile(directory.resolve("next"));
        try (SpaceGuard guard = new SpaceGuard(directory, durability, 0)) {
            guard.began(file, 100 * MIB);
            assertThat(guard.allowsEntry(100 * MIB)).isTrue();
            assertThat(guard.becomesScarce(101 * MIB)).isTrue();

            guard.began(next, 0);
            assertThat(guard.allowsEntry(0)).isTrue();
            guard.makeAhead();

            assertThat(Files.size(next)).isLessThan(MIB);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveAloneWhatTheWriterWritesMeanwhile(Durability durability) throws Exception {
        int end = (int) (24 * MIB);
        try (SpaceGuard guard = new SpaceGuard(directory, durability, 0);
                FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            guard.began(file, 0);
            MappedByteBuffer mapped = channel.map(MapMode.READ_WRITE, 0, end);
            try (SpaceAhead ahead = new SpaceAhead(guard)) {
                for (int at = 0; at < end; at += Integer.BYTES) {
                    write(mapped, at, guard, ahead);
                }
            }
            for (int at = 0; at < end; at += Integer.BYTES) {
                if (mapped.getInt(at) != ~at) {
                    throw new AssertionError("byte " + at + " was written over");
                }
            }
        }
    }

    private static void write(MappedByteBuffer mapped, int at, SpaceGuard guard, SpaceAhead ahead)
            throws IOException {
        if (guard.becomesScarce(at)) {
            ahead.wake();
        }
        if (!guard.allowsEntry(at)) {
            throw new AssertionError("no room at " + at);
        }
        mapped.putInt(at, ~at);
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepWhatStandsInTheFile(Durability durability) throws Exception {
        byte[] written = new byte[(int) (300 * KIB)];
        Arrays.fill(written, (byte) 9);
        Files.write(file, written);
        try (SpaceGuard guard = new SpaceGuard(directory, durability, 0)) {
            guard.began(file, written.length);

            for (long at = written.length; at < 2 * MIB; at += 50 * KIB) {
                assertThat(guard.allowsEntry(at)).isTrue();
            }
        }

        assertThat(Files.readAllBytes(file)).startsWith(written);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayNoWhenLessIsFreeThanMustStay(Durability durability) throws Exception {
        try (SpaceGuard guard = new SpaceGuard(directory, durability, free() + 10 * MIB)) {
            guard.began(file, 0);

            assertThat(guard.usableBytes()).isNegative();
            assertThat(guard.allowsNewFile()).isFalse();
            assertThat(guard.allowsEntry(MIB)).isFalse();
            guard.makeAhead();
            assertThat(Files.size(file)).isZero();
        }
    }

    @Test
    void shouldMakeNothingAheadOnceItIsClosed() throws Exception {
        SpaceGuard guard = new SpaceGuard(directory, Durability.DISK, 0);
        guard.began(file, 0);
        assertThat(guard.allowsEntry(0)).isTrue();
        assertThat(guard.becomesScarce(KIB)).isTrue();
        long made = Files.size(file);

        guard.close();
        guard.close();
        guard.makeAhead();

        assertThat(Files.size(file)).isEqualTo(made);
    }
}
