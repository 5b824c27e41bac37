package org.openrtpd.app.simulate.ground;

/**
 * One earthquake.
 *
 * @param originMillis when it began, true time
 * @param eastKm of the epicentre from the middle of the network
 * @param northKm of the epicentre from the middle of the network
 * @param seed of what its waves look like
 */
public record Earthquake(long originMillis, double eastKm, double northKm, double depthKm,
        double magnitude, long seed) {

    /** Speed of P waves, km/s. */
    public static final double P_SPEED = 6.0;

    /** Speed of S waves, km/s. */
    public static final double S_SPEED = 3.46;

    /** Counts at 1 km for magnitude 0, before the ground has swallowed any. */
    private static final double COUNTS = 3300;
    private static final double GEOMETRIC = 1.5;
    private static final double SWALLOW_KM = 150;

    /** Distance of a place from where the earthquake began. */
    public double distanceKm(double toEastKm, double toNorthKm) {
        double east = toEastKm - eastKm;
        double north = toNorthKm - northKm;
        return StrictMath.sqrt(east * east + north * north + depthKm * depthKm);
    }

    /** When its P waves are somewhere. */
    public long pMillis(double distanceKm) {
        return originMillis + Math.round(1000 * distanceKm / P_SPEED);
    }

    /** When its S waves are somewhere. */
    public long sMillis(double distanceKm) {
        return originMillis + Math.round(1000 * distanceKm / S_SPEED);
    }

    /** Peak of the S waves there, in counts of 24 bits: tenfold with each magnitude, less with way. */
    public double counts(double distanceKm) {
        return COUNTS * StrictMath.pow(10, magnitude) * StrictMath.pow(distanceKm, -GEOMETRIC)
                * StrictMath.exp(-distanceKm / SWALLOW_KM);
    }

    /** Where most of its energy is: larger ones sound deeper. */
    double cornerHertz() {
        return Math.max(0.3, Math.min(12, 8 * StrictMath.pow(10, -0.3 * (magnitude - 2))));
    }

    /** How fast what is scattered dies away. */
    double codaSeconds() {
        return 6 * StrictMath.pow(1.6, magnitude);
    }
}
