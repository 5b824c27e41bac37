package org.openrtpd.storage.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link ArchiveTree}: a commit is there as a whole or not at all, at whatever step it ends. */
class ArchiveTreeTest {

    private static final String FORMAT = "test";
    private static final String OPEN = "day/open";
    private static final String CLOSED = "day/closed";
    private static final String DAY_FILE = "day/file";

    @TempDir(factory = MemoryDirectory.class) Path root;

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static void append(ArchiveTree tree, String path, String text) throws IOException {
        tree.change().append(path, bytes(text), 0, text.length());
    }

    private String content(String path) throws IOException {
        try {
            return Files.readString(root.resolve(path));
        } catch (NoSuchFileException e) {
            return "none";
        }
    }

    private String tree() throws IOException {
        return content(OPEN) + ' ' + content(CLOSED) + ' ' + content(DAY_FILE);
    }

    private ArchiveTree opened(DiskSteps disk) throws IOException {
        ArchiveTree tree = ArchiveTree.open(root, FORMAT, disk);
        tree.recover();
        return tree;
    }

    /** Grows a file, closes another one, and opens a new one under the name that this had. */
    private static void second(ArchiveTree tree) throws IOException {
        append(tree, DAY_FILE, "+2");
        append(tree, OPEN, "+2");
        tree.change().move(OPEN, CLOSED);
        append(tree, OPEN, "new");
        tree.commit(2, 0, bytes("two"));
    }

    @Test
    void shouldTakeBackACommitThatEndedAtAnyStepAndTakingBackThatEndedAtAnyStep()
            throws IOException {
        int steps = 0;
        for (int end = 0; end == steps; end++) {
            for (int again = 0; again < 12; again++) {
                steps = commitKilled(end, again) ? end + 1 : end;
                try (ArchiveTree tree = ArchiveTree.open(root, FORMAT, new DiskSteps())) {
                    ArchiveCheckpoint checkpoint = tree.recover();
                    boolean second = checkpoint.index() == 2;
                    assertThat(tree()).as("killed at step " + end + ", taking back at " + again)
                            .isEqualTo(second ? "new 1+2 1+2" : "1 none 1");
                }
                clear();
            }
        }
        assertThat(steps).as("steps of the commit").isGreaterThan(15);
    }

    /** True when the commit was killed before its end. */
    private boolean commitKilled(int atStep, int recoveryAtStep) throws IOException {
        try (ArchiveTree tree = opened(new DiskSteps())) {
            append(tree, OPEN, "1");
            append(tree, DAY_FILE, "1");
            tree.commit(1, 0, bytes("one"));
        }
        // Taking the tree is three steps more.
        boolean killed = run(atStep + 3, true);
        run(recoveryAtStep + 3, false);
        return killed;
    }

    private boolean run(int steps, boolean commits) throws IOException {
        DiskSteps disk = new KilledProcess(new SplittableRandom(1), steps).disk();
        List<ArchiveTree> opened = new ArrayList<>();
        try {
            opened.add(ArchiveTree.open(root, FORMAT, disk));
            opened.get(0).recover();
            if (commits) {
                second(opened.get(0));
            }
            return false;
        } catch (KilledProcess.Killed e) {
            return true;
        } finally {
            for (ArchiveTree tree : opened) {
                tree.close();
            }
        }
    }

    private void clear() throws IOException {
        for (String path : List.of(OPEN, CLOSED, DAY_FILE, ".openrtpd/checkpoint", ".openrtpd/undo",
                ".openrtpd/checkpoint.new")) {
            Files.deleteIfExists(root.resolve(path));
        }
    }

    @Test
    void shouldGiveBackTheStateOfTheLastCommit() throws IOException {
        try (ArchiveTree tree = opened(new DiskSteps())) {
            tree.commit(41, 7, bytes("state"));
        }
        try (ArchiveTree tree = ArchiveTree.open(root, FORMAT, new DiskSteps())) {
            ArchiveCheckpoint checkpoint = tree.recover();

            assertThat(checkpoint.index()).isEqualTo(41);
            assertThat(checkpoint.entryCrc()).isEqualTo(7);
            assertThat(checkpoint.state().toString(StandardCharsets.US_ASCII)).isEqualTo("state");
        }
    }

    @Test
    void shouldRefuseATreeOfAnotherFormat() throws IOException {
        try (ArchiveTree tree = opened(new DiskSteps())) {
            tree.commit(1, 0, bytes("x"));
        }
        try (ArchiveTree other = ArchiveTree.open(root, "other", new DiskSteps())) {
            assertThatThrownBy(other::recover).isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("is of format test, not other");
        }
    }

    @Nested
    class Names {

        @Test
        void shouldBeTakenByFilesThatAreThereAndByThoseToCome() throws IOException {
            try (ArchiveTree tree = opened(new DiskSteps())) {
                append(tree, OPEN, "1");
                assertThat(tree.change().isTaken(OPEN)).isTrue();
                tree.commit(1, 0, bytes(""));
                assertThat(tree.change().isTaken(OPEN)).isTrue();

                tree.change().move(OPEN, CLOSED);

                assertThat(tree.change().isTaken(OPEN)).as("left by the next commit").isFalse();
                assertThat(tree.change().isTaken(CLOSED)).isTrue();
            }
        }

        @Test
        void shouldNeverBeGivenToTwoFiles() throws IOException {
            try (ArchiveTree tree = opened(new DiskSteps())) {
                append(tree, OPEN, "1");
                append(tree, CLOSED, "2");

                assertThatThrownBy(() -> tree.change().move(OPEN, CLOSED))
                        .isInstanceOf(IllegalStateException.class);
            }
        }
    }
}
