package org.openrtpd.watchdog.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.openrtpd.watchdog.probe.FlowView;
import org.openrtpd.watchdog.probe.ProbeOutcome;

/**
 * Decides what is done with RTPD. It is told what happens, and {@link #next} says what to do about it.
 *
 * <pre>
 *   DOWN      --pause over--&gt;  Start    --started--&gt;  STARTING
 *   STARTING  --ready--&gt;       UP       ; gone --&gt; DOWN ; start limit, stopped --&gt; Restart
 *   UP        --gone--&gt;        DOWN     ; fault, way in shut, stall --&gt; Restart
 *   Restart   --stopped--&gt;     DOWN     ; not even by SIGKILL: Restart again, later, never a second one
 * </pre>
 *
 * A process that never says that it is ready stays STARTING, and is watched as a process only.
 */
public final class Judgement {

    /** Runs that fail in a row before that is an alarm of its own. */
    static final int CRASH_LOOP = 5;
    static final Duration STOP_AGAIN = Duration.ofSeconds(10);

    private final AlarmBoard alarms = new AlarmBoard();
    private final Starting starting;
    private final Watch watch;
    private final StartPauses pauses = new StartPauses();

    private Phase phase = Phase.DOWN;
    private boolean saysReady;
    private long since;
    private long nextAt;
    private final List<Reason> restarts = new ArrayList<>();
    private Reason lastReason = Reason.PROCESS_GONE;

    /** Begins with nothing running, and a start due at once. */
    public Judgement(Limits limits, Memory memory, long now) {
        this.alarms.restore(memory.alarms());
        this.starting = new Starting(limits);
        this.watch = new Watch(limits, memory, alarms, now);
        this.saysReady = memory.saysReady();
        this.nextAt = now;
    }

    /** The process runs. */
    public void started(long now) {
        phase = Phase.STARTING;
        since = now;
        starting.begin(now);
    }

    /** The process was seen stopped by a signal, as SIGSTOP does it. */
    public void seesStopped(long now) {
        starting.isStopped(now);
    }

    /** The process was seen running. */
    public void seesRunning() {
        starting.runs();
    }

    /**
     * RTPD said that it accepts.
     *
     * @param pid process that has to answer at its address, where it is known
     */
    public void ready(long now, OptionalLong pid) {
        up(now);
        watch.begin(now, pid);
        alarms.clear(Alarm.CANNOT_START, "RTPD is ready");
        alarms.clear(Alarm.CANNOT_STOP, "another one runs");
    }

    /** A RTPD that had been ready before RTPID came is watched from now on. */
    public void adopted(long now, OptionalLong pid) {
        up(now);
        watch.adopt(now, pid);
        alarms.clear(Alarm.CANNOT_START, "the RTPD that runs is watched");
    }

    private void up(long now) {
        phase = Phase.UP;
        since = now;
        saysReady = true;
        starting.forgive();
    }

    /** The command cannot be run at all. */
    public Duration cannotStart(long now, String why) {
        alarms.raise(Alarm.CANNOT_START, "the command cannot be run: " + why);
        return down(now, StartPauses.UNCURED);
    }

    /** The process ended by itself. */
    public Duration ended(long now, Exit exit) {
        boolean wasReady = phase == Phase.UP;
        alarms.clear(Alarm.CANNOT_STOP, "the process has ended");
        if (!wasReady && exit.isUncured()) {
            restarts.add(Reason.PROCESS_GONE);
            alarms.raise(Alarm.CANNOT_START, exit.meaning() + ", which no restart cures");
            return down(now, StartPauses.UNCURED);
        }
        if (phase == Phase.STUCK) {
            return down(now, Duration.ZERO);
        }
        failed(now, Reason.PROCESS_GONE, exit.meaning());
        return down(now, pauses.afterEnd());
    }

    /** The process was stopped, as was asked for. */
    public Duration stopped(long now) {
        alarms.clear(Alarm.CANNOT_STOP, "the process has ended");
        return down(now, lastReason == Reason.STALL ? Duration.ZERO : pauses.afterRestart());
    }

    /** The process could not be stopped. */
    public void stillThere(long now) {
        alarms.raise(Alarm.CANNOT_STOP, "the process does not end, not even by SIGKILL");
        phase = Phase.STUCK;
        nextAt = now + STOP_AGAIN.toNanos();
    }

    private Duration down(long now, Duration pause) {
        phase = Phase.DOWN;
        nextAt = now + pause.toNanos();
        return pause;
    }

    private void failed(long now, Reason reason, String sentence) {
        if (now - since >= StartPauses.GOOD_RUN.toNanos()) {
            pauses.goodRun();
        }
        lastReason = reason;
        restarts.add(reason);
        alarms.raise(Alarm.SERVER_DOWN, "RTPD failed: " + sentence);
        if (pauses.failures() + 1 >= CRASH_LOOP) {
            alarms.raise(Alarm.CRASH_LOOP, "RTPD failed " + (pauses.failures() + 1)
                    + " times in a row, last: " + sentence);
        }
    }

