package org.openrtpd.app.bench.ingest;

import java.util.HashMap;
import java.util.Map;
import org.openrtpd.app.bench.report.Figure;
import org.openrtpd.app.bench.report.Goal;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.target.Leg;
import org.openrtpd.app.bench.target.TargetSettings;
import org.openrtpd.storage.journal.Durability;

/** What RTPD shall reach on its way in over UDP; see docs/performance.md. */
final class IngestGoals {

    private static final double LEAST_RATE = 0.8;
    private static final double MOST_CPU = 1.5;
    private static final double MOST_GROWTH = 1.2;
    private static final double MOST_FORCES = 2;
    private static final double MOST_MILLIS_BESIDES = 10;
    private static final int FEW = 100;
    private static final int MANY = 10_000;

    private final Report report;
    private final Map<Durability, Figure> cpuOfFew = new HashMap<>();

    IngestGoals(Report report) {
        this.report = report;
    }

    /** Notes what a case reached as fast as it went. */
    void saturated(String title, TargetSettings settings, int recorders, IngestCase ingest) {
        if (settings.leg() != Leg.UDP) {
            return;
        }
        report.goal(Goal.atLeast(title + ": packets/s of floor", ingest.rateOfFloor(), LEAST_RATE)
                .beside(ingest.controlRate()));
        if (settings.durability() == Durability.PROCESS) {
            report.goal(Goal.atMost(title + ": CPU of floor", ingest.cpuOfFloor(), MOST_CPU)
                    .beside(ingest.controlCpu()));
        }
        if (recorders == FEW) {
            cpuOfFew.put(settings.durability(), ingest.cpu());
        }
        Figure few = cpuOfFew.get(settings.durability());
        if (recorders == MANY && few != null) {
            report.goal(Goal.atMost(title + ": CPU of that of " + FEW,
                    quotient(ingest.cpu(), few), MOST_GROWTH));
        }
    }

    /** Notes latencies at a part of the most. */
    void offered(String title, TargetSettings settings, OfferedRate rate, IngestCase ingest) {
        if (settings.leg() == Leg.UDP && settings.durability() == Durability.DISK
                && rate.kind() == OfferedRate.Kind.PERCENT_OF_MOST) {
            String p99 = title + ", at " + rate.number() + " %: p99, by ";
            // A packet waits for the rest of one force and for its own: the slow ones for slow forces.
            report.goal(Goal.atMost(p99 + "forces of p99", ingest.p99(), limit(ingest.force(99))));
            report.goal(Goal.atMost(p99 + "median forces", ingest.p99(), limit(ingest.force(50))));
        }
    }

    private static double limit(Figure force) {
        return MOST_FORCES * force.median() + MOST_MILLIS_BESIDES;
    }

    /** Of two things that were not measured in turns: the range is the widest there can be. */
    private static Figure quotient(Figure one, Figure other) {
        return new Figure("", "", one.median() / other.median(), one.lowest() / other.highest(),
                one.highest() / other.lowest());
    }
}
