package org.openrtpd.app.bench.load;

/**
 * When packets are made. Saturating: as soon as the window lets them go. At a rate: packet k of all
 * recorders together at {@code start + k / rate}, recorder after recorder, whatever the server
 * does; latencies are counted from there, so that a server that stalls cannot hide it.
 */
public final class Schedule {

    private static final double NANOS_PER_SECOND = 1e9;

    private final long packetsPerSecond;

    private Schedule(long packetsPerSecond) {
        this.packetsPerSecond = packetsPerSecond;
    }

    /** As many as the server takes. */
    public static Schedule saturating() {
        return new Schedule(0);
    }

    /** A fixed number of packets a second, of all recorders together. */
    public static Schedule atRate(long packetsPerSecond) {
        if (packetsPerSecond < 1) {
            throw new IllegalArgumentException(packetsPerSecond + " packets a second");
        }
        return new Schedule(packetsPerSecond);
    }

    boolean isSaturating() {
        return packetsPerSecond == 0;
    }

    /** Packets a second of all recorders together; 0 when saturating. */
    long packetsPerSecond() {
        return packetsPerSecond;
    }

    /** When packet {@code k} of all is made, in nanoseconds after the start. */
    long madeNanos(long k) {
        return (long) (k * (NANOS_PER_SECOND / packetsPerSecond));
    }

    /** When packet {@code i} of one of {@code recorders} recorders is made. */
    long madeNanos(long i, int recorder, int recorders) {
        return madeNanos(i * recorders + recorder);
    }
}
