package org.openrtpd.app.live.model;

import java.util.ArrayList;
import java.util.List;

/** Packets of one unit in each of the last seconds and minutes. One thread only. */
final class PacketCounter {

    /** Minutes that are told. */
    static final int MINUTES = 60;

    private static final int SECONDS = 60;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MINUTE = SECONDS * NANOS_PER_SECOND;

    private final Ring seconds = new Ring(SECONDS + 1, NANOS_PER_SECOND);
    private final Ring minutes = new Ring(MINUTES + 1, NANOS_PER_MINUTE);
    private long total;

    /** Counts by time; what is too old for the ring is gone. */
    private static final class Ring {
        private final int[] counts;
        private final long widthNanos;
        private long newest = Long.MIN_VALUE;

        Ring(int length, long widthNanos) {
            this.counts = new int[length];
            this.widthNanos = widthNanos;
        }

        void add(long nanos) {
            passTo(nanos);
            counts[place(newest)]++;
        }

        void passTo(long nanos) {
            long slot = nanos / widthNanos;
            long from = Math.max(newest + 1, slot - counts.length + 1);
            for (long passed = from; passed <= slot; passed++) {
                counts[place(passed)] = 0;
            }
            newest = Math.max(newest, slot);
        }

        /** The count so many slots before the newest. */
        int before(int slots) {
            return counts[place(newest - slots)];
        }

        private int place(long slot) {
            return (int) Math.floorMod(slot, (long) counts.length);
        }
    }

    void add(long receivedNanos) {
        seconds.add(receivedNanos);
        minutes.add(receivedNanos);
        total++;
    }

    /** Packets a second, of the last whole minute by seconds. */
    double perSecond(long nowNanos) {
        seconds.passTo(nowNanos);
        int sum = 0;
        for (int i = 1; i <= SECONDS; i++) {
            sum += seconds.before(i);
        }
        return (double) sum / SECONDS;
    }

    /** Packets in each of the last whole minutes, oldest first. */
    List<Integer> perMinute(long nowNanos) {
        minutes.passTo(nowNanos);
        List<Integer> counts = new ArrayList<>(MINUTES);
        for (int i = MINUTES; i > 0; i--) {
            counts.add(minutes.before(i));
        }
        return counts;
    }

    /** When the last of those minutes ends. */
    static long wholeMinutesUntil(long nowNanos) {
        return nowNanos / NANOS_PER_MINUTE * NANOS_PER_MINUTE;
    }

    long total() {
        return total;
    }
}
