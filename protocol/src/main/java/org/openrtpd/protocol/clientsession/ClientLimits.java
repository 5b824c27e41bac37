package org.openrtpd.protocol.clientsession;

import java.time.Duration;
import org.openrtpd.protocol.client.ClientAttributes;
import org.openrtpd.protocol.client.ClientCodec;
import org.openrtpd.protocol.client.LegVersion;

/**
 * Bounds of the server's side of the client leg.
 *
 * @param highest version that the server speaks at most
 * @param handshakeNanos time from the first bytes to the ATTR answer
 * @param holdNanos how long BUSY or BREAK is held back after a handshake, less than half of the
 *     least time-out, so that the client does not give up before
 * @param longestBody longest body read, of any type
 * @param answers requests (ATTR, SOH) answered in a row
 * @param answerNanos after which one more request is answered
 */
public record ClientLimits(LegVersion highest, long handshakeNanos, long holdNanos,
        int longestBody, int answers, long answerNanos) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LONGEST_HOLD_NANOS =
            ClientAttributes.LEAST_TIMEO * NANOS_PER_SECOND / 2;

    public ClientLimits {
        if (handshakeNanos <= 0) {
            throw new IllegalArgumentException(
                    "handshakeNanos " + handshakeNanos + " is not over 0");
        }
        if (holdNanos < 0 || holdNanos >= LONGEST_HOLD_NANOS) {
            throw new IllegalArgumentException(
                    "holdNanos " + holdNanos + " is not 0 to below " + LONGEST_HOLD_NANOS);
        }
        if (longestBody < ClientCodec.LONGEST_BODY) {
            throw new IllegalArgumentException(
                    "longestBody " + longestBody + " is below " + ClientCodec.LONGEST_BODY);
        }
        if (answers < 1) {
            throw new IllegalArgumentException("answers " + answers + " is below 1");
        }
        if (answerNanos <= 0) {
            throw new IllegalArgumentException("answerNanos " + answerNanos + " is not over 0");
        }
    }

    /** Version 2, 30 s for a handshake, 5 s hold, 4096 bytes, 30 answers, then 1 per second. */
    public static ClientLimits defaults() {
        return new ClientLimits(LegVersion.V2, 30 * NANOS_PER_SECOND, 5 * NANOS_PER_SECOND,
                4096, 30, NANOS_PER_SECOND);
    }

    /** The same with another time for the handshake and another longest body. */
    public ClientLimits with(Duration handshake, int longest) {
        return new ClientLimits(
                highest, handshake.toNanos(), holdNanos, longest, answers, answerNanos);
    }
}
