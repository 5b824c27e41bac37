package org.openrtpd.watchdog.judge;

import java.time.Duration;

/**
 * When RTPID acts.
 *
 * @param start time that a start may take, until RTPD is ready
 * @param port time for which its port may refuse connections
 * @param handshake time for which its port may accept without an answer, or its process may be stopped
 *     by a signal before it is ready
 * @param heartbeat time without a heartbeat, or without an answer to a question, while attached
 * @param stall time without a packet from any unit, though units had been delivering
 * @param stallRestarts restarts for a stall before they back off; 0 for none at all
 * @param probeEvery time without a packet after which, and pause in which, RTPID sends one itself
 * @param unitSilence time without a packet from one unit, while others send; zero for no such limit
 */
public record Limits(Duration start, Duration port, Duration handshake, Duration heartbeat,
        Duration stall, int stallRestarts, Duration probeEvery, Duration unitSilence) {

    /** What the options say by default. */
    public static Limits defaults() {
        return new Limits(Duration.ofMinutes(10), Duration.ofSeconds(15), Duration.ofSeconds(30),
                Duration.ofSeconds(45), Duration.ofMinutes(5), 1, Duration.ofSeconds(30),
                Duration.ofHours(2));
    }
}
