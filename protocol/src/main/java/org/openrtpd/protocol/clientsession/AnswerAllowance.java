package org.openrtpd.protocol.clientsession;

/**
 * How many requests of a client are answered, so that one that asks without reading cannot make
 * the answers pile up: some in a row, then one per interval.
 */
final class AnswerAllowance {

    private final int most;
    private final long intervalNanos;
    private int left;
    private long lastRefillNanos;

    AnswerAllowance(int most, long intervalNanos, long nowNanos) {
        this.most = most;
        this.intervalNanos = intervalNanos;
        this.left = most;
        this.lastRefillNanos = nowNanos;
    }

    /** False when this request is one too many. */
    boolean take(long nowNanos) {
        long intervals = (nowNanos - lastRefillNanos) / intervalNanos;
        if (intervals > 0) {
            left = (int) Math.min(most, left + intervals);
            lastRefillNanos += intervals * intervalNanos;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
