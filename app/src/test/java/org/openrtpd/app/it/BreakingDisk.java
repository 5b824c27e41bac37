package org.openrtpd.app.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real file system in a file, which its kernel makes read-only while it is written, as for a bad disk. */
final class BreakingDisk implements AutoCloseable {

    private static final int BYTES = 96 << 20;

    private final Path image;
    private final Path root;

    private BreakingDisk(Path image, Path root) {
        this.image = image;
        this.root = root;
    }

    /** Makes and mounts one, or ends the test as not to be done here: it takes root and a loop device. */
    static BreakingDisk mount(Path work) throws IOException {
        BreakingDisk disk = new BreakingDisk(work.resolve("disk.img"), work.resolve("disk"));
        Files.createDirectory(disk.root);
        try (RandomAccessFile file = new RandomAccessFile(disk.image.toFile(), "rw")) {
            file.setLength(BYTES);
        }
        assumeTrue(run("mkfs.ext4", "-q", "-F", disk.image.toString()) && disk.mount(),
                "a file can be mounted by root only, and where there are loop devices");
        return disk;
    }

    private boolean mount() {
        return run("mount", "-o", "loop,errors=remount-ro", image.toString(), root.toString());
    }

    Path root() {
        return root;
    }

    /** Nothing can be written any more, as after an error of the device. */
    void makeReadOnly() {
        assumeTrue(run("mount", "-o", "remount,abort", root.toString()), "this kernel cannot try it");
    }

    /** Repairs it, as an operator does, once nobody has it open. */
    void repair() {
        await().atMost(RtpdProcess.LIMIT).until(() -> run("umount", root.toString()));
        run("fsck.ext4", "-p", "-f", image.toString());
        await().atMost(RtpdProcess.LIMIT).until(this::mount);
    }

    @Override
    public void close() {
        await().atMost(RtpdProcess.LIMIT).until(() -> run("umount", root.toString()));
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
