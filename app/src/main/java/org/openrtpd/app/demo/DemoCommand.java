package org.openrtpd.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.config.ProbabilityConverter;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.send.LossyLink;
import org.openrtpd.app.send.Sender;
import org.openrtpd.app.simulate.Recording;
import org.openrtpd.app.simulate.SimulatedRecorder;
import org.openrtpd.app.simulate.SimulatedTime;
import org.openrtpd.app.simulate.ground.Earthquakes;
import org.openrtpd.app.simulate.plan.GpsMode;
import org.openrtpd.app.simulate.plan.NetworkPlan;
import org.openrtpd.app.simulate.plan.StreamPlan;
import org.openrtpd.app.tail.JournalCheck;
import org.openrtpd.app.tail.JournalFollower;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code rtpd demo}: an RTPD that RTPID keeps running, some recorders on a bad link, and a live tail, in
 * one command.
 */
@Command(
        name = "demo",
        description = "Show all of it at once: an RTPD on a free loopback port, kept running by RTPID,"
                + " simulated recorders on a lossy link, and the journal, live. Kill RTPD with -9 and"
                + " watch it come back. Ctrl-C ends all.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
public final class DemoCommand implements Callable<Integer> {

    private static final int FIRST_UNIT = 0x9D01;
    private static final int MOST_RECORDERS = 200;
    private static final long SETTLE_SECONDS = 60;

    /** Short packets and events, so that there is something to see at once. */
    private static final String STREAMS = "rate=100,channels=3,format=32";
    private static final Duration RECORD_LENGTH = Duration.ofSeconds(10);
    private static final double EARTHQUAKES_PER_HOUR = 60;

    @Spec private CommandSpec spec;

    @Option(names = "--recorders", paramLabel = "N", defaultValue = "3",
            description = "Simulated recorders, 1 to 200.")
    private int recorders;

    @Option(names = "--loss", paramLabel = "P", defaultValue = "0.2",
            converter = ProbabilityConverter.class,
            description = "Part of the datagrams that their link loses, each way.")
    private double loss;

    @Option(names = "--duration", paramLabel = "DURATION", defaultValue = "0",
            description = "End by itself after that long; 0 runs until Ctrl-C.")
    private Duration duration;

    @Option(names = "--kill-after", paramLabel = "DURATION", defaultValue = "0",
            description = "Kill RTPD with -9 once, after that long; 0 leaves that to you.")
    private Duration killAfter;

    private final List<SimulatedRecorder> simulated = new ArrayList<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private Supervised server;
    private Sender sender;
    private CompletableFuture<Void> sent;
    private Thread tail;

    @Override
    public Integer call() throws InterruptedException {
        if (recorders < 1 || recorders > MOST_RECORDERS) {
            throw SettingSources.wrongValue(
                    spec, "--recorders", recorders, "1 to " + MOST_RECORDERS);
        }
        open();
        Thread interrupted = new Thread(() -> Runtime.getRuntime().halt(finish()), "demo-stop");
        Runtime.getRuntime().addShutdownHook(interrupted);
        if (duration.isZero()) {
            return ended.join();
        }
        try {
            return ended.get(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            Runtime.getRuntime().removeShutdownHook(interrupted);
            return finish();
        } catch (ExecutionException e) {
            throw new CommandFailed(e.getCause().getMessage());
        }
    }

    private void open() throws InterruptedException {
        try {
            server = Supervised.start(Files.createTempDirectory("openrtpd-demo-"), System.out);
        } catch (IOException e) {
            throw new CommandFailed("no temporary directory can be made: " + e.getMessage());
        }
        System.out.println("RTPD listens on " + HostPort.format(server.address()) + "; "
                + recorders + " recorders push over a link that loses "
                + Math.round(loss * 100) + " % each way; Ctrl-C ends it");
        System.out.println("RTPID keeps RTPD running: kill -9 " + server.serverPid()
                + ", and watch; its page is " + server.pageUrl());
        tail = new Thread(() -> follow(System.out), "demo-tail");
        tail.setDaemon(true);
        tail.start();
        SplittableRandom random = new SplittableRandom();
        sender = new Sender(server.address(), random);
        NetworkPlan plan = plan(random.nextLong());
        Earthquakes earthquakes = new Earthquakes(plan.seed(), plan.earthquakesPerHour());
        SimulatedTime time =
                new SimulatedTime(plan.startMillis(), System.nanoTime(), SimulatedTime.REAL);
        for (int i = 0; i < recorders; i++) {
            SimulatedRecorder recorder = new SimulatedRecorder(
                    new Recording(plan, i, earthquakes), random.nextInt(), time);
            simulated.add(recorder);
            sender.addUdp(recorder, new LossyLink(loss, loss / 2, loss, 5, random));
        }
        sent = sender.start();
        if (!killAfter.isZero()) {
            CompletableFuture.delayedExecutor(killAfter.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(server::killServer);
        }
        sent.whenComplete((done, failure) -> {
            if (failure != null) {
                ended.completeExceptionally(failure);
            }
        });
    }

    private NetworkPlan plan(long seed) {
        return new NetworkPlan(seed, FIRST_UNIT, recorders,
                StreamPlan.parseAll(STREAMS, RECORD_LENGTH), NetworkPlan.wholeSecond(Instant.now()),
                NetworkPlan.NO_END, EARTHQUAKES_PER_HOUR, GpsMode.CYCLED, 0);
    }

    private void follow(PrintStream out) {
        try (JournalReader reader = JournalReader.open(server.data()); JournalTailer tailer = reader.tailer()) {
            JournalFollower follower = JournalFollower.ofEverything(out);
            follower.run(tailer, true, 0);
            // The end was asked for: what came until then is still shown.
            Thread.interrupted();
            follower.run(tailer, false, 0);
        } catch (IOException e) {
            ended.completeExceptionally(e);
        }
    }

    private void endTail() {
        tail.interrupt();
        try {
            tail.join(Duration.ofSeconds(SETTLE_SECONDS).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops all of it in order, and says what came of it. */
    private int finish() {
        simulated.forEach(SimulatedRecorder::stop);
        try {
            sent.get(SETTLE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            System.out.println("not everything could be sent in " + SETTLE_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long packets = sender.packets();
        long retransmitted = sender.retransmitted();
        sender.close();
        server.close();
        endTail();
        JournalCheck check = JournalCheck.of(server.data());
        long lost = packets - check.packets();
        System.out.println();
        System.out.println(packets + " packets recorded, " + check.packets() + " received, "
                + (lost == 0 ? "none lost" : lost + " LOST") + "; " + retransmitted
                + " were sent again because of the link; the journal is "
                + (check.isClean() ? "in order" : "NOT in order"));
        System.out.println("the data lies in " + server.data() + "; look at it with: rtpd tail --data "
                + server.data());
        System.out.flush();
        return lost == 0 && check.isClean() ? 0 : 1;
    }
}
