package org.openrtpd.watchdog.judge;

import java.time.Duration;
import java.util.Optional;
import org.openrtpd.watchdog.probe.ProbeOutcome;

/**
 * The way that packets of recorders take, tried by RTPID itself while nobody else does. One lost datagram
 * proves nothing: only several tries in a row that fail do.
 */
final class WayIn {

    static final int TRIES = 3;
    static final Duration BETWEEN_TRIES = Duration.ofSeconds(3);

    private final long every;
    private long nextAt;
    private long outcomeAt = Long.MIN_VALUE / 2;
    private Optional<ProbeOutcome> outcome = Optional.empty();
    private int failures;
    private boolean underWay;

    WayIn(Limits limits) {
        this.every = Math.min(limits.probeEvery().toNanos(), limits.stall().toNanos());
    }

    /** RTPD is new: nothing that was found holds any more. */
    void begin(long now) {
        nextAt = now;
        failures = 0;
        outcome = Optional.empty();
    }

    /** Whether a packet is to be sent now; the answer is expected in {@link #probed} then. */
    boolean takesTurn(long now, long silentNanos) {
        if (underWay || silentNanos < every || now < nextAt) {
            return false;
        }
        underWay = true;
        return true;
    }

    void probed(long now, ProbeOutcome found) {
        underWay = false;
        outcome = Optional.of(found);
        outcomeAt = now;
        boolean failed = found == ProbeOutcome.NO_ANSWER || found == ProbeOutcome.NOT_ACKNOWLEDGED;
        failures = failed ? failures + 1 : 0;
        nextAt = now + (failed ? BETWEEN_TRIES.toNanos() : every);
    }

    /** A packet of a recorder came: the way is open. */
    void isOpen() {
        failures = 0;
    }

    /** Asks for a packet now, whatever was found before. */
    void hurry(long now) {
        nextAt = Math.min(nextAt, now);
    }

    boolean isShut() {
        return failures >= TRIES;
    }

    /** What was found at some time or later, unless that is a failure that is still being tried again. */
    Optional<ProbeOutcome> foundSince(long since) {
        return outcomeAt >= since && failures == 0 ? outcome : Optional.empty();
    }

    /** What became of the last packet that was sent to this RTPD. */
    Optional<ProbeOutcome> outcome() {
        return outcome;
    }

    /** When that was known. */
    long outcomeAt() {
        return outcomeAt;
    }

    /** What became of the last packet, as the end of a sentence about it. */
    String last() {
        return outcome.map(found -> switch (found) {
            case ACKNOWLEDGED -> "was acknowledged";
            case NO_ANSWER -> "got no answer";
            case NOT_ACKNOWLEDGED -> "was let in and not acknowledged";
            case JOURNAL_REFUSES -> "was refused, since the journal takes no writes";
            case TURNED_AWAY -> "was turned away";
        }).orElse("was not sent yet");
    }
}
