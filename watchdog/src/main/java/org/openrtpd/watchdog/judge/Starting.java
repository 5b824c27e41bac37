package org.openrtpd.watchdog.judge;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run that is not ready yet: whether its start takes too long, or cannot go on at all since somebody
 * stopped the process by a signal.
 */
final class Starting {

    /** So often the limit of a start doubles while starts take longer than it. */
    static final int MOST_DOUBLED = 4;

    private final Limits limits;
    private long since;
    private int tooLong;
    private OptionalLong stoppedAt = OptionalLong.empty();

    Starting(Limits limits) {
        this.limits = limits;
    }

    void begin(long now) {
        since = now;
        stoppedAt = OptionalLong.empty();
    }

    /** A start came to its end, or what exceeded the limit was no start. */
    void forgive() {
        tooLong = 0;
    }

    /** The process is stopped by a signal now. */
    void isStopped(long now) {
        if (stoppedAt.isEmpty()) {
            stoppedAt = OptionalLong.of(now);
        }
    }

    /** The process runs. */
    void runs() {
        stoppedAt = OptionalLong.empty();
    }

    /** Whether the process is stopped for as long as a RTPD that is ready may not answer. */
    Optional<Action.Restart> stopped(long now) {
        long limit = limits.handshake().toNanos();
        return stoppedAt.stream().filter(at -> now - at >= limit).boxed().findFirst()
                .map(at -> new Action.Restart(Reason.PROCESS_STOPPED, "somebody stopped its process by a signal"
                        + " (it is in state T) before it was ready, for " + Span.text(now - at)));
    }

    /** Whether the start takes longer than its limit. */
    Optional<Action.Restart> tooLong(long now) {
        // A recovery that needs longer than the limit must come to its end at last.
        Duration limit = limits.start().multipliedBy(1L << Math.min(tooLong, MOST_DOUBLED));
        if (now - since < limit.toNanos()) {
            return Optional.empty();
        }
        tooLong++;
        return Optional.of(new Action.Restart(Reason.START_LIMIT,
                "it did not become ready within " + Span.text(limit)));
    }
}
