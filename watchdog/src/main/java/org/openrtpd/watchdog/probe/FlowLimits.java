package org.openrtpd.watchdog.probe;

import java.time.Duration;

/**
 * How patient {@link FlowProbe} is.
 *
 * @param connect how long a connection may take to come about
 * @param handshake how long RTPD may take from the connection to what it grants
 * @param answer how long RTPD may take to answer SOH before it is called silent
 * @param askEvery pause between two questions
 * @param reconnect pause before a lost connection is made again, at least 1 s
 * @param turnedAway pause before that once RTPD said that it does not want this client
 */
public record FlowLimits(Duration connect, Duration handshake, Duration answer, Duration askEvery,
        Duration reconnect, Duration turnedAway) {

    private static final Duration LEAST_RECONNECT = Duration.ofSeconds(1);

    public FlowLimits {
        if (reconnect.compareTo(LEAST_RECONNECT) < 0) {
            throw new IllegalArgumentException("reconnect " + reconnect + " is less than 1 s");
        }
        for (Duration each : new Duration[] {connect, handshake, answer, askEvery, turnedAway}) {
            if (each.isZero() || each.isNegative()) {
                throw new IllegalArgumentException(each + " is no time to wait");
            }
        }
    }

    /** 5 s to connect, 10 s for the handshake and for an answer, asked every 2 s, again after 1 s. */
    public static FlowLimits defaults() {
        return new FlowLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10),
                Duration.ofSeconds(2), LEAST_RECONNECT, Duration.ofSeconds(30));
    }
}
