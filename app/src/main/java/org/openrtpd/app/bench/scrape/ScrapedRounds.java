package org.openrtpd.app.bench.scrape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openrtpd.app.bench.report.Figure;

/** Rounds without and with scrapes, in turns on one server, in the order in which they were run. */
final class ScrapedRounds {

    /**
     * One round.
     *
     * @param packetsPerSecond that were acknowledged
     * @param cpuMicrosPerPacket of the whole server
     * @param scrapeCpuMillis processor time of the threads that answer, for one scrape; 0 without
     * @param scrapeMillis how long one took; 0 without
     * @param scrapeBytes of one, compressed; 0 without
     */
    record Round(double packetsPerSecond, double cpuMicrosPerPacket, double scrapeCpuMillis,
            double scrapeMillis, double scrapeBytes) {}

    private final List<Round> without = new ArrayList<>();
    private final List<Round> with = new ArrayList<>();

    void addWithout(Round round) {
        without.add(round);
    }

    void addWith(Round round) {
        with.add(round);
    }

    Figure without(String name, String unit, ToDoubleFunction<Round> value) {
        return Figure.of(name, unit, without.stream().mapToDouble(value).toArray());
    }

    Figure with(String name, String unit, ToDoubleFunction<Round> value) {
        return Figure.of(name, unit, with.stream().mapToDouble(value).toArray());
    }

    /** Packets a second with scrapes as part of those without, round by round. */
    Figure kept(String name) {
        return Figure.of(name, "", keptOfRounds());
    }

    /**
     * The same for scrapes that are farther apart: what is lost is lost to each scrape alike.
     *
     * @param share pause of the scrapes that were run, divided by that of the others
     */
    Figure keptAt(String name, double share) {
        double[] kept = keptOfRounds();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = 1 - (1 - kept[i]) * share;
        }
        return Figure.of(name, "", kept);
    }

    private double[] keptOfRounds() {
        double[] kept = new double[with.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = with.get(i).packetsPerSecond() / without.get(i).packetsPerSecond();
        }
        return kept;
    }
}
