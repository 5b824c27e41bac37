package org.openrtpd.watchdog.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How a process is made to end: asked, given time, and ended. */
public final class Stopping {

    /** What came of it. */
    public enum Outcome {
        /** It ended by itself. */
        ENDED,
        /** It did not end in time, and was killed. */
        KILLED,
        /** Not even that ended it. */
        STILL_THERE
    }

    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final Duration grace;
    private final Runnable breath;

    /**
     * @param grace time between SIGTERM and SIGKILL
     * @param breath called while waiting, and pauses for a moment
     */
    public Stopping(Duration grace, Runnable breath) {
        this.grace = grace;
        this.breath = breath;
    }

    /** Makes a process end. */
    public Outcome stop(ServerProcess process) {
        process.terminate();
        if (comesTrue(grace, process::isGone)) {
            return Outcome.ENDED;
        }
        process.kill();
        return comesTrue(KILL_LIMIT, process::isGone) ? Outcome.KILLED : Outcome.STILL_THERE;
    }

    private boolean comesTrue(Duration limit, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                return false;
            }
            breath.run();
        }
        return true;
    }
}
