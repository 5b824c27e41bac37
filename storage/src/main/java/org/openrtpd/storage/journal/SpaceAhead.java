package org.openrtpd.storage.journal;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.openrtpd.storage.thread.BackgroundThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that makes space ahead of a journal's writer, so that the writer need not wait for it, nor
 * for the processor while it works.
 */
final class SpaceAhead implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpaceAhead.class);
    private static final long STOP_TIMEOUT_MILLIS = 20_000;

    private final SpaceGuard space;
    private final Thread thread = new Thread(BackgroundThread.ahead(this::run), "rtpd-space");
    private volatile boolean wanted;
    private volatile boolean stopping;

    SpaceAhead(SpaceGuard space) {
        this.space = space;
        thread.setDaemon(true);
        thread.start();
    }

    /** Says that space becomes scarce. */
    void wake() {
        wanted = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopping) {
            if (wanted) {
                wanted = false;
                make();
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void make() {
        try {
            space.makeAhead();
        } catch (IOException e) {
            // The writer tries the same when it needs the space, and refuses what then has no room.
            LOG.debug("space ahead of the journal could not be made", e);
        }
    }

    /** Ends the thread, after the step that is under way. */
    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
