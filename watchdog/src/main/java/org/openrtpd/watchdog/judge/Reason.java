package org.openrtpd.watchdog.judge;

/** Why RTPD is started again. The tag is stable: metrics and events carry it. */
public enum Reason {
    PROCESS_GONE("process-gone", "the process is gone",
            "look at what it said last"),
    START_LIMIT("start-limit", "it did not become ready within --start-limit",
            "look at what it said last: a long recovery of a journal needs a longer limit"),
    PROCESS_STOPPED("process-stopped", "its process was stopped by a signal before it was ready",
            "find out who sent SIGSTOP, or holds it in a debugger"),
    PORT_REFUSED("port-refused", "its port does not accept connections",
            "look at the thread dump, and whether something else has the port"),
    NO_HANDSHAKE("no-handshake", "its port accepts, and nobody answers there",
            "look at the thread dump: the process hangs, or was stopped"),
    NO_HEARTBEAT("no-heartbeat", "its heartbeats or its answers stopped",
            "look at the thread dump: the process hangs, or the machine is overloaded"),
    STALL("stall", "no packet has come from any unit",
            "look at the network and the recorders: RTPD takes packets in"),
    PROBE_FAILED("probe-failed", "a packet that rtpid sends as a recorder is not acknowledged",
            "look at the thread dump, and whether a firewall shuts UDP out");

    private final String tag;
    private final String meaning;
    private final String advice;

    Reason(String tag, String meaning, String advice) {
        this.tag = tag;
        this.meaning = meaning;
        this.advice = advice;
    }

    /** Name in metrics and events. */
    public String tag() {
        return tag;
    }

    /** What is wrong, for people. */
    public String meaning() {
        return meaning;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }

    /** Whether the process is there and does not work, so that a thread dump tells more. */
    public boolean isHang() {
        return this != PROCESS_GONE && this != STALL;
    }
}
