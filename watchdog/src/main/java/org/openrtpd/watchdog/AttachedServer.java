package org.openrtpd.watchdog;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.openrtpd.watchdog.judge.Action;
import org.openrtpd.watchdog.judge.Judgement;
import org.openrtpd.watchdog.judge.Span;
import org.openrtpd.watchdog.probe.FlowState;
import org.openrtpd.watchdog.probe.FlowView;
import org.openrtpd.watchdog.process.ShellCommand;
import org.openrtpd.watchdog.report.EventLog;

/** A RTPD that somebody else starts: RTPID looks at it, and has it restarted by a command. */
final class AttachedServer implements Server {

    /** A command may only order the restart: the old RTPD goes on answering while it ends. */
    private static final Duration OLD_ONE = Duration.ofMinutes(1);

    private final Place place;
    private final ShellCommand restartCommand;
    private final Remembered remembered;
    private final Judgement judgement;
    private final EventLog log;

    private boolean waiting;
    private boolean restarted;
    private long waitingSince;
    private boolean goneSinceRestart = true;
    private long pidBefore;
    private long knownPid;

    AttachedServer(Place place, ShellCommand restartCommand, Remembered remembered,
            Judgement judgement, EventLog log) {
        this.place = place;
        this.restartCommand = restartCommand;
        this.remembered = remembered;
        this.judgement = judgement;
        this.log = log;
    }

    @Override
    public Optional<Place> place() {
        return Optional.of(place);
    }

    @Override
    public void start(long now) {
        waiting = true;
        waitingSince = now;
        judgement.started(now);
        if (!restarted) {
            log.tell("watching", "watching the RTPD at " + place.tcp(), Map.of());
        }
    }

    @Override
    public void look(long now, Optional<FlowView> view) {
        boolean answers = view.map(FlowView::state)
                .filter(state -> state == FlowState.ATTACHED || state == FlowState.TURNED_AWAY)
                .isPresent();
        long known = view.flatMap(seen -> seen.serverPid().stream().boxed().findFirst()).orElse(0L);
        goneSinceRestart |= !answers || known != pidBefore;
        knownPid = known;
        boolean isOld = !goneSinceRestart && now - waitingSince < OLD_ONE.toNanos();
        if (waiting && answers && !isOld) {
            waiting = false;
            view.get().serverPid().ifPresentOrElse(
                    pid -> tellAnswers(now, " as pid " + pid), () -> tellAnswers(now, ""));
            if (restarted) {
                judgement.ready(now, OptionalLong.empty());
            } else {
                judgement.adopted(now, OptionalLong.empty());
            }
        }
        remembered.leave(Optional.empty(), Optional.empty(), judgement.memory());
    }

    private void tellAnswers(long now, String who) {
        log.tell("ready", "RTPD answers" + who + ", after "
                + Span.text(Duration.ofNanos(now - waitingSince)), Map.of());
    }

    @Override
    public void restart(long now, Action.Restart restart) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("reason", restart.reason().tag());
        facts.put("advice", restart.reason().advice());
        log.tell("restarting", "restarting RTPD, reason " + restart.reason().tag() + ": "
                + restart.sentence(), facts);
        ShellCommand.Result result = restartCommand.run();
        String said = result.output().isEmpty() ? "" : ". It said:\n    | "
                + String.join("\n    | ", result.output());
        log.tell("restart-command", "the restart command " + result.outcome() + said, Map.of());
        if (result.isGood()) {
            judgement.restartCommandWorked();
        } else {
            judgement.restartCommandFailed("the restart command " + result.outcome() + said);
        }
        restarted = true;
        goneSinceRestart = false;
        pidBefore = knownPid;
        judgement.stopped(now);
    }

    @Override
    public void end() {
        log.tell("left-running", "RTPD is left running: rtpid has not started it", Map.of());
    }
}
