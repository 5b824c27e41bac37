package org.openrtpd.app.client;

import java.net.InetSocketAddress;

/**
 * What is known of one attached client program. Durations in nanoseconds.
 *
 * @param program name it gave, printable
 * @param processId number it gave, unsigned
 * @param version of the client leg, 1 or 2
 * @param unit whose packets it gets; 0 for all
 * @param types bits of the packet types it gets
 * @param attachedForNanos since the end of its handshake
 * @param lagNanos since it last had everything that it wants; 0 when it has
 * @param packets written to it
 */
public record ClientFacts(
        InetSocketAddress peer,
        String program,
        long processId,
        int version,
        int unit,
        int types,
        long attachedForNanos,
        long lagNanos,
        long packets) {}
