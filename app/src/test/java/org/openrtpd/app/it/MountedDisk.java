package org.openrtpd.app.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of a few megabytes in memory, which runs full soon. */
final class MountedDisk implements AutoCloseable {

    private final Path root;

    private MountedDisk(Path root) {
        this.root = root;
    }

    /** Mounts one, or ends the test as not to be done here: only root may. */
    static MountedDisk mount(Path root, int megabytes) throws IOException, InterruptedException {
        Files.createDirectory(root);
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", root.toString()),
                "a small file system can be mounted by root only");
        return new MountedDisk(root);
    }

    Path root() {
        return root;
    }

    /** Makes it as large as that; true when it is. */
    boolean resize(int megabytes) throws IOException, InterruptedException {
        return run("mount", "-o", "remount,size=" + megabytes + "m", root.toString());
    }

    /** Leaves less free than RTPD wants; deleting the file that it gives makes room again. */
    Path fill() throws IOException {
        Path ballast = root.resolve("ballast");
        byte[] piece = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (root.toFile().getUsableSpace() > 1 << 20) {
                out.write(piece);
            }
        }
        return ballast;
    }

    /** Lets nobody write, or lets them again; false while somebody has a file open for writing. */
    boolean remount(String readOnlyOrWritable) throws IOException, InterruptedException {
        return run("mount", "-o", "remount," + readOnlyOrWritable, root.toString());
    }

    /** Waits until nobody uses it any more. */
    @Override
    public void close() {
        await().atMost(RtpdProcess.LIMIT).until(() -> run("umount", root.toString()));
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
