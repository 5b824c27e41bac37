package org.openrtpd.app.simulate;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.openrtpd.app.send.LossyLink;
import org.openrtpd.app.send.Sender;
import org.openrtpd.app.simulate.ground.Earthquakes;
import org.openrtpd.app.simulate.plan.NetworkPlan;
import org.openrtpd.app.terminal.CommandFailed;

/** Pushes a network to an RTPD until its end, or until Ctrl-C. */
final class PushRun implements AutoCloseable {

    private static final long PROGRESS_SECONDS = 10;
    private static final long SETTLE_SECONDS = 20;

    private final NetworkPlan plan;
    private final Sender sender;
    private final List<SimulatedRecorder> recorders = new ArrayList<>();
    private final long beginNanos = System.nanoTime();

    PushRun(NetworkPlan plan, InetSocketAddress server, SimulateCommand.Way way, LossyLink link,
            double factor, Outages outages, RandomGenerator random) {
        this.plan = plan;
        this.sender = new Sender(server, random);
        Earthquakes earthquakes = new Earthquakes(plan.seed(), plan.earthquakesPerHour());
        SimulatedTime time = new SimulatedTime(plan.startMillis(), beginNanos, factor);
        for (int i = 0; i < plan.units(); i++) {
            SimulatedRecorder recorder = new SimulatedRecorder(
                    new Recording(plan, i, earthquakes), random.nextInt(), time, outages);
            recorders.add(recorder);
            if (way == SimulateCommand.Way.TCP) {
                sender.addTcp(recorder);
            } else {
                sender.addUdp(recorder, link);
            }
        }
    }

    /**
     * Pushes all of it, and prints the summary.
     *
     * @return the exit code
     * @throws CommandFailed when the server cannot take these packets
     */
    int push() throws InterruptedException {
        System.err.println("rtpd simulate: " + plan.units() + " recorders"
                + (plan.endMillis() == NetworkPlan.NO_END ? "; Ctrl-C ends it" : ""));
        CompletableFuture<Void> done = sender.start();
        Thread interrupted =
                new Thread(() -> Runtime.getRuntime().halt(settle(done)), "simulate-stop");
        Runtime.getRuntime().addShutdownHook(interrupted);
        while (true) {
            try {
                done.get(PROGRESS_SECONDS, TimeUnit.SECONDS);
                break;
            } catch (TimeoutException e) {
                System.err.println("rtpd simulate: " + facts());
            } catch (ExecutionException e) {
                keepRunning(interrupted);
                printSummary();
                throw new CommandFailed(e.getCause().getMessage());
            }
        }
        keepRunning(interrupted);
        printSummary();
        return 0;
    }

    /** Takes the end back into this thread; does not return when a signal has ended the run. */
    private static void keepRunning(Thread interrupted) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException e) {
            // The hook runs: it says what came of it, and halts.
            interrupted.join();
        }
    }

    /** Stops the recorders, lets them send what they have, and says what came of it. */
    private int settle(CompletableFuture<Void> done) {
        recorders.forEach(SimulatedRecorder::stop);
        int exitCode = 0;
        try {
            done.get(SETTLE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            System.err.println("rtpd simulate: not everything could be sent in " + SETTLE_SECONDS
                    + " s");
            exitCode = 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exitCode = 1;
        }
        printSummary();
        sender.close();
        return exitCode;
    }

    private String facts() {
        return sender.acknowledged() + " of " + sender.packets() + " packets acknowledged, "
                + sender.retransmitted() + " sent again";
    }

    private void printSummary() {
        System.out.printf(Locale.ROOT,
                "{\"packets\":%d,\"acknowledged\":%d,\"retransmitted\":%d,\"seconds\":%.3f}%n",
                sender.packets(), sender.acknowledged(), sender.retransmitted(),
                (System.nanoTime() - beginNanos) / 1e9);
        System.out.flush();
    }

    @Override
    public void close() {
        sender.close();
    }
}
