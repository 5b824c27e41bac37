package org.openrtpd.app.bench.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.openrtpd.app.bench.load.Schedule;
import org.openrtpd.app.bench.report.Figure;
import org.openrtpd.app.bench.report.Line;
import org.openrtpd.app.bench.report.Rounds;
import org.openrtpd.app.bench.report.Table;

/**
 * RTPD and the floor in turns, with the same recorders, under one kind of load; and where there is a
 * control, a second floor in the same turns, which differs from the first by chance alone.
 */
final class IngestCase {

    private static final double BUSY = 0.95;
    private static final double LATE_GENERATOR_MILLIS = 1;
    private static final double MOST_CHANCE = 0.15;
    private static final double NEARLY_ALL = 0.98;
    private static final int PERCENT = 100;
    private static final int WARM_UP_ROUNDS = 5;
    private static final int RTPD = 0;
    private static final int FLOOR = 1;
    private static final int CONTROL = 2;

    private final List<Contender> contenders;
    private final Pacing pacing;
    private List<Rounds<IngestRound>> saturated;
    private List<Rounds<IngestRound>> offered;

    /** @param contenders RTPD, the floor, and another floor where there is a control */
    IngestCase(List<Contender> contenders, Pacing pacing) {
        this.contenders = List.copyOf(contenders);
        this.pacing = pacing;
    }

    /** Packets a second that are taken at most. */
    Table saturate(String title) {
        saturated = rounds(Schedule.saturating());
        List<Line> lines = new ArrayList<>();
        for (int who = 0; who < contenders.size(); who++) {
            lines.add(new Line(contenders.get(who).name(), figures(who), remarks(who)));
        }
        return new Table("ingest", title + ", as fast as it goes", lines);
    }

    /** Latencies at a fixed rate, with code that was compiled for few packets at a time, too. */
    Table offer(String title, long packetsPerSecond) {
        Schedule schedule = Schedule.atRate(packetsPerSecond);
        contenders.get(RTPD).round(schedule, WARM_UP_ROUNDS * pacing.roundMillis());
        offered = rounds(schedule);
        List<Line> lines = new ArrayList<>();
        for (int who = 0; who < contenders.size(); who++) {
            lines.add(new Line(contenders.get(who).name(), latencies(offered.get(who)),
                    paceRemarks(offered.get(who), packetsPerSecond)));
        }
        return new Table("ingest", title + ", at " + packetsPerSecond + " packets/s", lines);
    }

    /** Packets a second; once saturated. */
    Figure rate() {
        return saturated.get(RTPD).figure("", "", IngestRound::packetsPerSecond);
    }

    /** Part of the floor's packets a second, round by round; once saturated. */
    Figure rateOfFloor() {
        return ofFloor(RTPD, "", IngestRound::packetsPerSecond);
    }

    /** The same of the control. */
    Optional<Figure> controlRate() {
        return control(IngestRound::packetsPerSecond);
    }

    /** Processor time for each packet, divided by the floor's, round by round; once saturated. */
    Figure cpuOfFloor() {
        return ofFloor(RTPD, "", IngestRound::cpuMicrosPerPacket);
    }

    /** The same of the control. */
    Optional<Figure> controlCpu() {
        return control(IngestRound::cpuMicrosPerPacket);
    }

    /** Processor time for each packet, as fast as it goes; once saturated. */
    Figure cpu() {
        return saturated.get(RTPD).figure("", "us/packet", IngestRound::cpuMicrosPerPacket);
    }

    /** 99th percentile of the acknowledgements' latency at the rate that was offered last. */
    Figure p99() {
        return offered.get(RTPD).figure("", "ms", each -> each.millis(99));
    }

    /** A percentile of the floor's force times at the rate that was offered last. */
    Figure force(double percentile) {
        return offered.get(FLOOR).figure("", "ms", each -> each.forceMillis(percentile));
    }

    private Figure ofFloor(int who, String name, ToDoubleFunction<IngestRound> value) {
        return saturated.get(who).ratio(name, saturated.get(FLOOR), value);
    }

