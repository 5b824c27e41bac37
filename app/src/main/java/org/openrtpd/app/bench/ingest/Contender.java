package org.openrtpd.app.bench.ingest;

import java.time.Duration;
import java.util.List;
import org.openrtpd.app.bench.load.Load;
import org.openrtpd.app.bench.load.LoadResult;
import org.openrtpd.app.bench.load.Schedule;
import org.openrtpd.app.bench.load.Span;
import org.openrtpd.app.bench.target.CpuSpan;
import org.openrtpd.app.bench.target.Target;
import org.openrtpd.app.terminal.CommandFailed;

/** A server that is measured, with the recorders that push to it. */
final class Contender implements AutoCloseable {

    private static final Duration ATTACH = Duration.ofMinutes(1);

    private final String name;
    private final Target target;
    private final Load load;

    /** @param name what it is called in tables */
    Contender(String name, Target target, Load load) {
        this.name = name;
        this.target = target;
        this.load = load;
    }

    String name() {
        return name;
    }

    /** Pushes without measuring until enough packets were taken or the time is over. */
    long warmUp(long packets, long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        long done = 0;
        while (done < packets && System.nanoTime() < end) {
            load.attach(ATTACH);
            done += load.run(Schedule.saturating(), Duration.ofMillis(500), Span.UNOBSERVED).packets();
        }
        return done;
    }

    IngestRound round(Schedule schedule, long millis) {
        load.attach(ATTACH);
        CpuSpan cpu = new CpuSpan(target.pid());
        int forcesBefore = target.forceMillis().size();
        LoadResult result = load.run(schedule, Duration.ofMillis(millis), cpu);
        if (!target.isAlive()) {
            throw new CommandFailed(name + " ended while it was measured");
        }
        List<Double> forces = target.forceMillis();
        return new IngestRound(result, cpu.nanos(), forces.subList(forcesBefore, forces.size()));
    }

    @Override
    public void close() {
        try (target; load) {
            // Both are closed, whatever one of them throws.
        }
    }
}
