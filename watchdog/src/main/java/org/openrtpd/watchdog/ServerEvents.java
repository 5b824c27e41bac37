package org.openrtpd.watchdog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openrtpd.watchdog.judge.Action;
import org.openrtpd.watchdog.judge.Exit;
import org.openrtpd.watchdog.judge.Span;
import org.openrtpd.watchdog.process.OutputFile;
import org.openrtpd.watchdog.process.ReadyLine;
import org.openrtpd.watchdog.process.Stopping;
import org.openrtpd.watchdog.report.EventLog;

/** What is told of a {@link SupervisedServer}: sentences for people, and facts for programs. */
final class ServerEvents {

    private static final int SHOWN_LINES = 5;
    private static final String PID = "pid";

    private final EventLog log;
    private final OutputFile output;

    ServerEvents(EventLog log, OutputFile output) {
        this.log = log;
        this.output = output;
    }

    void cannotStart(IOException why, Duration pause) {
        log.tell("cannot-start", "the command cannot be run: " + why.getMessage()
                + "; tried again in " + Span.text(pause), Map.of());
    }

    void started(long pid, List<String> command) {
        log.tell("started", "started, pid " + pid + ": " + String.join(" ", command), Map.of(PID, pid));
    }

    /** @param besides what else is to be known of it, sentences that begin with a full stop, or nothing */
    void adopted(long pid, String why, String besides) {
        log.tell("adopted", "it runs already, pid " + pid + ", and is watched from now on: " + why
                + besides, Map.of(PID, pid));
    }

    void ready(ReadyLine ready, Duration took) {
        log.tell("ready", "ready after " + Span.text(took) + ", pid " + ready.pid(),
                Map.of(PID, ready.pid(), "seconds", took.toMillis() / 1000.0));
    }

    void answersUntold(long pid, Place place, Duration took) {
        log.tell("ready", "it answers at " + place.tcp() + ", after " + Span.text(took)
                + ", but its line that says so was not seen. When the disk of " + output.path()
                + " is full, free space there", Map.of(PID, pid));
    }

    void notReady(long pid, Duration since) {
        List<String> recent = output.recent();
        log.tell("starting", "not ready yet after " + Span.text(since)
                + (recent.isEmpty() ? "" : "; it said last: " + recent.get(recent.size() - 1)),
                Map.of(PID, pid));
    }

    void exited(long pid, Exit exit, Duration uptime, Duration pause) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(PID, pid);
        exit.code().ifPresent(code -> facts.put("exitCode", code));
        facts.put("uptimeSeconds", uptime.toMillis() / 1000.0);
        facts.put("restartInSeconds", pause.toSeconds());
        tellWithLastLines("exited", exit.meaning() + ", after " + Span.text(uptime) + ". "
                + startedAgain(pause), facts);
    }

    void restarting(long pid, Action.Restart restart) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(PID, pid);
        facts.put("reason", restart.reason().tag());
        facts.put("advice", restart.reason().advice());
        tellWithLastLines("restarting", "restarting RTPD, pid " + pid + ", reason "
                + restart.reason().tag() + ": " + restart.sentence(), facts);
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

    void threadDump(long pid, Path file) {
        log.tell("thread-dump", "what its threads do is kept in " + file,
                Map.of(PID, pid, "file", file.toString()));
    }

    void noThreadDump(long pid, String why) {
        log.tell("no-thread-dump", why, Map.of(PID, pid));
    }

    void stopped(long pid, Stopping.Outcome outcome, Duration pause) {
        log.tell("stopped", sentence(outcome) + ". " + startedAgain(pause), Map.of(PID, pid));
    }

    private static String startedAgain(Duration pause) {
        return "It is started again " + (pause.isZero() ? "now" : "in " + Span.text(pause));
    }

    void leftRunning(long pid) {
        log.tell("left-running", "pid " + pid + " is left running; the next rtpid takes it over",
                Map.of(PID, pid));
    }

    void stopping(long pid) {
        log.tell("stopping", "stopping pid " + pid, Map.of(PID, pid));
    }

    void stoppedForGood(long pid, Stopping.Outcome outcome) {
        log.tell("stopped", sentence(outcome), Map.of(PID, pid));
    }

    private static String sentence(Stopping.Outcome outcome) {
        return switch (outcome) {
            case ENDED -> "it ended when it was asked to";
            case KILLED -> "it did not end within its grace and was killed";
            case STILL_THERE -> "it does not end, not even by SIGKILL";
        };
    }
}
