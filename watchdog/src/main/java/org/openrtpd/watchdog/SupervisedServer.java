package org.openrtpd.watchdog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.openrtpd.watchdog.judge.Action;
import org.openrtpd.watchdog.judge.Exit;
import org.openrtpd.watchdog.judge.Judgement;
import org.openrtpd.watchdog.probe.FlowView;
import org.openrtpd.watchdog.process.OutputFile;
import org.openrtpd.watchdog.process.ProcessIdentity;
import org.openrtpd.watchdog.process.ReadyLine;
import org.openrtpd.watchdog.process.ServerProcess;
import org.openrtpd.watchdog.process.StateDirectory;
import org.openrtpd.watchdog.process.Stopping;
import org.openrtpd.watchdog.process.ThreadDumps;
import org.openrtpd.watchdog.report.EventLog;

/** A RTPD, or any command, that RTPID runs itself. */
final class SupervisedServer implements Server {

    /** What becomes of it when RTPID ends. */
    enum AtEnd { STOP, LEAVE }

    private static final Duration PROGRESS = Duration.ofSeconds(30);

    private final List<String> command;
    private final AtEnd atEnd;
    private final OutputFile output;
    private final Remembered remembered;
    private final Judgement judgement;
    private final ServerEvents events;
    private final Stopping stopping;
    private final ThreadDumps dumps;
    private final RunningServer running;
    private final Runnable breath;

    private Optional<ServerProcess> process = Optional.empty();
    private Optional<ReadyLine> readyLine = Optional.empty();
    private Optional<Place> place = Optional.empty();
    private boolean looked;
    private long startedNanos;
    private long progressNanos;

    SupervisedServer(List<String> command, AtEnd atEnd, StateDirectory state, Remembered remembered,
            Judgement judgement, EventLog log, Duration grace, Runnable breath) {
        this.command = command;
        this.atEnd = atEnd;
        this.output = state.output();
        this.remembered = remembered;
        this.judgement = judgement;
        this.events = new ServerEvents(log, state.output());
        this.stopping = new Stopping(grace, breath);
        this.dumps = new ThreadDumps(state);
        this.running = new RunningServer(command, output, breath);
        this.breath = breath;
    }

    @Override
    public Optional<Place> place() {
        return place;
    }

    @Override
    public void start(long now) {
        startedNanos = System.nanoTime();
        progressNanos = startedNanos;
        if (!looked) {
            looked = true;
            Optional<ProcessIdentity> before = remembered.runningProcess(command);
            if (before.isPresent()) {
                Optional<ReadyLine> said = remembered.ready()
                        .or(() -> output.readyLineOf(before.get().pid()));
                adopt(now, before.get(), said.map(Place::of), "its number, the moment of its start and"
                        + " its command line are those of the one that the last rtpid watched");
                readyLine = said;
                return;
            }
        }
        passOn();
        output.forget();
        try {
            process = Optional.of(ServerProcess.start(command, output));
        } catch (IOException e) {
            Duration pause = judgement.cannotStart(now, e.getMessage());
            events.cannotStart(e, pause);
            return;
        }
        judgement.started(now);
        // Before anything else: RTPID may be killed now, and a second one must never be started.
        remember();
        events.started(pid(), command);
    }

    private void adopt(long now, ProcessIdentity found, Optional<Place> where, String why) {
        process = Optional.of(ServerProcess.adopt(found));
        place = where;
        if (where.isPresent()) {
            judgement.adopted(now, where.get().pid());
        } else {
            judgement.started(now);
        }
        events.adopted(pid(), why, (found.runs(command) ? "" : ". It runs with other arguments than given"
                + " now, " + String.join(" ", found.arguments()) + ": the new ones hold from its next"
                + " start") + (process.get().isStopped() ? ". It is stopped by a signal" : ""));
    }

    private long pid() {
        return process.map(ServerProcess::pid).orElse(-1L);
    }

