package org.openrtpd.app.bench.load;

import java.util.Arrays;

/**
 * The numbers of many recorders: which packet each sends next, what is acknowledged, and how many it
 * may send now. Sequence numbers go on over rounds, as they do in a recorder. One thread only.
 */
final class Fleet {

    private final int longestWindow;
    private final int[] next;
    private final int[] acked;
    private final int[] window;
    private final int[] session;
    private final int[] due;
    private final long[] progressNanos;
    private final int[] ready;
    private final boolean[] queued;
    private int firstReady;
    private int readyCount;
    private int underWay;

    /** @param longestWindow packets that a recorder may have under way at most */
    Fleet(int size, int longestWindow) {
        this.longestWindow = longestWindow;
        this.next = new int[size];
        this.acked = new int[size];
        this.window = new int[size];
        this.session = new int[size];
        this.due = new int[size];
        this.progressNanos = new long[size];
        this.ready = new int[size];
        this.queued = new boolean[size];
    }

    int size() {
        return next.length;
    }

    /** Packets of all recorders that are sent and not acknowledged. */
    int underWay() {
        return underWay;
    }

    /** Packets that were made and are not acknowledged, sent or not. */
    long unfinished() {
        long waiting = 0;
        for (int count : due) {
            waiting += count == Integer.MAX_VALUE ? 0 : count;
        }
        return underWay + waiting;
    }

    boolean isAttached(int recorder) {
        return session[recorder] != 0;
    }

    int session(int recorder) {
        return session[recorder];
    }

    int next(int recorder) {
        return next[recorder];
    }

    int acked(int recorder) {
        return acked[recorder];
    }

    /** A session began; the server says where to go on. */
    void attached(int recorder, int newSession, int ack, int newWindow) {
        underWay -= next[recorder] - acked[recorder];
        session[recorder] = newSession;
        acked[recorder] = ack;
        next[recorder] = ack;
        window[recorder] = newWindow;
    }

    /** The server knows nothing of the session any more. */
    void detached(int recorder) {
        session[recorder] = 0;
    }

    /** Nothing is due yet. */
    void beginPaced() {
        Arrays.fill(due, 0);
        clearReady();
    }

    /** Every recorder has packets without end. */
    void beginUnpaced() {
        Arrays.fill(due, Integer.MAX_VALUE);
        clearReady();
        for (int recorder = 0; recorder < size(); recorder++) {
            makeReady(recorder);
        }
    }

    /** Nobody has anything to send any more. */
    void end() {
        Arrays.fill(due, 0);
        clearReady();
    }

    private void clearReady() {
        Arrays.fill(queued, false);
        readyCount = 0;
    }

    /** One more packet of that recorder has been made and wants to be sent. */
    void makeDue(int recorder) {
        due[recorder]++;
        makeReady(recorder);
    }

    private void makeReady(int recorder) {
        if (!queued[recorder] && sendable(recorder) > 0) {
            queued[recorder] = true;
            ready[(firstReady + readyCount++) % ready.length] = recorder;
        }
    }

    /** The recorder whose turn it is to send, or -1. */
    int turn() {
        return readyCount == 0 ? -1 : ready[firstReady];
    }

    /** Takes the number of the next packet of the recorder whose turn it is. */
    int send(int recorder, long nowNanos) {
        if (next[recorder] == acked[recorder]) {
            progressNanos[recorder] = nowNanos;
        }
        if (due[recorder] != Integer.MAX_VALUE) {
            due[recorder]--;
        }
        underWay++;
        int seq = next[recorder]++;
        if (sendable(recorder) == 0) {
            endTurn(recorder);
        }
        return seq;
    }

    private void endTurn(int recorder) {
        firstReady = (firstReady + 1) % ready.length;
        readyCount--;
        queued[recorder] = false;
    }

    /** The recorder whose turn it is cannot send just now; it comes again after the others. */
    void passTurn() {
        int recorder = turn();
        endTurn(recorder);
        makeReady(recorder);
    }

    /** How many packets a recorder can send now: made, and within what the server accepts. */
    int sendable(int recorder) {
        int open = Math.min(longestWindow, window[recorder]) - (next[recorder] - acked[recorder]);
        return Math.max(0, Math.min(open, due[recorder]));
    }

    /**
     * The server has all packets before {@code ack}, and accepts {@code newWindow} from there.
     *
     * @return how many of them are new, 0 when it repeats itself or never got that far
     */
    int acknowledged(int recorder, int ack, int newWindow, long nowNanos) {
        int fresh = ack - acked[recorder];
        if (fresh < 0 || fresh > next[recorder] - acked[recorder]) {
            return 0;
        }
        window[recorder] = newWindow;
        acked[recorder] = ack;
        if (fresh > 0) {
            underWay -= fresh;
            progressNanos[recorder] = nowNanos;
        }
        makeReady(recorder);
        return fresh;
    }

    /** True when nothing was acknowledged for that long although something is under way. */
    boolean isStalled(int recorder, long nowNanos, long timeoutNanos) {
        return next[recorder] != acked[recorder] && nowNanos - progressNanos[recorder] > timeoutNanos;
    }

    /** Resending began: the time starts again. */
    void resent(int recorder, long nowNanos) {
        progressNanos[recorder] = nowNanos;
    }
}
