package org.openrtpd.protocol.session;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Commands on their way to one recorder, one at a time, sent again until it acknowledges (recorder
 * leg, section 4: the same seq and ack the other way).
 */
final class CommandOut {

    static final int MAX_WAITING = 8;
    private static final long FIRST_RESEND_NANOS = 1_000_000_000L;
    private static final long LONGEST_RESEND_NANOS = 10_000_000_000L;
    private static final int MAX_SENDS = 10;

    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int seq;
    private int sends;
    private long resendAtNanos;

    /** False when too many wait already. */
    boolean offer(byte[] command) {
        return waiting.size() < MAX_WAITING && waiting.add(command);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** True when no command was ever sent. */
    boolean isUnused() {
        return seq == 0 && sends == 0;
    }

    /** Number of the command at the front, else the next one to be used. */
    int seq() {
        return seq;
    }

    byte[] front() {
        return waiting.peek();
    }

    boolean isDue(long nowNanos) {
        return !waiting.isEmpty() && (sends == 0 || nowNanos - resendAtNanos >= 0);
    }

    boolean isHopeless() {
        return sends >= MAX_SENDS;
    }

    void sent(long nowNanos) {
        long pause = Math.min(LONGEST_RESEND_NANOS, FIRST_RESEND_NANOS << Math.min(sends, 8));
        resendAtNanos = nowNanos + pause;
        sends++;
    }

    /** True when that acknowledgement is of the command at the front, which is then done. */
    boolean acknowledged(int ack) {
        if (waiting.isEmpty() || sends == 0 || ack != seq + 1) {
            return false;
        }
        next();
        return true;
    }

    /** Gives the command at the front up, or takes it off as done. */
    void next() {
        waiting.remove();
        seq++;
        sends = 0;
    }
}
