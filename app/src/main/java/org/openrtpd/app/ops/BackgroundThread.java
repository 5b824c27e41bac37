package org.openrtpd.app.ops;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * Lets threads that draw, count and answer questions have the processor only as far as those that take
 * packets in leave it: on Linux each thread has a niceness of its own, see setpriority(2), which the
 * JDK does not set. Elsewhere they are threads like others.
 */
public final class BackgroundThread {

    /** About a tenth of the share of an ordinary thread, when both want the same core. */
    private static final int NICENESS = 10;

    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;

    private BackgroundThread() {}

    /** A task that makes way for others, in whatever thread of its own it is run. */
    public static Runnable of(Runnable task) {
        return () -> {
            if (Platform.isLinux()) {
                makeWay();
            }
            task.run();
        };
    }

    private static void makeWay() {
        try {
            LinuxCalls.setpriority(PRIO_PROCESS, THIS_THREAD, NICENESS);
        } catch (LinkageError e) {
            // A machine for which JNA has no library: it works all the same, only not as politely.
            return;
        }
    }

    private static final class LinuxCalls {

        static {
            Native.register(LinuxCalls.class, Platform.C_LIBRARY_NAME);
        }

        /** Returns 0, or -1 when the system refuses. */
        static native int setpriority(int which, int who, int niceness);
    }
}
