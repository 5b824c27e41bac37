package org.openrtpd.protocol.session;

import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.Seq;

/**
 * The recorder's packets under way over UDP: which were sent when, which the server holds, and which
 * are to be sent again. At most {@link RecorderMessage#MAX_UDP_WINDOW}.
 */
final class SendWindow {

    private static final int SLOTS = RecorderMessage.MAX_UDP_WINDOW;
    private static final int LATER_PACKETS_THAT_SHOW_A_HOLE = 3;
    private static final long NEVER = Long.MAX_VALUE;

    private final RoundTrip roundTrip = new RoundTrip();
    private final long[] sentNanos = new long[SLOTS];
    private final boolean[] sentOnce = new boolean[SLOTS];
    private final boolean[] sacked = new boolean[SLOTS];
    private final boolean[] holeResent = new boolean[SLOTS];
    private int acked;
    private int next;
    private int everSent;
    private int granted;

    /** Begins anew where the server says. */
    void restart(int ack, int window) {
        acked = ack;
        next = ack;
        granted = window;
        roundTrip.reset();
        if (Seq.isBefore(everSent, ack)) {
            everSent = ack;
        }
    }

    /** Begins the count of what was ever sent. */
    void startAt(int oldest) {
        acked = oldest;
        next = oldest;
        everSent = oldest;
    }

    int acked() {
        return acked;
    }

    /** Next number to be sent for the first time in this session. */
    int next() {
        return next;
    }

    boolean mayGo() {
        return Seq.distance(acked, next) < Math.min(granted, SLOTS);
    }

    /** Notes that a packet goes out; true when it went out before, in this session or another. */
    boolean sent(int seq, long nowNanos) {
        int slot = slot(seq);
        boolean again = Seq.isBefore(seq, everSent);
        sentNanos[slot] = nowNanos;
        sentOnce[slot] = !again;
        if (seq == next) {
            sacked[slot] = false;
            holeResent[slot] = false;
            next++;
            if (!again) {
                everSent = next;
            }
        }
        return again;
    }

    /** Takes in ack, sack and window; true when the server has got further. */
    boolean acknowledged(int ack, int sack, int window, int end, long nowNanos) {
        boolean reopened = granted == 0 && window > 0;
        int forward = Seq.distance(acked, ack);
        if (forward < 0 || Seq.isBefore(end, ack)) {
            return false;
        }
        granted = window;
        if (forward > 0) {
            int last = ack - 1;
            roundTrip.reset();
            // One that was held for a hole before it was answered long ago, by its sack bit.
            if (Seq.isBefore(last, next) && !sacked[slot(last)]) {
                measure(last, nowNanos);
            }
            acked = ack;
            if (Seq.isBefore(next, ack)) {
                next = ack;
                everSent = Seq.isBefore(everSent, ack) ? ack : everSent;
            }
            // What the server waits for it does not hold, whatever it said before.
            sacked[slot(ack)] = false;
        }
        for (int i = 0; i < Short.SIZE; i++) {
            int seq = ack + 1 + i;
            if ((sack >> i & 1) != 0 && Seq.isBefore(seq, next) && !sacked[slot(seq)]) {
                sacked[slot(seq)] = true;
                // The link is back, though the oldest packet may have to be sent once more.
                roundTrip.reset();
                measure(seq, nowNanos);
            }
        }
        if (reopened) {
            makeAllDue(nowNanos);
        }
        return forward > 0;
    }

    /** Takes the round trip of a packet; only of one that was sent once (Karn). */
    private void measure(int seq, long nowNanos) {
        if (sentOnce[slot(seq)]) {
            roundTrip.measured(nowNanos - sentNanos[slot(seq)]);
        }
    }

    /** What was under way while the window was shut was thrown away: send it now. */
    private void makeAllDue(long nowNanos) {
        roundTrip.reset();
        for (int seq = acked; Seq.isBefore(seq, next); seq++) {
            sentNanos[slot(seq)] = nowNanos - roundTrip.timeoutNanos();
        }
    }

    /** True when three later packets arrived but this one did not, for the first time. */
    boolean isFreshHole(int seq) {
        if (sacked[slot(seq)] || holeResent[slot(seq)]) {
            return false;
        }
        int later = 0;
        for (int other = seq + 1; Seq.isBefore(other, next); other++) {
            later += sacked[slot(other)] ? 1 : 0;
        }
        return later >= LATER_PACKETS_THAT_SHOW_A_HOLE;
    }

    void holeResent(int seq) {
        holeResent[slot(seq)] = true;
    }

    /**
     * True when the oldest packet under way has waited for its acknowledgement as long as the time-out.
     * All wait for that one, so it alone has a timer, as in RFC 6298: if each had one, sixteen would
     * double the time-out one after the other, while the link is out and when it is back.
     */
    boolean isOverdue(long nowNanos) {
        return acked != next && isOverdue(acked, nowNanos);
    }

    /** True when a packet, too, has waited as long, and the server does not hold it. */
    boolean isOverdue(int seq, long nowNanos) {
        return !sacked[slot(seq)]
                && nowNanos - sentNanos[slot(seq)] >= roundTrip.timeoutNanos();
    }

    void timedOut() {
        roundTrip.doubled();
    }

    /** When the oldest packet is overdue; far in the future when none is under way. */
    long overdueAtNanos() {
        return acked == next ? NEVER : sentNanos[slot(acked)] + roundTrip.timeoutNanos();
    }

    private static int slot(int seq) {
        return seq & (SLOTS - 1);
    }
}
