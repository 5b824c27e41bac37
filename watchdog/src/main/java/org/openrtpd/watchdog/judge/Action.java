package org.openrtpd.watchdog.judge;

/** What is to be done now. */
public sealed interface Action {

    /** Nothing: look again soon. */
    record Wait() implements Action {}

    /** RTPD is to be started. */
    record Start() implements Action {}

    /** RTPD is to be stopped, whatever it does, and will be started then. */
    record Restart(Reason reason, String sentence) implements Action {}

    /** A packet is to be sent as a recorder; {@link Judgement#probed} is told what became of it. */
    record Probe() implements Action {}
}