    @Override
    public void look(long now, Optional<FlowView> view) {
        List<String> lines = passOn();
        if (process.isPresent() && place.isEmpty()) {
            lines.stream().flatMap(line -> ReadyLine.parse(line).stream()).findFirst()
                    .ifPresentOrElse(ready -> ready(now, ready), () -> showProgress(now));
        }
        if (process.isPresent() && !process.get().isAlive()) {
            passOn(output.lastLines());
            ended(now);
        } else if (process.isPresent() && place.isEmpty()) {
            lookWhetherStopped(now, process.get());
        }
        remember();
    }

    /** Nobody can ask a RTPD that is not ready yet; that its process is held still can be seen. */
    private void lookWhetherStopped(long now, ServerProcess unready) {
        if (unready.isStopped()) {
            judgement.seesStopped(now);
        } else {
            judgement.seesRunning();
        }
    }

    private void remember() {
        remembered.leave(process.map(ServerProcess::identity), readyLine, judgement.memory());
    }

    private List<String> passOn() {
        return passOn(output.newLines());
    }

    /** Passes what was printed on: the line that says ready to stdout, the others to stderr. */
    private static List<String> passOn(List<String> lines) {
        for (String line : lines) {
            if (ReadyLine.parse(line).isPresent()) {
                System.out.println(line);
                System.out.flush();
            } else {
                System.err.println(line);
            }
        }
        return lines;
    }

    private void ready(long now, ReadyLine ready) {
        readyLine = Optional.of(ready);
        place = Optional.of(Place.of(ready));
        judgement.ready(now, OptionalLong.of(ready.pid()));
        events.ready(ready, sinceStart());
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private void showProgress(long now) {
        if (judgement.memory().saysReady()
                && System.nanoTime() - progressNanos > PROGRESS.toNanos()) {
            progressNanos = System.nanoTime();
            Optional<Place> found = running.placeOf(pid());
            if (found.isPresent()) {
                place = found;
                judgement.ready(now, found.get().pid());
                events.answersUntold(pid(), found.get(), sinceStart());
                return;
            }
            events.notReady(pid(), sinceStart());
        }
    }

    private void ended(long now) {
        Exit exit = new Exit(process.get().exitCode());
        Duration uptime = sinceStart();
        if (place.isEmpty()) {
            Optional<RunningServer.Found> found = running.after(output.recent());
            if (found.isPresent()) {
                adopt(now, found.get().process(), found.get().place(),
                        "a second one could not start because of it, and its command line is ours");
                return;
            }
        }
        long pid = pid();
        gone();
        events.exited(pid, exit, uptime, judgement.ended(now, exit));
    }

    private void gone() {
        process = Optional.empty();
        place = Optional.empty();
        readyLine = Optional.empty();
    }

    @Override
    public void restart(long now, Action.Restart restart) {
        passOn();
        events.restarting(pid(), restart);
        if (restart.reason().isHang()) {
            takeDump();
        }
        Stopping.Outcome outcome = stopping.stop(process.get());
        passOn(output.lastLines());
        if (outcome == Stopping.Outcome.STILL_THERE) {
            judgement.stillThere(now);
            return;
        }
        long pid = pid();
        gone();
        events.stopped(pid, outcome, judgement.stopped(now));
    }

    private void takeDump() {
        if (process.get().isStopped()) {
            events.noThreadDump(pid(), "no thread dump: somebody stopped the process by a signal (it is in"
                    + " state T), so that it does nothing at all");
            return;
        }
        try {
            Optional<Path> dump = dumps.take(process.get(), breath);
            dump.ifPresentOrElse(file -> events.threadDump(pid(), file),
                    () -> events.noThreadDump(pid(), "no thread dump: it does not answer SIGQUIT"));
        } catch (IOException e) {
            events.noThreadDump(pid(), "the thread dump cannot be kept: " + e);
        }
    }

    @Override
    public void end() {
        if (process.isEmpty()) {
            return;
        }
        long pid = pid();
        if (atEnd == AtEnd.LEAVE) {
            events.leftRunning(pid);
            return;
        }
        events.stopping(pid);
        Stopping.Outcome outcome = stopping.stop(process.get());
        passOn(output.lastLines());
        events.stoppedForGood(pid, outcome);
        if (outcome != Stopping.Outcome.STILL_THERE) {
            gone();
        }
        remember();
    }
}
