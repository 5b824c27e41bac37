package org.openrtpd.app.bench.scrape;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.openrtpd.app.bench.load.Load;
import org.openrtpd.app.bench.load.LoadResult;
import org.openrtpd.app.bench.load.Schedule;
import org.openrtpd.app.bench.load.Span;
import org.openrtpd.app.bench.report.Figure;
import org.openrtpd.app.bench.report.Goal;
import org.openrtpd.app.bench.report.Line;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.report.Table;
import org.openrtpd.app.bench.scrape.ScrapedRounds.Round;
import org.openrtpd.app.bench.target.CpuSpan;
import org.openrtpd.app.bench.target.Leg;
import org.openrtpd.app.bench.target.Page;
import org.openrtpd.app.bench.target.RtpdLauncher;
import org.openrtpd.app.bench.target.Scraper;
import org.openrtpd.app.bench.target.SocketBuffer;
import org.openrtpd.app.bench.target.Target;
import org.openrtpd.app.bench.target.TargetSettings;
import org.openrtpd.app.bench.target.Workplace;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.storage.journal.Durability;

/**
 * Full ingest over UDP with and without a scraper, in turns on one server, of which every unit has its
 * series. Scrapes are more frequent than in life, so that what they cost stands out of the noise; the
 * goals are those of the usual pause.
 */
public final class ScrapeBench {

    /** How often Prometheus asks unless it is told otherwise. */
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(15);

    private static final Duration ATTACH = Duration.ofMinutes(1);
    private static final Duration READ = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final long WARM_UP_PACKETS = 1_000_000;
    private static final int WARM_UP_STEPS = 20;
    private static final int WARM_UP_SCRAPES = 200;
    private static final double MOST_LOSS = 0.01;
    private static final double PERCENT = 100;
    private static final double MILLIS = 1e6;

    private final Workplace workplace;
    private final Report report;
    private final int rounds;
    private final Duration every;
    private final Duration length;

    /**
     * A benchmark that has yet to run.
     *
     * @param every pause of the scrapes
     * @param length of a round
     */
    public ScrapeBench(
            Workplace workplace, Report report, int rounds, Duration every, Duration length) {
        this.workplace = workplace;
        this.report = report;
        this.rounds = rounds;
        this.every = every;
        this.length = length;
    }

    /** Measures one server after the other. */
    public void run(List<Integer> units) {
        RtpdLauncher launcher = RtpdLauncher.find(workplace);
        units.forEach(count -> run(launcher, count));
    }

    private void run(RtpdLauncher launcher, int units) {
        TargetSettings settings =
                new TargetSettings(Leg.UDP, Durability.PROCESS, Duration.ofMillis(2), Page.ON);
        try (Target rtpd = launcher.start(settings, "--max-unit-series", Integer.toString(units));
                Load load = Load.udp(rtpd.address(), units, SocketBuffer.packetsUnderWay())) {
            Scraper scraper = new Scraper(rtpd.http());
            report.progress("scrape: warming up, " + units + " units");
            warmUp(load, scraper, units);
            ScrapedRounds measured = new ScrapedRounds();
            for (int round = 0; round < rounds; round++) {
                report.progress("scrape: round " + (round + 1) + " of " + rounds);
                // Who is second finds a fuller journal and a warmer machine: they take turns.
                if (round % 2 == 0) {
                    measured.addWithout(round(rtpd, load));
                    measured.addWith(scraped(rtpd, load, scraper));
                } else {
                    measured.addWith(scraped(rtpd, load, scraper));
                    measured.addWithout(round(rtpd, load));
                }
            }
            report(units, measured, scraper.text());
        }
    }

    private void warmUp(Load load, Scraper scraper, int units) {
        long packets = 0;
        for (int i = 0; i < WARM_UP_STEPS && packets < WARM_UP_PACKETS; i++) {
            load.attach(ATTACH);
            packets += load.run(Schedule.saturating(), STEP, Span.UNOBSERVED).packets();
        }
        for (int i = 0; i < WARM_UP_SCRAPES; i++) {
            scraper.compressed();
        }
        long end = System.nanoTime() + READ.toNanos();
        while (series(scraper.text()) < units) {
            if (System.nanoTime() > end) {
                throw new CommandFailed("RTPD does not tell of all " + units + " units; read so far: "
                        + series(scraper.text()));
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private static long series(String text) {
        return text.lines().filter(line -> line.startsWith("rtpd_unit_last_packet_age_seconds{")).count();
    }

    private Round scraped(Target rtpd, Load load, Scraper scraper) {
        long before = HttpThreads.cpuNanos(rtpd.pid());
        Scrapes scrapes = new Scrapes(scraper, every);
        Round round;
        try (scrapes) {
            round = round(rtpd, load);
        }
        double cpuMillis =
                (HttpThreads.cpuNanos(rtpd.pid()) - before) / MILLIS / scrapes.count();
        return new Round(round.packetsPerSecond(), round.cpuMicrosPerPacket(), cpuMillis,
                scrapes.millisEach(), scrapes.bytesEach());
    }

    private Round round(Target rtpd, Load load) {
        load.attach(ATTACH);
        CpuSpan cpu = new CpuSpan(rtpd.pid());
        LoadResult result = load.run(Schedule.saturating(), length, cpu);
        if (!rtpd.isAlive()) {
            throw new CommandFailed("rtpd ended while it was measured");
        }
        return new Round(result.packetsPerSecond(),
                result.packets() == 0 ? 0 : cpu.nanos() / 1e3 / result.packets(), 0, 0, 0);
    }

    private void report(int units, ScrapedRounds measured, String text) {
        String title = "UDP, durable against the loss of the process, " + units
                + " units, as fast as it goes";
        report.add(new Table("scrape", title, List.of(
                new Line("no scrapes", List.of(
                        measured.without("packets/s", "", Round::packetsPerSecond),
                        measured.without("CPU", "us/packet", Round::cpuMicrosPerPacket))),
                new Line("one each " + seconds(every) + " s", List.of(
                        measured.with("packets/s", "", Round::packetsPerSecond),
                        measured.with("CPU", "us/packet", Round::cpuMicrosPerPacket),
                        measured.kept("packets/s of none"))),
                new Line("one scrape", List.of(
                        measured.with("CPU", "ms", Round::scrapeCpuMillis),
                        measured.with("takes", "ms", Round::scrapeMillis),
                        measured.with("compressed", "bytes", Round::scrapeBytes),
                        Figure.of("text", "bytes", text.length()),
                        Figure.of("lines", "", text.lines().count()))))));
        double share = (double) every.toNanos() / USUAL_PAUSE.toNanos();
        String usual = ", a scrape each " + seconds(USUAL_PAUSE) + " s";
        report.goal(Goal.atLeast(units + " units" + usual + ": packets/s of none",
                measured.keptAt("", share), 1 - MOST_LOSS));
        Figure part = measured.with("", "%", round ->
                PERCENT * round.scrapeCpuMillis() / USUAL_PAUSE.toMillis());
        // Where the system does not tell the time of threads, nothing is known of this.
        if (part.median() > 0) {
            report.goal(Goal.atMost(units + " units" + usual + ": processor time of one core", part,
                    PERCENT * MOST_LOSS));
        }
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? Long.toString(duration.toSeconds())
                : Double.toString(duration.toMillis() / 1e3);
    }
}
