package org.openrtpd.app.simulate.plan;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Where a recorder stands.
 *
 * @param station name, up to five characters
 * @param eastKm from the middle of the network
 * @param northKm from the middle of the network
 * @param altitudeMetres above the sea
 * @param noise how much louder than usual the ground is there
 */
public record Site(
        String station, double eastKm, double northKm, int altitudeMetres, double noise) {

    /** Half the width of the network. */
    public static final double NETWORK_RADIUS_KM = 80;

    private static final double MIDDLE_LATITUDE = 46.75;
    private static final double MIDDLE_LONGITUDE = 9.85;
    private static final double KM_PER_DEGREE = 111.195;
    private static final int PURPOSE = 1;

    /** The site of a unit: any place in the network, each as likely as another. */
    public static Site of(long seed, int number, int unit) {
        SplittableRandom random = Dice.of(seed, PURPOSE, unit);
        double radius = NETWORK_RADIUS_KM * StrictMath.sqrt(random.nextDouble());
        double direction = 2 * Math.PI * random.nextDouble();
        return new Site(String.format(Locale.ROOT, "S%03d", number),
                radius * StrictMath.sin(direction), radius * StrictMath.cos(direction),
                300 + random.nextInt(2200), StrictMath.pow(4, random.nextDouble() - 0.4));
    }

    /** Degrees, north positive. */
    public double latitude() {
        return MIDDLE_LATITUDE + northKm / KM_PER_DEGREE;
    }

    /** Degrees, east positive. */
    public double longitude() {
        return MIDDLE_LONGITUDE
                + eastKm / KM_PER_DEGREE / StrictMath.cos(StrictMath.toRadians(MIDDLE_LATITUDE));
    }

    /** Position as EH and ET carry it (record format, section 6.9), 26 characters. */
    public String eventPosition() {
        long latitude = Math.round(Math.abs(latitude()) * 60_000);
        long longitude = Math.round(Math.abs(longitude()) * 60_000);
        return String.format(Locale.ROOT, "%s %02d%02d.%03d%s%03d%02d.%03d%+06d",
                latitude() < 0 ? "S" : "N", latitude / 60_000, latitude / 1000 % 60, latitude % 1000,
                longitude() < 0 ? "W" : "E", longitude / 60_000, longitude / 1000 % 60,
                longitude % 1000, altitudeMetres);
    }

    /** Position as the log reports it (record format, section 10). */
    public String logPosition() {
        long latitude = Math.round(Math.abs(latitude()) * 360_000);
        long longitude = Math.round(Math.abs(longitude()) * 360_000);
        return String.format(Locale.ROOT, "%s%02d:%02d:%02d.%02d %s%03d:%02d:%02d.%02d %+06dM",
                latitude() < 0 ? "S" : "N", latitude / 360_000, latitude / 6000 % 60,
                latitude / 100 % 60, latitude % 100, longitude() < 0 ? "W" : "E",
                longitude / 360_000, longitude / 6000 % 60, longitude / 100 % 60, longitude % 100,
                altitudeMetres);
    }
}
