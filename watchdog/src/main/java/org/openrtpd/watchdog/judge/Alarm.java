package org.openrtpd.watchdog.judge;

/** What somebody has to know. The tag is stable: the hook, metrics and events carry it. */
public enum Alarm {
    SERVER_DOWN("server-down", "RTPD did not do its work and is being restarted",
            "nothing, when it clears; otherwise look at the reason and what RTPD said last"),
    CRASH_LOOP("crash-loop", "RTPD fails again and again",
            "look at what RTPD said last; rtpid goes on starting it, at most once a minute"),
    CANNOT_START("cannot-start", "RTPD cannot be started, and no restart cures that",
            "mend what the message names; rtpid tries once a minute"),
    CANNOT_STOP("cannot-stop", "RTPD does not end, not even by SIGKILL",
            "look at the disk: a process waits like that for a device; rtpid starts no second one"),
    JOURNAL_REFUSES("journal-refuses", "the journal takes no writes",
            "free space on the disk of the data directory, or make it writable; a restart would not"
                    + " help, and recorders keep their packets"),
    NO_RECORDER("no-recorder", "no recorder reaches us",
            "look at the network and the recorders: RTPD itself takes packets in"),
    UNIT_SILENT("unit-silent", "one unit has not sent for long, others do",
            "look at that recorder and its link"),
    WATCH_TURNED_AWAY("watch-turned-away", "RTPD does not let rtpid look",
            "raise --max-clients, or let --allow-client contain this machine; as a recorder: raise"
                    + " --max-units, or let --allow-probe contain it"),
    RESTART_COMMAND_FAILED("restart-command-failed", "the restart command failed",
            "run the command by hand and look at what it says");

    private final String tag;
    private final String meaning;
    private final String advice;

    Alarm(String tag, String meaning, String advice) {
        this.tag = tag;
        this.meaning = meaning;
        this.advice = advice;
    }

    /** Name in the hook, metrics and events. */
    public String tag() {
        return tag;
    }

    /** What it means, for people. */
    public String meaning() {
        return meaning;
    }

    /** What to do. */
    public String advice() {
        return advice;
    }
}
