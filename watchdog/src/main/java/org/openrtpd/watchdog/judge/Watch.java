package org.openrtpd.watchdog.judge;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.openrtpd.watchdog.probe.FlowState;
import org.openrtpd.watchdog.probe.FlowView;
import org.openrtpd.watchdog.probe.ProbeOutcome;

/**
 * What is seen of a RTPD that is ready: whether it answers, whether packets can come in, and whether any
 * do. It outlives single runs, since units that were silent before a restart still are after it.
 */
final class Watch {

    /** Attention that a stall needs before RTPID acts on what it was only told. */
    static final Duration OWN_WATCH = Duration.ofSeconds(60);

    private static final String AS_RECORDER = "as-recorder";

    private final Limits limits;
    private final AlarmBoard alarms;
    private final PacketFlow flow;
    private final WayIn wayIn;
    private final StallRestarts stalls;
    private final UnitSilence units;
    private final Backoff shutPauses = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(30));

    private Answering answering;
    private long since;
    private long silentFrom;
    private long shutNextAt;
    private boolean wayInDoubted;
    private boolean allAway;
    private OptionalLong stallAskedAt = OptionalLong.empty();

    Watch(Limits limits, Memory memory, AlarmBoard alarms, long now) {
        this.limits = limits;
        this.alarms = alarms;
        this.flow = new PacketFlow(memory);
        this.wayIn = new WayIn(limits);
        this.stalls = new StallRestarts(limits.stallRestarts(), memory.stallRestarts(), now);
        this.units = new UnitSilence(limits.unitSilence());
        this.units.restore(alarms.subjects(Alarm.UNIT_SILENT));
        this.answering = new Answering(limits, OptionalLong.empty(), now);
    }

    /**
     * Begins with a RTPD that has just become ready: silence counts from now.
     *
     * @param pid process that has to answer at its address, where it is known
     */
    void begin(long now, OptionalLong pid) {
        adopt(now, pid);
        silentFrom = now;
        units.allWereAway(now);
    }

    /** The same with one that was ready before RTPID came. */
    void adopt(long now, OptionalLong pid) {
        since = now;
        silentFrom = Long.MIN_VALUE / 2;
        answering = new Answering(limits, pid, now);
        wayIn.begin(now);
        stallAskedAt = OptionalLong.empty();
    }

    void sees(long now, FlowView view) {
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

    void probed(long now, ProbeOutcome outcome) {
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

    /** What is to be done about what was seen: wait, probe or restart. */
    Action next(long now) {
        Optional<Reason> fault = answering.fault(now);
        if (fault.isPresent()) {
            return new Action.Restart(fault.get(), answering.sentence(now, fault.get()));
        }
        if (wayIn.isShut() && now >= shutNextAt) {
            wayInDoubted = true;
            shutNextAt = now + shutPauses.next().toNanos();
            return new Action.Restart(Reason.PROBE_FAILED, "of " + WayIn.TRIES
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
        return Optional.of(new Action.Restart(Reason.STALL, sentence));
    }

    /** Whether it answers. */
    boolean isAnswered() {
        return answering.isWell();
    }

    /** Whether it answers, and nothing speaks against its taking packets in. */
    boolean isWorking() {
        return answering.isWell() && !wayInDoubted;
    }

    /** How it goes, in a few words. */
    String status(long now) {
        return (answering.isWell() ? "RTPD answers" : "RTPD does not answer")
                + flow.newest().stream().mapToObj(newest -> ", last packet "
                        + Span.text(now - newest) + " ago").findFirst().orElse("");
    }

    /** The way in, as it was last tried. */
    WayIn wayIn() {
        return wayIn;
    }

    /** Nanoseconds since the last packet of any unit; none when none is known. */
    OptionalLong silenceNanos(long now) {
        OptionalLong newest = flow.newest();
        return newest.isPresent() ? OptionalLong.of(now - newest.getAsLong()) : OptionalLong.empty();
    }

    /** Nanoseconds since the last packet, by unit above the limit of silence. */
    Map<Integer, Long> silentUnits() {
        return Map.copyOf(units.silent());
    }

    /** Whether units have ever delivered. */
    boolean isDelivering() {
        return flow.isDelivering();
    }

    /** Restarts for a stall since the last packet. */
    int stallRestarts() {
        return stalls.done();
    }
}
