package org.openrtpd.protocol.health;

/**
 * Settings of the timing quality (record format, section 11).
 *
 * @param defaultQuality while nothing is known, 0-100
 * @param unlockQuality of a clock that is not locked, 0-100
 */
public record TimingSettings(TimingRule rule, int defaultQuality, int unlockQuality) {

    /** Default quality of SeisComP's shipped configuration. */
    public static final int SHIPPED_DEFAULT_QUALITY = 40;

    /** Default quality of SeisComP's plugin without a configuration. */
    public static final int BUILT_IN_DEFAULT_QUALITY = 50;

    /** Quality of an unlocked clock, in both. */
    public static final int UNLOCK_QUALITY = 10;

    /** Our rule with SeisComP's shipped numbers. */
    public static final TimingSettings DEFAULTS =
            new TimingSettings(TimingRule.OPENRTPD, SHIPPED_DEFAULT_QUALITY, UNLOCK_QUALITY);

    private static final int BEST = 100;
    private static final int WORST = 10;

    /** @throws IllegalArgumentException when a quality is not 0-100 */
    public TimingSettings {
        check("default", defaultQuality);
        check("unlock", unlockQuality);
    }

    private static void check(String name, int quality) {
        if (quality < 0 || quality > BEST) {
            throw new IllegalArgumentException(
                    "the " + name + " timing quality is " + quality + ": use 0 to " + BEST);
        }
    }

    /** Quality of a locked clock with that phase error (the table of 11.1, used by both rules). */
    static int ofPhase(long phaseMicros) {
        // Compared below zero, where the smallest long has a place too.
        long below = phaseMicros > 0 ? -phaseMicros : phaseMicros;
        if (below >= -5) {
            return BEST;
        } else if (below >= -10) {
            return 90;
        } else if (below >= -100) {
            return 80;
        } else if (below >= -1000) {
            return 65;
        } else if (below >= -10_000) {
            return 50;
        }
        return below >= -100_000 ? 30 : WORST;
    }
}
