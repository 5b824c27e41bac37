package org.openrtpd.watchdog.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The alarms that stand. Only a first occurrence and an end make a notice, whatever is repeated. */
public final class AlarmBoard {

    private record About(Alarm alarm, String subject) {

        String text() {
            return (alarm.tag() + " " + subject).strip();
        }
    }

    private final Map<About, AlarmNotice> standing = new LinkedHashMap<>();
    private final List<AlarmNotice> notices = new ArrayList<>();

    /** Takes over what stood when the last RTPID ended: it was told, and only its end is news. */
    void restore(List<String> texts) {
        for (String text : texts) {
            String[] words = text.split(" ", 2);
            String subject = words.length > 1 ? words[1] : "";
            Stream.of(Alarm.values()).filter(each -> each.tag().equals(words[0])).findFirst()
                    .ifPresent(alarm -> standing.put(new About(alarm, subject), new AlarmNotice(
                            alarm, subject, AlarmNotice.Change.RAISED, alarm.meaning())));
        }
    }

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

    /** The same for the next RTPID: each its tag and, behind a blank, its subject where it has one. */
    List<String> texts() {
        return standing.keySet().stream().map(About::text).toList();
    }

    /** What the alarms of a kind that stand are about. */
    List<String> subjects(Alarm alarm) {
        return standing.keySet().stream()
                .filter(each -> each.alarm() == alarm).map(About::subject).toList();
    }

    /** What began and ended since the last call. */
    public List<AlarmNotice> takeNotices() {
        List<AlarmNotice> taken = List.copyOf(notices);
        notices.clear();
        return taken;
    }
}
