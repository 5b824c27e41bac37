package org.openrtpd.watchdog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.openrtpd.watchdog.judge.Action;
import org.openrtpd.watchdog.judge.Exit;
import org.openrtpd.watchdog.judge.Judgement;
import org.openrtpd.watchdog.judge.Span;
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

    private static final int SHOWN_LINES = 5;
    private static final Duration PROGRESS = Duration.ofSeconds(30);

    private final List<String> command;
    private final AtEnd atEnd;
    private final OutputFile output;
    private final Remembered remembered;
    private final Judgement judgement;
    private final EventLog log;
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
        this.log = log;
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
            log.tell("cannot-start", "the command cannot be run: " + e.getMessage()
                    + "; tried again in " + Span.text(pause), Map.of());
            return;
        }
        judgement.started(now);
        // Before anything else: RTPID may be killed now, and a second one must never be started.
        remember();
        log.tell("started", "started, pid " + pid() + ": " + String.join(" ", command),
                Map.of("pid", pid()));
    }

    private void adopt(long now, ProcessIdentity found, Optional<Place> where, String why) {
        process = Optional.of(ServerProcess.adopt(found));
        place = where;
        if (where.isPresent()) {
            judgement.adopted(now, where.get().pid());
        } else {
            judgement.started(now);
        }
        log.tell("adopted", "it runs already, pid " + pid() + ", and is watched from now on: " + why
                + (found.runs(command) ? "" : ". It runs with other arguments than given now, "
                        + String.join(" ", found.arguments()) + ": the new ones hold from its next"
                        + " start") + (process.get().isStopped() ? ". It is stopped by a signal" : ""),
                Map.of("pid", pid()));
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
        }
        remember();
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
        Duration took = sinceStart();
        log.tell("ready", "ready after " + Span.text(took) + ", pid " + ready.pid(),
                Map.of("pid", ready.pid(), "seconds", took.toMillis() / 1000.0));
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
                log.tell("ready", "it answers at " + found.get().tcp() + ", after "
                        + Span.text(sinceStart()) + ", but its line that says so was not seen. When the disk"
                        + " of " + output.path() + " is full, free space there", Map.of("pid", pid()));
                return;
            }
            List<String> recent = output.recent();
            log.tell("starting", "not ready yet after " + Span.text(sinceStart())
                    + (recent.isEmpty() ? "" : "; it said last: " + recent.get(recent.size() - 1)),
                    Map.of("pid", pid()));
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
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("pid", pid());
        exit.code().ifPresent(code -> facts.put("exitCode", code));
        facts.put("uptimeSeconds", uptime.toMillis() / 1000.0);
        gone();
        Duration pause = judgement.ended(now, exit);
        facts.put("restartInSeconds", pause.toSeconds());
        tellWithLastLines("exited", exit.meaning() + ", after " + Span.text(uptime)
                + ". It is started again " + (pause.isZero() ? "now" : "in " + Span.text(pause)), facts);
    }

    private void gone() {
        process = Optional.empty();
        place = Optional.empty();
        readyLine = Optional.empty();
    }

    private void tellWithLastLines(String event, String sentence, Map<String, Object> facts) {
        List<String> recent = output.recent();
        StringBuilder text = new StringBuilder(sentence);
        if (!recent.isEmpty()) {
            text.append(". It said last:");
            recent.subList(Math.max(0, recent.size() - SHOWN_LINES), recent.size())
                    .forEach(line -> text.append("\n    | ").append(line));
            facts.put("saidLast", String.join("\n", recent));
        }
        log.tell(event, text.toString(), facts);
    }

    @Override
    public void restart(long now, Action.Restart restart) {
        passOn();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("pid", pid());
        facts.put("reason", restart.reason().tag());
        facts.put("advice", restart.reason().advice());
        tellWithLastLines("restarting", "restarting RTPD, pid " + pid() + ", reason "
                + restart.reason().tag() + ": " + restart.sentence(), facts);
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
        Duration pause = judgement.stopped(now);
        log.tell("stopped", sentence(outcome) + ". It is started again "
                + (pause.isZero() ? "now" : "in " + Span.text(pause)), Map.of("pid", pid));
    }

    private void takeDump() {
        if (process.get().isStopped()) {
            log.tell("no-thread-dump", "no thread dump: somebody stopped the process by a signal (it is in"
                    + " state T), so that it does nothing at all", Map.of("pid", pid()));
            return;
        }
        try {
            Optional<Path> dump = dumps.take(process.get(), breath);
            log.tell(dump.isPresent() ? "thread-dump" : "no-thread-dump",
                    dump.map(file -> "what its threads do is kept in " + file)
                            .orElse("no thread dump: it does not answer SIGQUIT"),
                    Map.of("pid", pid(), "file", dump.map(Path::toString).orElse("")));
        } catch (IOException e) {
            log.tell("no-thread-dump", "the thread dump cannot be kept: " + e, Map.of("pid", pid()));
        }
    }

    private static String sentence(Stopping.Outcome outcome) {
        return switch (outcome) {
            case ENDED -> "it ended when it was asked to";
            case KILLED -> "it did not end within its grace and was killed";
            case STILL_THERE -> "it does not end, not even by SIGKILL";
        };
    }

    @Override
    public void end() {
        if (process.isEmpty()) {
            return;
        }
        long pid = pid();
        if (atEnd == AtEnd.LEAVE) {
            log.tell("left-running", "pid " + pid + " is left running; the next rtpid takes it over",
                    Map.of("pid", pid));
            return;
        }
        log.tell("stopping", "stopping pid " + pid, Map.of("pid", pid));
        Stopping.Outcome outcome = stopping.stop(process.get());
        passOn(output.lastLines());
        log.tell("stopped", sentence(outcome), Map.of("pid", pid));
        if (outcome != Stopping.Outcome.STILL_THERE) {
            gone();
        }
        remember();
    }
}
