package org.openrtpd.watchdog.judge;

import java.time.Duration;

/**
 * How long to wait before the next start: 1 s, doubling to 60 s while runs fail one after the other, from
 * the beginning again after a good run.
 */
final class StartPauses {

    /** A run as long as that was a good one. */
    static final Duration GOOD_RUN = Duration.ofSeconds(60);
    /** Pause where no restart cures what is wrong. */
    static final Duration UNCURED = Duration.ofSeconds(60);

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), UNCURED);
    private int failures;

    /** The run that ended was a good one, or nothing had failed. */
    void goodRun() {
        backoff.reset();
        failures = 0;
    }

    /** The pause after a run that ended by itself. */
    Duration afterEnd() {
        failures++;
        return backoff.next();
    }

    /** The pause after a run that RTPID ended: none after a good one, since that was RTPID's choice. */
    Duration afterRestart() {
        failures++;
        return failures == 1 ? Duration.ZERO : backoff.next();
    }

    /** Runs that failed since the last good one. */
    int failures() {
        return failures;
    }
}
