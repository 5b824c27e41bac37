package org.openrtpd.watchdog.judge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The alarms that stand. Only a first occurrence and an end make a notice, whatever is repeated. */
public final class AlarmBoard {

    private record Standing(Alarm alarm, String subject) {}

    private final Set<Standing> standing = new LinkedHashSet<>();
    private final List<AlarmNotice> notices = new ArrayList<>();

    void raise(Alarm alarm, String sentence) {
        raise(alarm, "", sentence);
    }

    void raise(Alarm alarm, String subject, String sentence) {
        if (standing.add(new Standing(alarm, subject))) {
            notices.add(new AlarmNotice(alarm, subject, AlarmNotice.Change.RAISED, sentence));
        }
    }

    void clear(Alarm alarm, String sentence) {
        clear(alarm, "", sentence);
    }

    void clear(Alarm alarm, String subject, String sentence) {
        if (standing.remove(new Standing(alarm, subject))) {
            notices.add(new AlarmNotice(alarm, subject, AlarmNotice.Change.CLEARED, sentence));
        }
    }

    /** Whether an alarm stands, about whatever. */
    public boolean isStanding(Alarm alarm) {
        return standing.stream().anyMatch(each -> each.alarm() == alarm);
    }

    /** The alarms that stand, in words. */
    @Override
    public String toString() {
        return standing.stream().map(each -> (each.alarm().tag() + " " + each.subject()).strip())
                .collect(Collectors.joining(", "));
    }

    /** What began and ended since the last call. */
    public List<AlarmNotice> takeNotices() {
        List<AlarmNotice> taken = List.copyOf(notices);
        notices.clear();
        return taken;
    }
}
