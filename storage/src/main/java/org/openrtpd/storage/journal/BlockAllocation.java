package org.openrtpd.storage.journal;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a Linux file system for blocks of a file before anything is written there, see fallocate(2).
 * Bytes that were there stay, the others read as zeros, and the file grows to where they end.
 */
final class BlockAllocation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BlockAllocation.class);

    private static final int READ_WRITE = 2;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int ALLOCATE = 0;
    private static final int NO_SPACE = 28;
    private static final int INTERRUPTED = 4;
    private static final int NO_FILE = -1;
    private static final boolean LINKED = link();

    private int file;

    private BlockAllocation(int file) {
        this.file = file;
    }

    /** On a machine or file system without such a call, {@link #allocate} answers false. */
    static BlockAllocation of(Path path) {
        return new BlockAllocation(
                LINKED ? open(path.toString(), READ_WRITE | CLOSE_ON_EXEC) : NO_FILE);
    }

    private static boolean link() {
        String machine = System.getProperty("os.arch");
        if (!Platform.isLinux() || !machine.equals("amd64") && !machine.equals("aarch64")) {
            return false;
        }
        try {
            Native.register(BlockAllocation.class, Platform.C_LIBRARY_NAME);
            return true;
        } catch (LinkageError e) {
            LOG.warn("the journal's blocks are allocated in a slower way: fallocate cannot be"
                    + " reached: {}", e.toString());
            return false;
        }
    }

    /**
     * Allocates blocks.
     *
     * @return false when that is not to be had here, and nothing happened
     * @throws IOException when the device is full
     */
    boolean allocate(long from, long length) throws IOException {
        while (file != NO_FILE) {
            if (fallocate(file, ALLOCATE, from, length) == 0) {
                return true;
            }
            int reason = Native.getLastError();
            if (reason == NO_SPACE) {
                throw new IOException("no space left on the device");
            }
            if (reason != INTERRUPTED) {
                close();
            }
        }
        return false;
    }

    @Override
    public void close() {
        if (file != NO_FILE) {
            close(file);
            file = NO_FILE;
        }
    }

    private static native int open(String path, int flags);

    private static native int fallocate(int file, int mode, long from, long length);

    private static native int close(int file);
}
