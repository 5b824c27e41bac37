package org.openrtpd.app.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openrtpd.app.client.ClientFacts;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.http.Answer;
import org.openrtpd.app.http.Handler;
import org.openrtpd.app.http.Request;
import org.openrtpd.app.http.RequestRefused;
import org.openrtpd.app.ingest.ServerView;
import org.openrtpd.app.ops.LoopSilentException;
import org.openrtpd.protocol.record.UnitId;

/** {@code /api/v1/clients}: the attached client programs, in the order in which they came. */
final class ClientsRoute implements Handler {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ServerView server;

    ClientsRoute(ServerView server) {
        this.server = server;
    }

    @Override
    public Answer answer(Request request) {
        Paging paging = Paging.of(request);
        List<ClientFacts> clients;
        try {
            clients = server.clients();
        } catch (LoopSilentException e) {
            throw RequestRefused.unavailable("the loop of the clients does not tell: " + e.getMessage());
        }
        long nowMillis = System.currentTimeMillis();
        return Answer.json(paging.page("clients", clients, client -> row(client, nowMillis)));
    }

    private static Map<String, Object> row(ClientFacts client, long nowMillis) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("address", HostPort.format(client.peer()));
        row.put("program", client.program());
        row.put("processId", client.processId());
        row.put("version", client.version());
        row.put("unit", client.unit() == UnitId.ALL ? null : UnitId.format(client.unit()));
        row.put("attachedMs", nowMillis - client.attachedForNanos() / NANOS_PER_MILLI);
        row.put("lagSeconds", client.lagNanos() / NANOS_PER_SECOND);
        row.put("packets", client.packets());
        return row;
    }
}
