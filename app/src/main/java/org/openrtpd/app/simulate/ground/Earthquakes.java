package org.openrtpd.app.simulate.ground;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.openrtpd.app.simulate.plan.Dice;
import org.openrtpd.app.simulate.plan.Site;

/**
 * The earthquakes of the region, hour by hour: any hour can be asked for, and is always the same.
 * Small ones are many, large ones few. One thread.
 */
public final class Earthquakes {

    private static final int PURPOSE = 4;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int HOURS_KEPT = 64;
    private static final double REGION_KM = 1.8 * Site.NETWORK_RADIUS_KM;
    private static final double SMALLEST = 1.5;
    private static final double LARGEST = 5.5;

    private final long seed;
    private final double perHour;
    private final Map<Long, List<Earthquake>> hours = new HashMap<>();

    /** @param perHour how many there are, on average */
    public Earthquakes(long seed, double perHour) {
        this.seed = seed;
        this.perHour = perHour;
    }

    /** Those that began in a span of true time, its end not included, oldest first. */
    public List<Earthquake> between(long fromMillis, long toMillis) {
        if (hours.size() > HOURS_KEPT) {
            hours.clear();
        }
        List<Earthquake> found = new ArrayList<>();
        long last = Math.floorDiv(toMillis - 1, HOUR_MILLIS);
        for (long hour = Math.floorDiv(fromMillis, HOUR_MILLIS); hour <= last; hour++) {
            for (Earthquake quake : hours.computeIfAbsent(hour, this::ofHour)) {
                if (quake.originMillis() >= fromMillis && quake.originMillis() < toMillis) {
                    found.add(quake);
                }
            }
        }
        return found;
    }

    private List<Earthquake> ofHour(long hour) {
        SplittableRandom random = Dice.of(seed, PURPOSE, hour);
        List<Earthquake> quakes = new ArrayList<>();
        // Times between them are exponential, so their number is as chance has it.
        double at = next(random);
        while (at < 1) {
            quakes.add(quake(random, hour * HOUR_MILLIS + (long) (at * HOUR_MILLIS)));
            at += next(random);
        }
        return List.copyOf(quakes);
    }

    private double next(SplittableRandom random) {
        return perHour == 0 ? Double.POSITIVE_INFINITY
                : -StrictMath.log(1 - random.nextDouble()) / perHour;
    }

    private static Earthquake quake(SplittableRandom random, long originMillis) {
        double radius = REGION_KM * StrictMath.sqrt(random.nextDouble());
        double direction = 2 * Math.PI * random.nextDouble();
        double depth = 3 + 17 * random.nextDouble();
        double range = 1 - StrictMath.pow(10, SMALLEST - LARGEST);
        double magnitude = SMALLEST - StrictMath.log10(1 - range * random.nextDouble());
        return new Earthquake(originMillis, radius * StrictMath.sin(direction),
                radius * StrictMath.cos(direction), depth, magnitude, random.nextLong());
    }
}
