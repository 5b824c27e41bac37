package org.openrtpd.app.bench.load;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** Counts of one round while it runs: what is acknowledged, when, and how long that took. */
final class Round {

    /** Later than this, a recorder would send again: recorder leg, section 4. */
    static final long LATE_NANOS = 500_000_000L;

    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Schedule schedule;
    private final Fleet fleet;
    private final int[] first;
    private final Histogram latency = new Histogram(LONGEST_NANOS, DIGITS);
    private final Histogram lag = new Histogram(LONGEST_NANOS, DIGITS);
    private long startNanos;
    private long measuredFrom;
    private long measuredUntil;
    private long made;
    private long packets;
    private long late;
    private long resent;
    private long waitedNanos;

    Round(Schedule schedule, Fleet fleet) {
        this.schedule = schedule;
        this.fleet = fleet;
        this.first = new int[fleet.size()];
    }

    void begin(long nowNanos) {
        startNanos = nowNanos;
        measuredFrom = Long.MAX_VALUE;
        measuredUntil = Long.MAX_VALUE;
        Arrays.setAll(first, fleet::next);
        if (schedule.isSaturating()) {
            fleet.beginUnpaced();
        } else {
            fleet.beginPaced();
        }
    }

    /** When its packets are due, once it began. */
    DueTimes dueTimes(long rampNanos, long nanos) {
        return new DueTimes(schedule, startNanos, first, rampNanos, nanos);
    }

    void measureFrom(long nowNanos) {
        measuredFrom = nowNanos;
    }

    void measureUntil(long nowNanos) {
        measuredUntil = nowNanos;
    }

    /**
     * Lets the recorders make what is due, before the end of the round; at most some at a time, so
     * that answers are read.
     */
    void makeDue(long nowNanos, int most) {
        if (schedule.isSaturating()) {
            return;
        }
        for (int i = 0; i < most; i++) {
            long madeNanos = startNanos + schedule.madeNanos(made);
            if (madeNanos > nowNanos || madeNanos >= measuredUntil) {
                return;
            }
            if (measures(madeNanos)) {
                lag.recordValue(bounded(nowNanos - madeNanos));
            }
            fleet.makeDue((int) (made++ % fleet.size()));
        }
    }

    /** Nanoseconds until the next packet is made; a long time when saturating. */
    long untilNext(long nowNanos, long longest) {
        return schedule.isSaturating() ? longest
                : Math.max(0, Math.min(longest, startNanos + schedule.madeNanos(made) - nowNanos));
    }

    /** Some packets of a recorder, up to that number, were acknowledged. */
    void acknowledged(int recorder, int ack, int fresh, long nowNanos) {
        if (measures(nowNanos)) {
            packets += fresh;
        }
        if (schedule.isSaturating()) {
            return;
        }
        for (int seq = ack - fresh; seq != ack; seq++) {
            long madeNanos = madeNanos(recorder, seq);
            // All that were made while measuring, however late their acknowledgement comes.
            if (seq - first[recorder] >= 0 && measures(madeNanos)) {
                long nanos = nowNanos - madeNanos;
                latency.recordValue(bounded(nanos));
                late += nanos > LATE_NANOS ? 1 : 0;
            }
        }
    }

    private boolean measures(long nanos) {
        return nanos >= measuredFrom && nanos < measuredUntil;
    }

    private long madeNanos(int recorder, int seq) {
        return startNanos + schedule.madeNanos(seq - first[recorder], recorder, fleet.size());
    }

    private static long bounded(long nanos) {
        return Math.max(0, Math.min(LONGEST_NANOS, nanos));
    }

    void resent(int count) {
        resent += count;
    }

    void waited(long fromNanos, long untilNanos) {
        if (measures(fromNanos)) {
            waitedNanos += untilNanos - fromNanos;
        }
    }

    /** Nothing more is made; what was made at a rate is still to be sent. */
    void end() {
        if (schedule.isSaturating()) {
            fleet.end();
        }
    }

    LoadResult result() {
        long nanos = measuredUntil - measuredFrom;
        return new LoadResult(packets, nanos, resent, late, fleet.unfinished(),
                Math.max(0, nanos - waitedNanos), latency, lag);
    }
}
