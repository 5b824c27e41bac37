package org.openrtpd.app.simulate;

/**
 * How fast the time of a simulated network goes.
 *
 * @param startMillis time in the network at the beginning, ms since 1970
 * @param startNanos of {@link System#nanoTime} at the beginning
 * @param factor seconds in the network to a second here; infinite for as fast as it goes
 */
public record SimulatedTime(long startMillis, long startNanos, double factor) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** As the clock on the wall. */
    public static final double REAL = 1;

    /** As fast as packets are taken. */
    public static final double MAX = Double.POSITIVE_INFINITY;

    /** Time in the network; before {@link PacketTrain#NEVER} however fast it goes. */
    long millisAt(long nowNanos) {
        if (factor == MAX) {
            return PacketTrain.NEVER - 1;
        }
        return startMillis + (long) ((nowNanos - startNanos) / NANOS_PER_MILLI * factor);
    }
}
