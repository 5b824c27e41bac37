package org.openrtpd.app.simulate;

import java.time.Duration;
import org.openrtpd.app.config.Quantities;
import org.openrtpd.app.simulate.plan.Dice;

/**
 * When links are out: each recorder's for a while in every period, at a place in the period of its
 * own.
 *
 * @param everyNanos length of the period; 0 for no outages
 * @param lengthNanos of an outage, shorter than the period
 */
record Outages(long everyNanos, long lengthNanos) {

    /** Links that are never out. */
    static final Outages NONE = new Outages(0, 0);

    /**
     * Reads {@code 30m/2m}: every 30 minutes, for 2 minutes.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    static Outages parse(String text) {
        String[] parts = text.split("/");
        if (parts.length == 2) {
            Duration every = Quantities.duration(parts[0]);
            Duration length = Quantities.duration(parts[1]);
            if (!length.isZero() && length.compareTo(every) < 0) {
                return new Outages(every.toNanos(), length.toNanos());
            }
        }
        throw new IllegalArgumentException(
                "a period and a shorter length, as 30m/2m for two minutes every half an hour");
    }

    /**
     * True while the link of a unit is out.
     *
     * @param runNanos since the beginning of the run; no link is out at once
     */
    boolean isOut(int unit, long runNanos) {
        if (everyNanos == 0) {
            return false;
        }
        long place = Math.floorMod(Dice.mix(unit), everyNanos - lengthNanos + 1);
        long inPeriod = runNanos % everyNanos;
        return inPeriod >= place && inPeriod < place + lengthNanos;
    }
}
