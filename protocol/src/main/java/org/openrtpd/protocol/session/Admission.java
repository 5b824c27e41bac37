package org.openrtpd.protocol.session;

import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;

/**
 * Who is let in on the recorder leg, and what those are told who are not (recorder leg, sections 4
 * and 6). Keeps no state for anybody but the rates of source networks. One thread only.
 */
final class Admission {

    static final int BUSY_JOURNAL_SECONDS = 10;

    private static final int BUSY_RATE_SECONDS = 2;
    private static final int BUSY_FULL_SECONDS = 30;
    private static final int BREAKS_PER_NETWORK_AND_SECOND = 2000;

    private final SessionLimits limits;
    private final AttachCookie cookies;
    private final int processId;
    private final SessionCounts counts;
    private final SessionListener listener;
    private final NetworkRate attachRate;
    private final NetworkRate breakRate = new NetworkRate(BREAKS_PER_NETWORK_AND_SECOND);
    private final RecorderMessage scratch = new RecorderMessage();

    Admission(SessionLimits limits, AttachCookie cookies, int processId, SessionCounts counts,
            SessionListener listener) {
        this.limits = limits;
        this.cookies = cookies;
        this.processId = processId;
        this.counts = counts;
        this.listener = listener;
        this.attachRate = new NetworkRate(limits.attachesPerSecond());
    }

    /** Answers a DISCOVER with an OFFER. */
    void discover(int unit, RecorderLink from, long nowNanos) {
        if (!permitsAttach(from, nowNanos)) {
            counts.increment(SessionCount.ATTACH_RATE);
            return;
        }
        counts.increment(SessionCount.DISCOVERIES);
        offer(unit, from, nowNanos);
    }

    private void offer(int unit, RecorderLink from, long nowNanos) {
        from.send(
                scratch.begin(MessageType.OFFER)
                        .unit(unit)
                        .cookie(cookies.issue(from.peer(), unit, nowNanos))
                        .processId(processId));
    }

    /**
     * Whether an ATTACH by datagram has a cookie that proves its address; it gets another one when
     * not.
     */
    boolean provesAddress(int unit, long cookie, RecorderLink from, long nowNanos) {
        if (cookies.isValid(cookie, from.peer(), unit, nowNanos)) {
            return true;
        }
        counts.increment(SessionCount.STALE_COOKIE);
        if (permitsAttach(from, nowNanos)) {
            offer(unit, from, nowNanos);
        }
        return false;
    }

    /** Whether a network may try to attach now; each try counts. */
    private boolean permitsAttach(RecorderLink from, long nowNanos) {
        return attachRate.permits(from.peer().getAddress(), nowNanos);
    }

    /**
     * Whether a unit may attach; it is told why not. RTPID's probe is no recorder: neither the list
     * of units nor their number is about it.
     *
     * @param others units attached now, without this one
     */
    boolean admits(int unit, int epoch, RecorderLink link, int others, long nowNanos) {
        if (!permitsAttach(link, nowNanos)) {
            return busy(SessionCount.ATTACH_RATE, BUSY_RATE_SECONDS, unit, epoch, link);
        }
        if (unit == UnitId.PROBE) {
            return true;
        }
        if (!limits.allowedUnit().test(unit)) {
            counts.increment(SessionCount.UNIT_NOT_ALLOWED);
            link.send(scratch.begin(MessageType.BREAK).unit(unit).epochCheck(epoch & 0xFFFF));
            listener.refused(unit, link.peer(), SessionCount.UNIT_NOT_ALLOWED);
            return false;
        }
        return others < limits.maxUnits()
                || busy(SessionCount.TOO_MANY_UNITS, BUSY_FULL_SECONDS, unit, epoch, link);
    }

    /** Tells a recorder to come back: the gap that its attach makes could not be journaled. */
    void journalRefuses(int unit, int epoch, RecorderLink link) {
        busy(SessionCount.JOURNAL_REFUSED, BUSY_JOURNAL_SECONDS, unit, epoch, link);
    }

    /** @return false, for who is told BUSY is not let in */
    private boolean busy(
            SessionCount reason, int seconds, int unit, int epoch, RecorderLink link) {
        counts.increment(reason);
        link.send(scratch.begin(MessageType.BUSY).unit(unit).epochCheck(epoch & 0xFFFF)
                .busySeconds(seconds));
        listener.refused(unit, link.peer(), reason);
        return false;
    }

    /**
     * Turns a probe away that came from where none may come from. It is told so, for otherwise RTPID
     * would take the silence for a dead server.
     */
    void refuseProbe(RecorderMessage message, RecorderLink from, long nowNanos) {
        counts.increment(SessionCount.PROBE_NOT_ALLOWED);
        listener.refused(message.unit(), from.peer(), SessionCount.PROBE_NOT_ALLOWED);
        if (message.type() == MessageType.ATTACH) {
            sendBreak(message, 0, from, nowNanos);
        }
    }

    /** Tells who speaks in a session that does not exist that it is over. */
    void unknownSession(RecorderMessage message, RecorderLink from, long nowNanos) {
        counts.increment(SessionCount.UNKNOWN_SESSION);
        if (message.type() != MessageType.BREAK) {
            sendBreak(message, message.session(), from, nowNanos);
        }
    }

    private void sendBreak(
            RecorderMessage message, int session, RecorderLink from, long nowNanos) {
        if (!breakRate.permits(from.peer().getAddress(), nowNanos)) {
            counts.increment(SessionCount.BREAK_RATE);
            return;
        }
        from.send(scratch.begin(MessageType.BREAK).unit(message.unit()).session(session)
                .epochCheck(message.epochCheck()));
    }
}
