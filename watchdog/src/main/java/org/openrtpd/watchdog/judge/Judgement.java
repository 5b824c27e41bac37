package org.openrtpd.watchdog.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.openrtpd.watchdog.probe.FlowState;
import org.openrtpd.watchdog.probe.FlowView;
import org.openrtpd.watchdog.probe.ProbeOutcome;

/**
 * Decides what is done with RTPD. It is told what happens, and {@link #next} says what to do about it.
 *
 * <pre>
 *   DOWN      --pause over--&gt;  Start    --started--&gt;  STARTING
 *   STARTING  --ready--&gt;       UP       ; gone --&gt; DOWN ; start limit --&gt; Restart
 *   UP        --gone--&gt;        DOWN     ; fault, way in shut, stall --&gt; Restart
 *   Restart   --stopped--&gt;     DOWN     ; not even by SIGKILL: Restart again, later, never a second one
 * </pre>
 *
 * A process that never says that it is ready stays STARTING, and is watched as a process only.
 */
public final class Judgement {

    /** Runs that fail in a row before that is an alarm of its own. */
    static final int CRASH_LOOP = 5;
    /** Attention that a stall needs before RTPID acts on what it was only told. */
    static final Duration OWN_WATCH = Duration.ofSeconds(60);
    /** So often the limit of a start doubles while starts take longer than it. */
    static final int MOST_DOUBLED = 4;
    static final Duration STOP_AGAIN = Duration.ofSeconds(10);

    private static final String AS_RECORDER = "as-recorder";

