package org.openrtpd.app.ingest;

import java.net.InetSocketAddress;
import java.util.Locale;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.ops.RateLimitedLog;
import org.openrtpd.app.ops.SourceLog;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.recorder.Seq;
import org.openrtpd.protocol.session.DetachReason;
import org.openrtpd.protocol.session.RecorderSession;
import org.openrtpd.protocol.session.SessionCount;
import org.openrtpd.protocol.session.SessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes into the log what happens to sessions, in lines that can be searched by unit. */
final class SessionLog implements SessionListener {

    private static final Logger LOG = LoggerFactory.getLogger(SessionLog.class);

    private final RateLimitedLog limited = new RateLimitedLog(LOG, System::nanoTime);
    private final SourceLog lines = new SourceLog(LOG, System::nanoTime);

    private static String name(RecorderSession session) {
        return (isProbe(session) ? "the probe of RTPID" : "unit=" + UnitId.format(session.unit()))
                + " session=" + Integer.toHexString(session.id())
                + " epoch=" + Integer.toHexString(session.epoch())
                + " peer=" + session.transport().name().toLowerCase(Locale.ROOT)
                + ":" + HostPort.format(session.peer());
    }

    private static boolean isProbe(RecorderSession session) {
        return session.unit() == UnitId.PROBE;
    }

    /** A probe comes again and again while recorders are silent, and says nothing of them. */
    private static Level level(RecorderSession session) {
        return isProbe(session) ? Level.DEBUG : Level.INFO;
    }

    @Override
    public void attached(RecorderSession session, int goOn) {
        lines.log(level(session), session.peer().getAddress(), "{} attached, goes on with packet {}",
                name(session), Seq.toLong(goOn));
    }

    @Override
    public void rebound(RecorderSession session, InetSocketAddress before) {
        lines.log(Level.INFO, session.peer().getAddress(),
                "{} moved here from {}: its network address translation changed",
                name(session), HostPort.format(before));
    }

    @Override
    public void detached(RecorderSession session, DetachReason reason) {
        lines.log(level(session), session.peer().getAddress(), "{} detached: {}; {}", name(session),
                reason.meaning(), session.statistics());
    }

    @Override
    public void gap(RecorderSession session, int firstLost, int goOn) {
        lines.log(Level.WARN, session.peer().getAddress(),
                "{} lost {} packets before they could be sent, {} to {}: its memory ran over while there"
                        + " was no connection; a marker is in the journal",
                name(session), Seq.toLong(goOn - firstLost), Seq.toLong(firstLost),
                Seq.toLong(goOn - 1));
    }

    @Override
    public void unitContested(RecorderSession session, InetSocketAddress other) {
        limited.warn("contested " + session.unit(),
                "{} and another recorder at {} take this unit from each other: two recorders have"
                        + " one unit id; give one of them another",
                name(session), HostPort.format(other));
    }

    @Override
    public void refused(int unit, InetSocketAddress peer, SessionCount reason) {
        limited.warn("refused " + reason + unit, "unit={} peer={} refused: {}",
                UnitId.format(unit), HostPort.format(peer), reason.meaning());
    }

    @Override
    public void commandDone(RecorderSession session, boolean acknowledged) {
        LOG.info("{} {} the command", name(session),
                acknowledged ? "acknowledged" : "never acknowledged");
    }
}
