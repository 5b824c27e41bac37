package org.openrtpd.storage.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/**
 * Ends what an archive does to the disk at some step, as kill -9 does; where the power is lost too,
 * takes back at random what was not forced: names, and the content of the file being written.
 */
final class KilledProcess {

    /** What a killed process does: nothing more. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private final SplittableRandom random;
    private final Deque<String[]> unforcedNames = new ArrayDeque<>();
    private Path unforcedContent;
    private int stepsLeft;

    KilledProcess(SplittableRandom random, int steps) {
        this.random = random;
        this.stepsLeft = steps;
    }

    /** The disk that this process has. */
    DiskSteps disk() {
        return new DiskSteps(this::before);
    }

    private void before(String step) {
        if (stepsLeft-- == 0) {
            throw new Killed();
        }
        String[] words = step.split(" ");
        switch (words[0]) {
            case "create", "move" -> unforcedNames.push(words);
            case "force-names" -> unforcedNames.removeIf(
                    name -> Path.of(name[name.length - 1]).getParent().equals(Path.of(words[1])));
            default -> { }
        }
        switch (words[0]) {
            case "replace-write", "write-rest" -> unforcedContent = Path.of(words[1]);
            case "replace-force", "force" -> unforcedContent = null;
            default -> { }
        }
    }

    /** The power goes too, after the process. */
    void losePower() {
        try {
            forgetUnforced();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forgetUnforced() throws IOException {
        if (unforcedContent != null && Files.exists(unforcedContent)) {
            // The half that is written for sure was never promised either, but new bytes only.
            try (FileChannel file = FileChannel.open(unforcedContent, StandardOpenOption.WRITE)) {
                long cut = random.nextLong(Math.min(file.size(), 700) + 1);
                boolean state = unforcedContent.getParent().endsWith(ArchiveTree.STATE_DIRECTORY);
                if (state) {
                    file.truncate(file.size() - cut);
                }
            }
        }
        for (String[] name : unforcedNames) {
            if (random.nextBoolean()) {
                // What was named behind it may stay, what was named before it goes with it or not.
                break;
            }
            Path to = Path.of(name[name.length - 1]);
            if (!Files.exists(to)) {
                continue;
            }
            if (name[0].equals("create")) {
                Files.delete(to);
            } else if (!to.getParent().endsWith(ArchiveTree.STATE_DIRECTORY)) {
                Files.move(to, Path.of(name[1]), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        unforcedNames.clear();
    }

    /** A disk that fails at some step, and works again at the next one. */
    static DiskSteps failing(SplittableRandom random, int everyAbout) {
        return new DiskSteps(step -> {
            if (random.nextInt(everyAbout) == 0) {
                throw new UncheckedIOException(new IOException("No space left on device"));
            }
        });
    }
}
