package org.openrtpd.watchdog.judge;

/**
 * An alarm that began or ended.
 *
 * @param subject what it is about where there can be several, as a unit id; else empty
 * @param sentence what happened, for people
 */
public record AlarmNotice(Alarm alarm, String subject, Change change, String sentence) {

    /** Which of the two. */
    public enum Change { RAISED, CLEARED }
}
