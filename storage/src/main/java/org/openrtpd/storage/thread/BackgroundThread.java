package org.openrtpd.storage.thread;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * Lets threads that draw, count, answer questions or work ahead have the processor only as far as those
 * that take packets in leave it: on Linux each thread has a niceness of its own, see nice(2), which the
 * JDK does not set. Elsewhere they are threads like others.
 */
public final class BackgroundThread {

    /** About a tenth of the share of an ordinary thread, when both want the same core. */
    private static final int NICE = 10;

    /** About a third of that share. */
    private static final int RATHER_NICE = 5;

    private BackgroundThread() {}

    /** A task that makes way for others, in whatever thread of its own it is run. */
    public static Runnable of(Runnable task) {
        return nice(task, NICE);
    }

    /** A task that makes way, but has to be done before long, in whatever thread of its own it is run. */
    public static Runnable ahead(Runnable task) {
        return nice(task, RATHER_NICE);
    }

    private static Runnable nice(Runnable task, int more) {
        return () -> {
            if (Platform.isLinux()) {
                makeWay(more);
            }
            task.run();
        };
    }

    private static void makeWay(int more) {
        try {
            LinuxCalls.nice(more);
        } catch (LinkageError e) {
            // A machine for which JNA has no library: it works all the same, only not as politely.
            return;
        }
    }

    private static final class LinuxCalls {

        static {
            Native.register(LinuxCalls.class, Platform.C_LIBRARY_NAME);
        }

        /** Makes this thread nicer than it was, and returns how nice it is. */
        static native int nice(int more);
    }
}
