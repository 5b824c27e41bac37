package org.openrtpd.protocol.clientsession;

import org.openrtpd.protocol.client.ClientAttributes;
import org.openrtpd.protocol.client.ClientCodec;
import org.openrtpd.protocol.client.LegVersion;

/**
 * What a client is told at its start.
 *
 * @param highest version to begin with
 * @param processId of this program, shown in the server's log
 * @param program its name, up to 32 ASCII letters; version 2 sends it
 * @param attributes what to ask for, in the widest form; cut to what the version can say
 * @param pause how long to wait before connecting again
 * @param handshakeNanos time from the connection to the granted attributes
 * @param longestBody longest body read, of any type
 */
public record RtpClientSettings(LegVersion highest, int processId, String program,
        ClientAttributes attributes, ReconnectPause pause, long handshakeNanos,
        int longestBody) {

    private static final long HANDSHAKE_NANOS = 30_000_000_000L;
    private static final int LONGEST_BODY = 65_536;

    public RtpClientSettings {
        if (handshakeNanos <= 0) {
            throw new IllegalArgumentException(
                    "handshakeNanos " + handshakeNanos + " is not over 0");
        }
        if (longestBody < ClientCodec.LONGEST_BODY) {
            throw new IllegalArgumentException(
                    "longestBody " + longestBody + " is below " + ClientCodec.LONGEST_BODY);
        }
    }

    /** Version 2, doubling pauses, 30 s for a handshake, bodies of 65536 bytes. */
    public static RtpClientSettings of(
            int processId, String program, ClientAttributes attributes) {
        return new RtpClientSettings(LegVersion.V2, processId, program, attributes,
                ReconnectPause.doubling(), HANDSHAKE_NANOS, LONGEST_BODY);
    }

    /** The same with another pause. */
    public RtpClientSettings withPause(ReconnectPause other) {
        return new RtpClientSettings(
                highest, processId, program, attributes, other, handshakeNanos, longestBody);
    }
}