    private Optional<Figure> control(ToDoubleFunction<IngestRound> value) {
        return contenders.size() > CONTROL ? Optional.of(ofFloor(CONTROL, "", value)) : Optional.empty();
    }

    private List<Rounds<IngestRound>> rounds(Schedule schedule) {
        List<Supplier<IngestRound>> turns = new ArrayList<>();
        contenders.forEach(each -> turns.add(() -> each.round(schedule, pacing.roundMillis())));
        return Rounds.inTurns(pacing.rounds(), turns);
    }

    private List<Figure> figures(int who) {
        Rounds<IngestRound> of = saturated.get(who);
        List<Figure> figures = new ArrayList<>(List.of(
                of.figure("packets/s", "", IngestRound::packetsPerSecond),
                of.figure("CPU", "us/packet", IngestRound::cpuMicrosPerPacket)));
        if (who != FLOOR) {
            figures.add(ofFloor(who, "packets/s of floor", IngestRound::packetsPerSecond));
            figures.add(ofFloor(who, "CPU of floor", IngestRound::cpuMicrosPerPacket));
        }
        figures.add(of.figure("resent", "", each -> each.load().resent()));
        figures.add(of.figure("unacknowledged", "", each -> each.load().unacknowledged()));
        figures.add(of.figure("generator busy", "", each -> each.load().busy()));
        return figures;
    }

    private static List<Figure> latencies(Rounds<IngestRound> of) {
        List<Figure> figures = new ArrayList<>(List.of(
                of.figure("p50", "ms", each -> each.millis(50)),
                of.figure("p99", "ms", each -> each.millis(99)),
                of.figure("p99.9", "ms", each -> each.millis(99.9)),
                of.figure("CPU", "us/packet", IngestRound::cpuMicrosPerPacket),
                of.figure("late", "", each -> each.load().late()),
                of.figure("resent", "", each -> each.load().resent()),
                of.figure("unacknowledged", "", each -> each.load().unacknowledged())));
        if (of.all(each -> !each.forceMillis().isEmpty())) {
            figures.add(of.figure("force p50", "ms", each -> each.forceMillis(50)));
            figures.add(of.figure("force p99", "ms", each -> each.forceMillis(99)));
        }
        return figures;
    }

    private List<String> remarks(int who) {
        Rounds<IngestRound> of = saturated.get(who);
        List<String> remarks = new ArrayList<>(of.noise(IngestRound::packetsPerSecond));
        if (who == RTPD && of.figure("", "", each -> each.load().busy()).median() > BUSY) {
            remarks.add("the load generator was the slower side: RTPD takes at least this much");
        }
        if (who == RTPD && !of.all(each -> each.load().resent() == 0)) {
            remarks.add("datagrams were lost between the sockets, see the column resent");
        }
        if (who == CONTROL) {
            remarks.addAll(chance("packets/s", ofFloor(CONTROL, "", IngestRound::packetsPerSecond)));
            remarks.addAll(chance("CPU", ofFloor(CONTROL, "", IngestRound::cpuMicrosPerPacket)));
        }
        return remarks;
    }

    private static List<String> chance(String what, Figure ofFloor) {
        double part = Math.abs(ofFloor.median() - 1);
        return part <= MOST_CHANCE ? List.of() : List.of(String.format(
                "%s of two floors differ by %.0f %% by chance alone: other ratios of this table mean"
                        + " little, measure again on a quieter machine", what, part * PERCENT));
    }

    private static List<String> paceRemarks(Rounds<IngestRound> of, long packetsPerSecond) {
        List<String> remarks = new ArrayList<>();
        if (of.figure("", "", each -> each.lagMillis(99)).median() > LATE_GENERATOR_MILLIS) {
            remarks.add("the load generator sent one of 100 packets more than "
                    + LATE_GENERATOR_MILLIS + " ms late; latencies hold that, too");
        }
        if (of.figure("", "", IngestRound::packetsPerSecond).median() < NEARLY_ALL * packetsPerSecond) {
            remarks.add("not all of that was taken in its time");
        }
        return remarks;
    }
}
