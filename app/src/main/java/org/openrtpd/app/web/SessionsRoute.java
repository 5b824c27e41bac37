package org.openrtpd.app.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.http.Answer;
import org.openrtpd.app.http.Handler;
import org.openrtpd.app.http.Request;
import org.openrtpd.app.http.RequestRefused;
import org.openrtpd.app.ingest.ServerView;
import org.openrtpd.app.ingest.SessionFacts;
import org.openrtpd.app.ops.LoopSilentException;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.recorder.Seq;

/** {@code /api/v1/sessions}: the attached recorders by unit, or one of them with {@code unit=}. */
final class SessionsRoute implements Handler {

    private static final double NANOS_PER_MILLI = 1e6;

    private final ServerView server;

    SessionsRoute(ServerView server) {
        this.server = server;
    }

    @Override
    public Answer answer(Request request) {
        Paging paging = Paging.of(request);
        String unit = request.value("unit").orElse("").toUpperCase(Locale.ROOT);
        List<SessionFacts> sessions;
        try {
            sessions = new ArrayList<>(server.sessions());
        } catch (LoopSilentException e) {
            throw RequestRefused.unavailable("the ingest loop does not tell: " + e.getMessage());
        }
        sessions.removeIf(s -> !unit.isEmpty() && !UnitId.format(s.unit()).equals(unit));
        sessions.sort(Comparator.comparingInt(SessionFacts::unit));
        WallClock clock = WallClock.now();
        return Answer.json(paging.page("sessions", sessions, session -> row(session, clock)));
    }

    private static Map<String, Object> row(SessionFacts session, WallClock clock) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("unit", UnitId.format(session.unit()));
        row.put("transport", session.transport().name().toLowerCase(Locale.ROOT));
        row.put("address", HostPort.format(session.peer()));
        row.put("session", Integer.toHexString(session.id()));
        row.put("epoch", Integer.toHexString(session.epoch()));
        row.put("attachedMs", clock.millis(session.attachedNanos()));
        row.put("lastHeardMs", clock.millis(session.lastHeardNanos()));
        row.put("lastPacketMs",
                session.lastPacketNanos() == 0 ? null : clock.millis(session.lastPacketNanos()));
        row.put("roundTripMilliseconds",
                session.roundTripNanos() == 0 ? null : session.roundTripNanos() / NANOS_PER_MILLI);
        row.put("window", session.window());
        row.put("next", Seq.toLong(session.next()));
        row.put("packets", session.packets());
        row.put("bytes", session.bytes());
        row.put("duplicates", session.duplicates());
        row.put("holes", session.holes());
        row.put("reordered", session.reordered());
        row.put("retransmissions", session.resent());
        row.put("addressChanges", session.rebinds());
        row.put("gaps", session.gaps());
        return row;
    }
}
