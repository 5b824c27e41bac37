package org.openrtpd.watchdog;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.watchdog.judge.AlarmNotice;
import org.openrtpd.watchdog.judge.Judgement;
import org.openrtpd.watchdog.judge.Reason;

/**
 * What RTPID tells at {@code /status}, and RTPD's page shows: the state, restarts since RTPID was
 * started, alarms, the last probe and silent units. {@code docs/openapi.json} has the fields. One thread.
 */
final class StatusFacts {

    static final int MOST_UNITS = 50;

    private final Map<Reason, Integer> restarts = new EnumMap<>(Reason.class);
    private long lastRestartMillis;
    private String lastReason = "";

    /** RTPD was, or is to be, started again. */
    void restarted(long nowMillis, Reason reason) {
        restarts.merge(reason, 1, Integer::sum);
        lastRestartMillis = nowMillis;
        lastReason = reason.tag();
    }

    /**
     * All of it.
     *
     * @param now of the judgement's clock, nanoseconds
     * @param nowMillis the same moment, milliseconds since 1970 UTC
     */
    Map<String, Object> of(long now, long nowMillis, Judgement judgement) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("up", judgement.isUp());
        facts.put("state", lower(judgement.phase()));
        facts.put("status", judgement.status(now));
        facts.put("sinceMs", ago(nowMillis, judgement.phaseNanos(now)));
        facts.put("lastPacketMs", ago(nowMillis, judgement.silenceNanos(now)));
        facts.put("restartCount", restarts.values().stream().mapToInt(Integer::intValue).sum());
        facts.put("lastRestartMs", restarts.isEmpty() ? null : lastRestartMillis);
        facts.put("lastRestartReason", restarts.isEmpty() ? null : lastReason);
        facts.put("lastProbe", judgement.lastProbe().map(StatusFacts::lower).orElse(null));
        facts.put("lastProbeMs", judgement.lastProbe().map(outcome ->
                ago(nowMillis, OptionalLong.of(judgement.lastProbeNanos(now)))).orElse(null));
        facts.put("silentUnitCount", judgement.silentUnits().size());
        facts.put("alarms", judgement.alarms().standing().stream().map(StatusFacts::alarm).toList());
        facts.put("restarts", restarts.entrySet().stream().map(StatusFacts::restart).toList());
        facts.put("silentUnits", silentUnits(judgement));
        return facts;
    }

    private static Long ago(long nowMillis, OptionalLong nanos) {
        return nanos.isPresent()
                ? Long.valueOf(nowMillis - Duration.ofNanos(nanos.getAsLong()).toMillis()) : null;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> alarm(AlarmNotice notice) {
        Map<String, Object> alarm = new LinkedHashMap<>();
        alarm.put("alarm", notice.alarm().tag());
        alarm.put("subject", notice.subject());
        alarm.put("message", notice.sentence());
        alarm.put("advice", notice.alarm().advice());
        return alarm;
    }

    private static Map<String, Object> restart(Map.Entry<Reason, Integer> count) {
        Map<String, Object> restart = new LinkedHashMap<>();
        restart.put("reason", count.getKey().tag());
        restart.put("count", count.getValue());
        restart.put("meaning", count.getKey().meaning());
        return restart;
    }

    private static List<Map<String, Object>> silentUnits(Judgement judgement) {
        return judgement.silentUnits().entrySet().stream()
                .sorted(Map.Entry.comparingByKey()).limit(MOST_UNITS).map(unit -> {
                    Map<String, Object> silent = new LinkedHashMap<>();
                    silent.put("unit", UnitId.format(unit.getKey()));
                    silent.put("silenceSeconds", Duration.ofNanos(unit.getValue()).toSeconds());
                    return silent;
                }).toList();
    }
}
