package org.openrtpd.watchdog.judge;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openrtpd.protocol.record.UnitId;

/**
 * Units that have not sent for long while others do. At most {@link #MOST} have an alarm of their own: when
 * more are silent, something else is wrong, and one alarm more says how many.
 */
final class UnitSilence {

    static final int MOST = 50;
    /** Longest time for recorders to come back after RTPD, or the network, was away. */
    static final Duration RETURN = Duration.ofMinutes(5);

    private static final String OTHERS = "others";

    private final long limit;
    private final Set<Integer> alarmed = new HashSet<>();
    private final Map<Integer, Long> silent = new TreeMap<>();
    private long quietUntil;

    UnitSilence(Duration limit) {
        this.limit = limit.toNanos();
    }

    /** Takes over the units whose silence the last RTPID told. */
    void restore(List<String> units) {
        units.stream().filter(unit -> unit.matches("[0-9A-F]{4,8}")).limit(MOST)
                .forEach(unit -> alarmed.add(UnitId.parse(unit)));
    }

    /** RTPD or all units were away: nobody is blamed for a while. */
    void allWereAway(long now) {
        quietUntil = now + Math.min(RETURN.toNanos(), limit);
    }

    void look(long now, Map<Integer, Long> lastByUnit, AlarmBoard alarms) {
        silent.clear();
        if (limit == 0) {
            return;
        }
        lastByUnit.forEach((unit, at) -> {
            if (now - at >= limit) {
                silent.put(unit, now - at);
            }
        });
        alarmed.removeIf(unit -> {
            if (lastByUnit.containsKey(unit) && !silent.containsKey(unit)) {
                alarms.clear(Alarm.UNIT_SILENT, UnitId.format(unit),
                        "unit " + UnitId.format(unit) + " sends again");
                return true;
            }
            return false;
        });
        if (now >= quietUntil) {
            blame(alarms);
        }
    }

    private void blame(AlarmBoard alarms) {
        silent.forEach((unit, nanos) -> {
            if (alarmed.size() < MOST && alarmed.add(unit)) {
                alarms.raise(Alarm.UNIT_SILENT, UnitId.format(unit), "unit " + UnitId.format(unit)
                        + " has not sent for " + Span.text(nanos) + ", others do");
            }
        });
        int others = silent.size() - alarmed.size();
        if (others > 0) {
            alarms.raise(Alarm.UNIT_SILENT, OTHERS, others + " more units have not sent for "
                    + Span.text(limit) + "; they are not told one by one");
        } else {
            alarms.clear(Alarm.UNIT_SILENT, OTHERS, "no more units are silent than are told one by one");
        }
    }

    /** Nanoseconds since the last packet, by unit above the limit. */
    Map<Integer, Long> silent() {
        return silent;
    }
}
