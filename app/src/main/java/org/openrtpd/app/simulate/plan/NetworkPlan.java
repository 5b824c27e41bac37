package org.openrtpd.app.simulate.plan;

import java.time.Instant;
import java.util.List;
import org.openrtpd.protocol.record.UnitId;

/**
 * A network: the same plan makes the same bytes.
 *
 * @param seed of every random choice
 * @param firstUnit id of the first recorder; the others follow
 * @param units how many recorders
 * @param streams of each recorder
 * @param startMillis when acquisition starts, true time, ms since 1970
 * @param endMillis when it stops; {@link #NO_END} for never
 * @param earthquakesPerHour in the region, on average
 * @param clockStepMillis by how much clocks are put right after the first lock; 0 for right clocks
 */
public record NetworkPlan(long seed, int firstUnit, int units, List<StreamPlan> streams,
        long startMillis, long endMillis, double earthquakesPerHour, GpsMode gps,
        int clockStepMillis) {

    /** End of a network that runs on. */
    public static final long NO_END = Long.MAX_VALUE;

    private static final long MILLIS_PER_SECOND = 1000;

    /** Highest unit that fits the 16 bits of a packet's header. */
    public static final int HIGHEST_UNIT = UnitId.UNDEFINED - 1;

    /** @throws IllegalArgumentException when a recorder would have a unit that none can have */
    public NetworkPlan {
        streams = List.copyOf(streams);
        if (units < 1 || !UnitId.isValid(firstUnit) || firstUnit > HIGHEST_UNIT - units + 1) {
            throw new IllegalArgumentException(
                    units + " units from " + UnitId.format(firstUnit) + " on go beyond FFFE");
        }
    }

    /** The second that a moment lies in, ms since 1970: samples then lie on whole intervals. */
    public static long wholeSecond(Instant moment) {
        return moment.getEpochSecond() * MILLIS_PER_SECOND;
    }

    /** Unit of a recorder, by its number from 0. */
    public int unit(int index) {
        return firstUnit + index;
    }

    /** Site of a recorder, by its number from 0. */
    public Site site(int index) {
        return Site.of(seed, index + 1, unit(index));
    }
}
