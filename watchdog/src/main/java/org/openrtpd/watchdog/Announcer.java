package org.openrtpd.watchdog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openrtpd.watchdog.judge.AlarmNotice;
import org.openrtpd.watchdog.report.EventLog;

/** Tells alarms that begin and end to whoever has to know. */
final class Announcer {

    private final EventLog log;

    Announcer(EventLog log) {
        this.log = log;
    }

    void tell(List<AlarmNotice> notices) {
        notices.forEach(this::tell);
    }

    private void tell(AlarmNotice notice) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("alarm", notice.alarm().tag());
        facts.put("state", notice.change().name().toLowerCase(Locale.ROOT));
        if (!notice.subject().isEmpty()) {
            facts.put("subject", notice.subject());
        }
        facts.put("meaning", notice.alarm().meaning());
        facts.put("advice", notice.alarm().advice());
        boolean raised = notice.change() == AlarmNotice.Change.RAISED;
        log.tell("alarm", (raised ? "ALARM " : "alarm over: ") + notice.alarm().tag() + ": "
                + notice.sentence() + (raised ? ". What to do: " + notice.alarm().advice() : ""), facts);
    }
}
