package org.openrtpd.app.bench.load;

import java.nio.ByteBuffer;

/**
 * When the packets of a round are due: for whoever gets them at the other end. Every packet over UDP
 * says in bytes that compressed packets leave empty which recorder made it, and its number. Immutable; any thread.
 */
public final class DueTimes {

    /** Answer for packets that do not belong to the measured part of the round. */
    public static final long NOT_MEASURED = Long.MIN_VALUE;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Schedule schedule;
    private final long startNanos;
    private final int[] first;
    private final long measuredFrom;
    private final long measuredTo;

    /**
     * @param first the number of each recorder's first packet in this round
     * @param rampNanos time before the measured part, and {@code nanos} its length
     */
    DueTimes(Schedule schedule, long startNanos, int[] first, long rampNanos, long nanos) {
        this.schedule = schedule;
        this.startNanos = startNanos;
        this.first = first.clone();
        double perNano = schedule.packetsPerSecond() / NANOS_PER_SECOND;
        this.measuredFrom = Math.round(rampNanos * perNano);
        this.measuredTo = measuredFrom + Math.round(nanos * perNano);
    }

    /** Packets that belong to the measured part. */
    public long packets() {
        return measuredTo - measuredFrom;
    }

    /**
     * When a packet was due, by {@link System#nanoTime}; {@link #NOT_MEASURED} when it is of another
     * round or was made before the measured part.
     *
     * @param packetStart where the packet begins in the buffer
     */
    public long of(ByteBuffer bytes, int packetStart) {
        int recorder = bytes.getInt(packetStart + Bodies.RECORDER_OFFSET);
        if (recorder < 0 || recorder >= first.length) {
            return NOT_MEASURED;
        }
        long own = bytes.getInt(packetStart + Bodies.NUMBER_OFFSET) - first[recorder];
        long number = own * first.length + recorder;
        return own >= 0 && number >= measuredFrom && number < measuredTo
                ? startNanos + schedule.madeNanos(number) : NOT_MEASURED;
    }
}
