package org.openrtpd.watchdog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.watchdog.judge.Alarm;
import org.openrtpd.watchdog.judge.AlarmNotice;
import org.openrtpd.watchdog.judge.Judgement;
import org.openrtpd.watchdog.judge.Reason;
import org.openrtpd.watchdog.report.AlarmHook;
import org.openrtpd.watchdog.report.EventLog;
import org.openrtpd.watchdog.report.MetricsEndpoint;
import org.openrtpd.watchdog.report.RtpidMeters;
import org.openrtpd.watchdog.report.SystemdNotify;

/** Tells what the judgement found to whoever has to know: people, the hook, metrics, systemd. */
final class Announcer implements AutoCloseable {

    private static final int PLACES = 3;
    private static final long EVERY = Duration.ofSeconds(1).toNanos();
    /** A server that cannot be started is watched all the same; systemd does not wait for it for ever. */
    private static final long LONGEST_START = Duration.ofSeconds(60).toNanos();

    private static final Duration HOOK_LIMIT = Duration.ofSeconds(30);

    private final EventLog log;
    private final Optional<AlarmHook> hook;
    private final RtpidMeters meters;
    private final SystemdNotify systemd;
    private final StatusFacts facts = new StatusFacts();
    private Optional<MetricsEndpoint> endpoint = Optional.empty();
    private volatile Map<String, Object> status = Map.of();
    private long measuredAt = Long.MIN_VALUE / 2;
    private boolean saidReady;
    private String complaint = "";

    private Announcer(EventLog log, Optional<AlarmHook> hook, SystemdNotify systemd) {
        this.log = log;
        this.hook = hook;
        this.meters = new RtpidMeters(Stream.of(Reason.values()).map(Reason::tag).toList(),
                Stream.of(Alarm.values()).map(Alarm::tag).toList());
        this.systemd = systemd;
    }

    /**
     * Opens the ways out.
     *
     * @param alarmCommand what runs when an alarm begins and ends
     * @param http where metrics are served; where that is not possible, it goes without
     */
    static Announcer open(EventLog log, Optional<String> alarmCommand,
            Optional<InetSocketAddress> http, SystemdNotify systemd) {
        Announcer announcer = new Announcer(log, alarmCommand.map(command -> AlarmHook.open(command,
                HOOK_LIMIT, complaint -> log.tell("alarm-command", complaint, Map.of()))), systemd);
        http.ifPresent(announcer::serve);
        return announcer;
    }

    private void serve(InetSocketAddress http) {
        try {
            endpoint = Optional.of(MetricsEndpoint.open(http, meters, () -> status));
        } catch (IOException e) {
            log.tell("no-http", "metrics cannot be served at " + http.getHostString() + ":"
                    + http.getPort() + ": " + e.getMessage() + ". RTPD is watched all the same; free"
                    + " that port, or give --http another, and start rtpid again", Map.of());
        }
    }

    RtpidMeters meters() {
        return meters;
    }

    /** Tells what is new. */
    void tell(long now, Judgement judgement) {
        List<Reason> restarts = judgement.takeRestarts();
        restarts.forEach(reason -> {
            meters.restarted(reason.tag());
            facts.restarted(System.currentTimeMillis(), reason);
        });
        List<AlarmNotice> notices = judgement.alarms().takeNotices();
        notices.forEach(this::tell);
        if (now - measuredAt >= EVERY || !notices.isEmpty() || !restarts.isEmpty()) {
            measuredAt = now;
            measure(now, judgement);
        }
    }

    private void tell(AlarmNotice notice) {
        boolean raised = notice.change() == AlarmNotice.Change.RAISED;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("alarm", notice.alarm().tag());
        facts.put("state", notice.change().name().toLowerCase(Locale.ROOT));
        if (!notice.subject().isEmpty()) {
            facts.put("subject", notice.subject());
        }
        facts.put("meaning", notice.alarm().meaning());
        facts.put("advice", notice.alarm().advice());
        log.tell("alarm", (raised ? "ALARM " : "alarm over: ") + notice.alarm().tag() + ": "
                + notice.sentence() + (raised ? ". What to do: " + notice.alarm().advice() : ""), facts);
        hook.ifPresent(to -> {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("time", EventLog.now());
            told.putAll(facts);
            told.put("message", notice.sentence());
            to.tell(told);
        });
    }

    private void measure(long now, Judgement judgement) {
        meters.up(judgement.isUp() ? 1 : 0);
        Stream.of(Alarm.values()).forEach(alarm -> meters.alarm(
                alarm.tag(), judgement.alarms().isStanding(alarm) ? 1 : 0));
        OptionalLong silence = judgement.silenceNanos(now);
        silence.ifPresent(nanos -> meters.lastPacket(
                System.currentTimeMillis() / 1000 - Duration.ofNanos(nanos).toSeconds()));
        Map<Integer, Long> silent = judgement.silentUnits();
        meters.silentUnitCount(silent.size());
        Map<String, Long> seconds = new LinkedHashMap<>();
        silent.entrySet().stream().limit(StatusFacts.MOST_UNITS).forEach(unit -> seconds.put(
                UnitId.format(unit.getKey()), Duration.ofNanos(unit.getValue()).toSeconds()));
        meters.silentUnits(seconds);
        status = facts.of(now, System.currentTimeMillis(), judgement);
        systemd.status(judgement.status(now));
        if (!saidReady && (judgement.isUp() || now > LONGEST_START || !judgement.memory().saysReady())) {
            saidReady = true;
            systemd.ready();
        }
    }

    /** RTPID itself went wrong; told once while the same goes wrong again and again. */
    void complain(RuntimeException wrong) {
        if (!wrong.toString().equals(complaint)) {
            complaint = wrong.toString();
            log.tell("internal-error", "rtpid itself went wrong, and goes on: " + wrong + ", at "
                    + Stream.of(wrong.getStackTrace()).limit(PLACES).map(Object::toString)
                            .collect(Collectors.joining(", ")) + ". Please report it", Map.of());
        }
    }

    /** RTPID is ending. */
    void stopping() {
        systemd.stopping();
    }

    @Override
    public void close() {
        endpoint.ifPresent(MetricsEndpoint::close);
        hook.ifPresent(AlarmHook::close);
    }
}
