package org.openrtpd.app.ingest;

import java.net.InetSocketAddress;
import org.openrtpd.protocol.session.RecorderSession;
import org.openrtpd.protocol.session.Transport;
import org.openrtpd.protocol.session.UnitStatistics;

/**
 * What is known of one attached recorder. Times are of {@link System#nanoTime}; totals are of the
 * unit since the server started.
 *
 * @param lastPacketNanos 0 when none came
 * @param roundTripNanos from an acknowledgement to the packet it let through; 0 when not known
 * @param window packets that may be under way
 * @param next number of the next packet to be acknowledged
 */
public record SessionFacts(
        int unit,
        int id,
        int epoch,
        Transport transport,
        InetSocketAddress peer,
        long attachedNanos,
        long lastHeardNanos,
        long lastPacketNanos,
        long roundTripNanos,
        int window,
        int next,
        long packets,
        long bytes,
        long duplicates,
        long holes,
        long reordered,
        long resent,
        long rebinds,
        long gaps) {

    static SessionFacts of(RecorderSession session) {
        UnitStatistics totals = session.statistics();
        return new SessionFacts(session.unit(), session.id(), session.epoch(), session.transport(),
                session.peer(), session.attachedNanos(), totals.lastSeenNanos(),
                totals.lastPacketNanos(), totals.ackRoundTripNanos(), session.window(),
                session.durable(), totals.packets(), totals.bytes(), totals.duplicates(),
                totals.holes(), totals.reordered(), totals.resent(), totals.rebinds(), totals.gaps());
    }
}
