package org.openrtpd.watchdog.judge;

import java.time.Duration;

/**
 * Restarts for a stall whose way in is open: some at once, since RTPD might be to blame in a way that a
 * probe does not see, and then ever seldomer, since it probably is not.
 */
final class StallRestarts {

    static final Duration SHORTEST = Duration.ofMinutes(5);
    static final Duration LONGEST = Duration.ofHours(2);

    private final int allowed;
    private final Backoff backoff = new Backoff(SHORTEST, LONGEST);
    private int done;
    private long nextAt;

    StallRestarts(int allowed, int done, long now) {
        this.allowed = allowed;
        this.done = done;
        for (int each = allowed; each < done; each++) {
            backoff.next();
        }
        if (done >= allowed) {
            nextAt = now + backoff.next().toNanos();
        }
    }

    boolean isDue(long now) {
        return allowed > 0 && (done < allowed || now >= nextAt);
    }

    void restarted(long now) {
        done++;
        if (done >= allowed) {
            nextAt = now + backoff.next().toNanos();
        }
    }

    /** A packet came. */
    void reset() {
        done = 0;
        backoff.reset();
    }

    int done() {
        return done;
    }
}