    /** What was seen of a RTPD that is ready. */
    public void sees(long now, FlowView view) {
        watch.sees(now, view);
    }

    /** What became of a packet that {@link Action.Probe} asked for. */
    public void probed(long now, ProbeOutcome outcome) {
        watch.probed(now, outcome);
    }

    /** What is to be done now. */
    public Action next(long now) {
        return switch (phase) {
            case DOWN -> now >= nextAt ? new Action.Start() : new Action.Wait();
            case STUCK -> now >= nextAt
                    ? new Action.Restart(lastReason, "the process is still there") : new Action.Wait();
            case STARTING -> starting(now);
            case UP -> watching(now);
        };
    }

    private Action starting(long now) {
        if (!saysReady) {
            recoveredAfter(now, StartPauses.GOOD_RUN);
        }
        Optional<Action.Restart> restart = starting.stopped(now);
        if (restart.isEmpty() && saysReady) {
            restart = starting.tooLong(now);
        }
        restart.ifPresent(due -> failed(now, due.reason(), due.sentence()));
        return restart.isPresent() ? restart.get() : new Action.Wait();
    }

    private Action watching(long now) {
        Action action = watch.next(now);
        if (!(action instanceof Action.Restart restart)) {
            if (watch.isWorking()) {
                // When it fails again soon after a restart, one good look is no recovery.
                recoveredAfter(now, pauses.failures() > 1 ? StartPauses.GOOD_RUN : Duration.ZERO);
            }
        } else if (restart.reason() == Reason.STALL) {
            // It works as far as anybody can see: that is no failure of the run.
            lastReason = Reason.STALL;
            restarts.add(Reason.STALL);
        } else {
            failed(now, restart.reason(), restart.sentence());
        }
        return action;
    }

    private void recoveredAfter(long now, Duration run) {
        if (now - since >= run.toNanos()) {
            alarms.clear(Alarm.SERVER_DOWN, saysReady ? "RTPD answers again" : "it runs again");
            alarms.clear(Alarm.CRASH_LOOP, "RTPD has run well for " + Span.text(now - since));
            alarms.clear(Alarm.CANNOT_START, "it runs again");
        }
        if (now - since >= StartPauses.GOOD_RUN.toNanos()) {
            pauses.goodRun();
        }
    }

    /** The restart command of {@code --attach} did not do its work. */
    public void restartCommandFailed(String sentence) {
        starting.forgive();
        alarms.raise(Alarm.RESTART_COMMAND_FAILED, sentence);
    }

    /** The restart command of {@code --attach} ended well. */
    public void restartCommandWorked() {
        alarms.clear(Alarm.RESTART_COMMAND_FAILED, "the restart command ended well");
    }

    /** Why RTPD was, or is to be, started again, each time since the last call. */
    public List<Reason> takeRestarts() {
        List<Reason> taken = List.copyOf(restarts);
        restarts.clear();
        return taken;
    }

    /** How it goes, in a few words. */
    public String status(long now) {
        return switch (phase) {
            case DOWN -> "RTPD is down, the next start is due in "
                    + Span.text(Math.max(0, nextAt - now));
            case STUCK -> "RTPD does not end";
            case STARTING -> saysReady ? "RTPD is starting" : "running";
            case UP -> watch.status(now);
        };
    }

    /** Where RTPD is between starts. */
    public Phase phase() {
        return phase;
    }

    /** Nanoseconds since it was started, or since it is ready; none while there is no run. */
    public OptionalLong phaseNanos(long now) {
        return phase == Phase.STARTING || phase == Phase.UP
                ? OptionalLong.of(now - since) : OptionalLong.empty();
    }

    /** What became of the last packet that was sent to this run as a recorder. */
    public Optional<ProbeOutcome> lastProbe() {
        return watch.wayIn().outcome();
    }

    /** Nanoseconds since then; only where there is one. */
    public long lastProbeNanos(long now) {
        return now - watch.wayIn().outcomeAt();
    }

    /** The alarms. */
    public AlarmBoard alarms() {
        return alarms;
    }

    /** Whether RTPD is ready and answers. */
    public boolean isUp() {
        return phase == Phase.UP && watch.isAnswered();
    }

    /** Nanoseconds since the last packet of any unit; none when none is known. */
    public OptionalLong silenceNanos(long now) {
        return watch.silenceNanos(now);
    }

    /** Nanoseconds since the last packet, by unit above the limit of silence. */
    public Map<Integer, Long> silentUnits() {
        return watch.silentUnits();
    }

    /** What is to outlive RTPID. */
    public Memory memory() {
        return new Memory(
                watch.isDelivering(), watch.stallRestarts(), saysReady, alarms.texts());
    }
}
