package org.openrtpd.watchdog.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The alarms that stand. Only a first occurrence and an end make a notice, whatever is repeated. */
public final class AlarmBoard {

    private record About(Alarm alarm, String subject) {}

    private final Map<About, AlarmNotice> standing = new LinkedHashMap<>();
    private final List<AlarmNotice> notices = new ArrayList<>();

    void raise(Alarm alarm, String sentence) {
        raise(alarm, "", sentence);
    }

    void raise(Alarm alarm, String subject, String sentence) {
        AlarmNotice notice =
                new AlarmNotice(alarm, subject, AlarmNotice.Change.RAISED, sentence);
        if (standing.putIfAbsent(new About(alarm, subject), notice) == null) {
            notices.add(notice);
        }
    }

    void clear(Alarm alarm, String sentence) {
        clear(alarm, "", sentence);
    }

    void clear(Alarm alarm, String subject, String sentence) {
        if (standing.remove(new About(alarm, subject)) != null) {
            notices.add(new AlarmNotice(alarm, subject, AlarmNotice.Change.CLEARED, sentence));
        }
    }

    /** Whether an alarm stands, about whatever. */
    public boolean isStanding(Alarm alarm) {
        return standing.keySet().stream().anyMatch(each -> each.alarm() == alarm);
    }

    /** The alarms that stand, each as it was told when it began, oldest first. */
    public List<AlarmNotice> standing() {
        return List.copyOf(standing.values());
    }

    /** What began and ended since the last call. */
    public List<AlarmNotice> takeNotices() {
        List<AlarmNotice> taken = List.copyOf(notices);
        notices.clear();
        return taken;
    }
}
