package org.openrtpd.app.bench.ingest;

import java.util.ArrayList;
import java.util.List;
import org.openrtpd.app.bench.load.Schedule;
import org.openrtpd.app.bench.report.Figure;
import org.openrtpd.app.bench.report.Line;
import org.openrtpd.app.bench.report.Table;

/** RTPD and the floor in turns, with the same recorders, under one kind of load. */
final class IngestCase {

    private static final double BUSY = 0.95;
    private static final double LATE_GENERATOR_MILLIS = 1;

    private final Contender rtpd;
    private final Contender floor;
    private final Pacing pacing;
    private Pair saturated;
    private Pair offered;

    IngestCase(Contender rtpd, Contender floor, Pacing pacing) {
        this.rtpd = rtpd;
        this.floor = floor;
        this.pacing = pacing;
    }

    private record Pair(Measured rtpd, Measured floor) {}

    /** Packets a second that are taken at most. */
    Table saturate(String title) {
        Pair pair = rounds(Schedule.saturating());
        saturated = pair;
        return new Table("ingest", title + ", as fast as it goes", List.of(
                new Line(rtpd.name(), figures(pair.rtpd, pair), remarks(pair.rtpd)),
                new Line(floor.name(), figures(pair.floor, pair), noise(pair.floor))));
    }

    /** Latencies at a fixed rate. */
    Table offer(String title, long packetsPerSecond) {
        Pair pair = rounds(Schedule.atRate(packetsPerSecond));
        offered = pair;
        return new Table("ingest", title + ", at " + packetsPerSecond + " packets/s", List.of(
                new Line(rtpd.name(), latencies(pair.rtpd), paceRemarks(pair.rtpd, packetsPerSecond)),
                new Line(floor.name(), latencies(pair.floor),
                        paceRemarks(pair.floor, packetsPerSecond))));
    }

    /** Part of the floor's packets a second, round by round; once saturated. */
    Figure rateOfFloor() {
        return saturated.rtpd.ratio("", saturated.floor, each -> each.load().packetsPerSecond());
    }

    /** Processor time for each packet, divided by the floor's, round by round; once saturated. */
    Figure cpuOfFloor() {
        return saturated.rtpd.ratio("", saturated.floor, Measured.Of::cpuMicrosPerPacket);
    }

    /** Processor time for each packet, as fast as it goes; once saturated. */
    Figure cpu() {
        return saturated.rtpd.figure("", "us/packet", Measured.Of::cpuMicrosPerPacket);
    }

    /** 99th percentile of the acknowledgements' latency at the rate that was offered last. */
    Figure p99() {
        return offered.rtpd.figure("", "ms", each -> each.millis(99));
    }

    /** Median force time of the floor at the rate that was offered last. */
    Figure force() {
        return offered.floor.figure("", "ms", each -> each.forceMillis(50));
    }

    private Pair rounds(Schedule schedule) {
        Pair pair = new Pair(new Measured(), new Measured());
        for (int round = 0; round < pacing.rounds(); round++) {
            // Who is second finds a warmer or a busier machine: they take turns.
            if (round % 2 == 0) {
                pair.rtpd.add(rtpd.round(schedule, pacing.roundMillis()));
                pair.floor.add(floor.round(schedule, pacing.roundMillis()));
            } else {
                pair.floor.add(floor.round(schedule, pacing.roundMillis()));
                pair.rtpd.add(rtpd.round(schedule, pacing.roundMillis()));
            }
        }
        return pair;
    }

    private static List<Figure> figures(Measured of, Pair pair) {
        List<Figure> figures = new ArrayList<>(List.of(
                of.figure("packets/s", "", each -> each.load().packetsPerSecond()),
                of.figure("CPU", "us/packet", Measured.Of::cpuMicrosPerPacket)));
        if (of == pair.rtpd) {
            figures.add(of.ratio("packets/s of floor", pair.floor, each -> each.load().packetsPerSecond()));
            figures.add(of.ratio("CPU of floor", pair.floor, Measured.Of::cpuMicrosPerPacket));
        }
        figures.add(of.figure("resent", "", each -> each.load().resent()));
        figures.add(of.figure("unacknowledged", "", each -> each.load().unacknowledged()));
        figures.add(of.figure("generator busy", "", each -> each.load().busy()));
        return figures;
    }

    private static List<Figure> latencies(Measured of) {
        List<Figure> figures = new ArrayList<>(List.of(
                of.figure("p50", "ms", each -> each.millis(50)),
                of.figure("p99", "ms", each -> each.millis(99)),
                of.figure("p99.9", "ms", each -> each.millis(99.9)),
                of.figure("CPU", "us/packet", Measured.Of::cpuMicrosPerPacket),
                of.figure("late", "", each -> each.load().late()),
                of.figure("resent", "", each -> each.load().resent()),
                of.figure("unacknowledged", "", each -> each.load().unacknowledged())));
        if (of.tellsForces()) {
            figures.add(of.figure("force p50", "ms", each -> each.forceMillis(50)));
            figures.add(of.figure("force p99", "ms", each -> each.forceMillis(99)));
        }
        return figures;
    }

    private static List<String> remarks(Measured of) {
        List<String> remarks = new ArrayList<>(noise(of));
        if (of.figure("", "", each -> each.load().busy()).median() > BUSY) {
            remarks.add("the load generator was the slower side: RTPD takes at least this much");
        }
        if (of.sum(each -> each.load().resent()) > 0) {
            remarks.add("datagrams were lost between the sockets, see the column resent");
        }
        return remarks;
    }

    private static List<String> noise(Measured of) {
        Figure rate = of.figure("", "", each -> each.load().packetsPerSecond());
        return rate.isNoisy() ? List.of(String.format(
                "noisy: rounds of the same thing differ by %.0f %%", rate.spread() * 100)) : List.of();
    }

    private static List<String> paceRemarks(Measured of, long packetsPerSecond) {
        List<String> remarks = new ArrayList<>();
        if (of.figure("", "", each -> each.lagMillis(99)).median() > LATE_GENERATOR_MILLIS) {
            remarks.add("the load generator sent one of 100 packets more than "
                    + LATE_GENERATOR_MILLIS + " ms late; latencies hold that, too");
        }
        if (of.figure("", "", each -> each.load().packetsPerSecond()).median() < 0.98 * packetsPerSecond) {
            remarks.add("not all of that was taken in its time");
        }
        return remarks;
    }
}