    private final Limits limits;
    private final AlarmBoard alarms = new AlarmBoard();
    private final PacketFlow flow;
    private final WayIn wayIn;
    private final StallRestarts stalls;
    private final UnitSilence units;
    private final StartPauses pauses = new StartPauses();
    private final Backoff shutPauses = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(30));

    private Phase phase = Phase.DOWN;
    private boolean saysReady;
    private long since;
    private long silentFrom;
    private long nextAt;
    private long shutNextAt;
    private boolean wayInDoubted;
    private int startsTooLong;
    private boolean allAway;
    private OptionalLong stallAskedAt = OptionalLong.empty();
    private Answering answering;
    private final List<Reason> restarts = new ArrayList<>();
    private Reason lastReason = Reason.PROCESS_GONE;

    /** Begins with nothing running, and a start due at once. */
    public Judgement(Limits limits, Memory memory, long now) {
        this.limits = limits;
        this.flow = new PacketFlow(memory);
        this.wayIn = new WayIn(limits);
        this.stalls = new StallRestarts(limits.stallRestarts(), memory.stallRestarts(), now);
        this.units = new UnitSilence(limits.unitSilence());
        this.saysReady = memory.saysReady();
        this.alarms.restore(memory.alarms());
        this.units.restore(alarms.subjects(Alarm.UNIT_SILENT));
        this.nextAt = now;
        this.answering = new Answering(limits, OptionalLong.empty(), now);
    }

    /** The process runs. */
    public void started(long now) {
        phase = Phase.STARTING;
        since = now;
    }

    /**
     * RTPD said that it accepts.
     *
     * @param pid process that has to answer at its address, where it is known
     */
    public void ready(long now, OptionalLong pid) {
        up(now, pid);
        silentFrom = now;
        units.allWereAway(now);
        alarms.clear(Alarm.CANNOT_START, "RTPD is ready");
        alarms.clear(Alarm.CANNOT_STOP, "another one runs");
    }

    /** A RTPD that had been ready before RTPID came is watched from now on. */
    public void adopted(long now, OptionalLong pid) {
        up(now, pid);
        silentFrom = Long.MIN_VALUE / 2;
        alarms.clear(Alarm.CANNOT_START, "the RTPD that runs is watched");
    }

    private void up(long now, OptionalLong pid) {
        phase = Phase.UP;
        since = now;
        saysReady = true;
        startsTooLong = 0;
        answering = new Answering(limits, pid, now);
        wayIn.begin(now);
        stallAskedAt = OptionalLong.empty();
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
        answering.look(now, view);
        if (answering.isTurnedAway()) {
            alarms.raise(Alarm.WATCH_TURNED_AWAY, "RTPD turns rtpid away as a client: " + view.detail());
        } else if (view.state() == FlowState.ATTACHED) {
            alarms.clear(Alarm.WATCH_TURNED_AWAY, "RTPD lets rtpid look again");
        }
        if (view.state() == FlowState.ATTACHED && flow.look(now, since, view)) {
            packetCame(now);
        }
        if (flow.newest().orElse(now) <= now - limits.stall().toNanos()) {
            allAway = true;
        } else if (flow.isSeen(now)) {
            units.look(now, flow.lastByUnit(), alarms);
        }
    }

    private void packetCame(long now) {
        if (allAway) {
            allAway = false;
            units.allWereAway(now);
        }
        alarms.clear(Alarm.NO_RECORDER, "packets come again");
        stalls.reset();
        stallAskedAt = OptionalLong.empty();
        wayIn.isOpen();
        wayInIsGood();
    }

    private void wayInIsGood() {
        alarms.clear(Alarm.JOURNAL_REFUSES, "the journal takes writes again");
        wayInDoubted = false;
        shutPauses.reset();
        shutNextAt = 0;
    }

    /** What became of a packet that {@link Action.Probe} asked for. */
    public void probed(long now, ProbeOutcome outcome) {
        wayIn.probed(now, outcome);
        switch (outcome) {
            case ACKNOWLEDGED -> wayInIsGood();
            case JOURNAL_REFUSES -> {
                // It answers: that it takes nothing in is no fault of its own.
                wayInDoubted = false;
                alarms.raise(Alarm.JOURNAL_REFUSES,
                        "RTPD says that its journal takes no writes; a restart would not help");
            }
            case TURNED_AWAY -> {
                wayInDoubted = false;
                alarms.raise(Alarm.WATCH_TURNED_AWAY, AS_RECORDER,
                        "RTPD turns rtpid away as a recorder, so that no packet of its own tells"
                                + " whether others could come in");
            }
            case NO_ANSWER, NOT_ACKNOWLEDGED -> { }
        }
        if (outcome == ProbeOutcome.ACKNOWLEDGED || outcome == ProbeOutcome.JOURNAL_REFUSES) {
            alarms.clear(Alarm.WATCH_TURNED_AWAY, AS_RECORDER, "RTPD hears rtpid as a recorder again");
        }
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
        // A recovery that needs longer than the limit must come to its end at last.
        Duration limit = limits.start().multipliedBy(
                1L << Math.min(startsTooLong, MOST_DOUBLED));
        if (saysReady && now - since >= limit.toNanos()) {
            startsTooLong++;
            return restart(now, Reason.START_LIMIT,
                    "it did not become ready within " + Span.text(limit));
        }
        return new Action.Wait();
    }

    private Action watching(long now) {
        Optional<Reason> fault = answering.fault(now);
        if (fault.isPresent()) {
            return restart(now, fault.get(), answering.sentence(now, fault.get()));
        }
        if (answering.isWell() && !wayInDoubted) {
            // When it fails again soon after a restart, one good look is no recovery.
            recoveredAfter(now, pauses.failures() > 1 ? StartPauses.GOOD_RUN : Duration.ZERO);
        }
        if (wayIn.isShut() && now >= shutNextAt) {
            wayInDoubted = true;
            shutNextAt = now + shutPauses.next().toNanos();
            return restart(now, Reason.PROBE_FAILED, "of " + WayIn.TRIES
                    + " packets that rtpid sent as a recorder none was acknowledged; the last "
                    + wayIn.last());
        }
        long silence = now - Math.max(flow.newest().orElse(since), silentFrom);
        if (isStalled(now, silence)) {
            Optional<Action> restart = stalled(now, silence);
            if (restart.isPresent()) {
                return restart.get();
            }
        }
        return wayIn.takesTurn(now, silence) ? new Action.Probe() : new Action.Wait();
    }

    private boolean isStalled(long now, long silence) {
        return flow.isDelivering() && flow.isSeen(now) && silence >= limits.stall().toNanos()
                && now - since >= Math.min(limits.stall().toNanos(), OWN_WATCH.toNanos());
    }

    private Optional<Action> stalled(long now, long silence) {
        if (stallAskedAt.isEmpty()) {
            stallAskedAt = OptionalLong.of(now);
            wayIn.hurry(now);
            return Optional.empty();
        }
        Optional<ProbeOutcome> found = wayIn.foundSince(stallAskedAt.getAsLong());
        if (found.isEmpty() || found.get() == ProbeOutcome.JOURNAL_REFUSES) {
            return Optional.empty();
        }
        String sentence = "no packet has come from any unit for "
                + Span.text(Math.max(silence, silenceNanos(now).orElse(silence)))
                + "; a packet that rtpid sent as a recorder " + wayIn.last();
        alarms.raise(Alarm.NO_RECORDER, "no recorder reaches us: " + sentence);
        if (!stalls.isDue(now)) {
            return Optional.empty();
        }
        stalls.restarted(now);
        lastReason = Reason.STALL;
        restarts.add(Reason.STALL);
        return Optional.of(new Action.Restart(Reason.STALL, sentence));
    }

    private Action restart(long now, Reason reason, String sentence) {
        failed(now, reason, sentence);
        return new Action.Restart(reason, sentence);
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
        startsTooLong = 0;
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
            case UP -> (answering.isWell() ? "RTPD answers" : "RTPD does not answer")
                    + flow.newest().stream().mapToObj(newest -> ", last packet "
                            + Span.text(now - newest) + " ago").findFirst().orElse("");
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
        return wayIn.outcome();
    }

    /** Nanoseconds since then; only where there is one. */
    public long lastProbeNanos(long now) {
        return now - wayIn.outcomeAt();
    }

    /** The alarms. */
    public AlarmBoard alarms() {
        return alarms;
    }

    /** Whether RTPD is ready and answers. */
    public boolean isUp() {
        return phase == Phase.UP && answering.isWell();
    }

    /** Nanoseconds since the last packet of any unit; none when none is known. */
    public OptionalLong silenceNanos(long now) {
        OptionalLong newest = flow.newest();
        return newest.isPresent() ? OptionalLong.of(now - newest.getAsLong()) : OptionalLong.empty();
    }

    /** Nanoseconds since the last packet, by unit above the limit of silence. */
    public Map<Integer, Long> silentUnits() {
        return Map.copyOf(units.silent());
    }

    /** What is to outlive RTPID. */
    public Memory memory() {
        return new Memory(flow.isDelivering(), stalls.done(), saysReady, alarms.texts());
    }
}
