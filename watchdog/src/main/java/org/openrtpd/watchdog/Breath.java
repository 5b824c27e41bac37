package org.openrtpd.watchdog;

import java.util.concurrent.TimeUnit;
import org.openrtpd.watchdog.report.SystemdNotify;

/** The short pause between two looks, until RTPID is to end. */
final class Breath implements Runnable {

    private static final long PAUSE_MILLIS = 100;

    private final SystemdNotify systemd;
    private boolean over;

    Breath(SystemdNotify systemd) {
        this.systemd = systemd;
    }

    /** Pauses, and tells systemd that RTPID lives; at the end of RTPID too, since what is being waited for then is still waited for. */
    @Override
    public synchronized void run() {
        systemd.alive();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
        boolean wasOver = over;
        try {
            for (long left = PAUSE_MILLIS; left > 0 && over == wasOver;
                    left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            over = true;
        }
    }

    synchronized void end() {
        over = true;
        notifyAll();
    }

    synchronized boolean isOver() {
        return over;
    }
}
