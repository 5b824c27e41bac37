package org.openrtpd.app.bench.endurance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openrtpd.app.bench.load.Load;
import org.openrtpd.app.bench.load.Schedule;
import org.openrtpd.app.bench.load.Span;
import org.openrtpd.app.bench.report.Figure;
import org.openrtpd.app.bench.report.Goal;
import org.openrtpd.app.bench.report.Line;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.report.Table;
import org.openrtpd.app.bench.target.ProcessMemory;
import org.openrtpd.app.bench.target.RtpdLauncher;
import org.openrtpd.app.bench.target.SocketBuffer;
import org.openrtpd.app.bench.target.Target;
import org.openrtpd.app.bench.target.TargetSettings;
import org.openrtpd.app.bench.target.Workplace;

/**
 * Memory of recorders over UDP that are attached, have sent a few packets, and are silent now: the
 * slope between two numbers of them, in one server, so that what it has without them cancels.
 */
public final class MemoryBench {

    private static final Duration ATTACH = Duration.ofMinutes(2);
    private static final Duration PUSH = Duration.ofSeconds(1);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int PACKETS_EACH = 2;
    /** With all of its heap there from the beginning, what a process grows by is outside of it. */
    private static final String WHOLE_HEAP = "-Xms256m -Xmx256m -XX:+AlwaysPreTouch";
    private static final double MOST_BYTES = 4096;
    private static final double MIB = 1 << 20;

    private final Workplace workplace;
    private final Report report;
    private final int rounds;

    public MemoryBench(Workplace workplace, Report report, int rounds) {
        this.workplace = workplace;
        this.report = report;
        this.rounds = rounds;
    }

    private record Counts(ProcessMemory few, ProcessMemory many) {}

    public void run(int few, int many) {
        RtpdLauncher launcher = RtpdLauncher.find(workplace);
        List<Counts> all = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            report.progress("memory: round " + (i + 1) + " of " + rounds);
            try (Target rtpd = launcher.start(workplace.newPath("rtpd"), TargetSettings.PROCESS_UDP,
                    WHOLE_HEAP)) {
                warmUp(rtpd, few, (long) many * PACKETS_EACH);
                all.add(new Counts(with(rtpd, few), with(rtpd, many)));
            }
        }
        double[] each = all.stream().mapToDouble(counts -> (double)
                (counts.many.heapBytes() - counts.few.heapBytes()
                        + counts.many.residentBytes() - counts.few.residentBytes()) / (many - few))
                .toArray();
        report.goal(Goal.atMost("memory of a recorder that is attached and silent",
                Figure.of("", "bytes", each), MOST_BYTES));
        report.add(new Table("memory", "recorders attached and silent", List.of(
                line(few, all.stream().map(Counts::few).toList()),
                line(many, all.stream().map(Counts::many).toList()),
                new Line("for each recorder more", List.of(
                        Figure.of("heap", "bytes", all.stream().mapToDouble(counts -> (double)
                                (counts.many.heapBytes() - counts.few.heapBytes()) / (many - few)).toArray()),
                        Figure.of("outside of it", "bytes", all.stream().mapToDouble(counts -> (double)
                                (counts.many.residentBytes() - counts.few.residentBytes()) / (many - few))
                                .toArray()))))));
    }

    private static Line line(int recorders, List<ProcessMemory> memory) {
        return new Line(recorders + " recorders", List.of(
                Figure.of("heap", "MiB",
                        memory.stream().mapToDouble(each -> each.heapBytes() / MIB).toArray()),
                Figure.of("resident", "MiB",
                        memory.stream().mapToDouble(each -> each.residentBytes() / MIB).toArray())));
    }

    /** What the compiler and the collector take at the rate of many recorders is there before the few are. */
    private static void warmUp(Target rtpd, int few, long rate) {
        try (Load load = Load.udp(rtpd.address(), few, SocketBuffer.packetsUnderWay())) {
            load.attach(ATTACH);
            load.run(Schedule.atRate(rate), WARM_UP, Span.UNOBSERVED);
            ProcessMemory.of(rtpd.pid());
        }
    }

    private static ProcessMemory with(Target rtpd, int recorders) {
        try (Load load = Load.udp(rtpd.address(), recorders, SocketBuffer.packetsUnderWay())) {
            load.attach(ATTACH);
            load.run(Schedule.atRate((long) recorders * PACKETS_EACH), PUSH, Span.UNOBSERVED);
            return ProcessMemory.of(rtpd.pid());
        }
    }
}
