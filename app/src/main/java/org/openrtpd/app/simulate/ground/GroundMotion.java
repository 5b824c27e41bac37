package org.openrtpd.app.simulate.ground;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleToIntFunction;
import org.openrtpd.app.simulate.plan.Dice;
import org.openrtpd.app.simulate.plan.NetworkPlan;
import org.openrtpd.app.simulate.plan.RecorderRate;
import org.openrtpd.app.simulate.plan.Site;

/** What one component of a sensor feels: noise, and the waves of earthquakes. */
public final class GroundMotion implements SampleSource {

    private static final int COMPONENTS = 3;
    private static final int VERTICAL = 0;
    private static final int NORTH = 1;
    private static final int P = 0;
    private static final int S = 1;
    private static final int CODA = 2;

    /** Waves of an earthquake that began earlier than this are gone. */
    private static final long MEMORY_MILLIS = 1_200_000;

    private final Earthquakes earthquakes;
    private final Site site;
    private final int component;
    private final int intervalMillis;
    private final long startMillis;
    private final Noise noise;
    private final DoubleToIntFunction digitizer;
    private final List<Wave> waves = new ArrayList<>();
    private final double[] block = new double[BLOCK];
    private long knownUntilMillis;

    /**
     * @param component of the unit: vertical, north, east of the first sensor, then of the next
     * @param digitizer makes counts of a value in counts of 24 bits
     */
    public GroundMotion(NetworkPlan plan, Earthquakes earthquakes, Site site, int unit, int component,
            RecorderRate rate, DoubleToIntFunction digitizer) {
        this.earthquakes = earthquakes;
        this.site = site;
        this.component = component;
        this.intervalMillis = rate.intervalMillis();
        this.startMillis = plan.startMillis();
        this.noise = new Noise(plan.seed(), unit, component, site.noise(), rate.hertz());
        this.digitizer = digitizer;
        this.knownUntilMillis = startMillis - MEMORY_MILLIS;
    }

    @Override
    public void fill(long firstSample, int[] into, int offset) {
        long first = startMillis + firstSample * intervalMillis;
        long end = first + (long) BLOCK * intervalMillis;
        for (Earthquake quake : earthquakes.between(knownUntilMillis, end)) {
            begin(quake);
        }
        knownUntilMillis = end;
        waves.removeIf(wave -> wave.isOver(first));
        Arrays.fill(block, 0);
        noise.addTo(block, firstSample, firstSample * intervalMillis / 1000.0);
        for (Wave wave : waves) {
            wave.addTo(block, first, intervalMillis);
        }
        for (int i = 0; i < BLOCK; i++) {
            into[offset + i] = digitizer.applyAsInt(block[i]);
        }
    }

    private void begin(Earthquake quake) {
        double distance = quake.distanceKm(site.eastKm(), site.northKm());
        double counts = quake.counts(distance);
        double corner = quake.cornerHertz();
        long p = quake.pMillis(distance);
        long s = quake.sMillis(distance);
        waves.add(wave(quake, P, p, 0.3 * counts, 0.05, 1 + (s - p) / 2000.0, corner));
        waves.add(wave(quake, S, s, counts, 0.15, 2 + quake.magnitude(), 0.7 * corner));
        waves.add(wave(quake, CODA, s, 0.3 * counts, 3, quake.codaSeconds(), 0.6 * corner));
    }

    private Wave wave(Earthquake quake, int kind, long onsetMillis, double counts,
            double riseSeconds, double decaySeconds, double cornerHertz) {
        // The same shape whatever the rate; another at every site and component.
        SplittableRandom random = Dice.of(quake.seed(), kind, component,
                Double.doubleToLongBits(site.eastKm()));
        return new Wave(onsetMillis, counts * share(quake, kind), riseSeconds, decaySeconds,
                cornerHertz, intervalMillis / 1000.0, random);
    }

    /** How much of a wave this component feels: P shakes along its way, S across it. */
    private double share(Earthquake quake, int kind) {
        int direction = component % COMPONENTS;
        if (kind == CODA) {
            return 1;
        }
        double east = site.eastKm() - quake.eastKm();
        double north = site.northKm() - quake.northKm();
        double length = Math.max(1e-3, StrictMath.sqrt(east * east + north * north));
        double along = Math.abs((direction == NORTH ? north : east) / length);
        if (kind == P) {
            return direction == VERTICAL ? 1 : 0.15 + 0.5 * along;
        }
        return direction == VERTICAL ? 0.4 : 0.2 + 0.8 * StrictMath.sqrt(1 - along * along);
    }
}
