package org.openrtpd.app.live.api;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.openrtpd.app.http.Answer;
import org.openrtpd.app.http.Request;
import org.openrtpd.app.http.RequestRefused;
import org.openrtpd.app.http.Routes;
import org.openrtpd.app.live.model.LiveLoop;
import org.openrtpd.app.live.model.LiveUnit;
import org.openrtpd.app.live.station.State;
import org.openrtpd.app.live.station.StationTable;
import org.openrtpd.app.live.station.UnitRow;
import org.openrtpd.protocol.health.SohLine;
import org.openrtpd.protocol.record.UnitId;

/** The station table, and one station's health and log. */
final class UnitRoutes {

    private static final double NANOS_PER_SECOND = 1e9;

    private final LiveLoop loop;
    private final LongSupplier clock;

    UnitRoutes(LiveLoop loop, LongSupplier clock) {
        this.loop = loop;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.slow("/api/v1/units", this::units)
                .slow("/api/v1/units/{unit}", this::unit)
                .slow("/api/v1/units/{unit}/soh", this::health)
                .slow("/api/v1/units/{unit}/log", this::log);
    }

    private Answer units(Request request) {
        Asked asked = new Asked(request);
        StationTable table = loop.table();
        long since = request.longNumber("since", 0, 0, Long.MAX_VALUE);
        boolean all = since == 0 || since > table.version();
        Predicate<UnitRow> wanted = wanted(request, asked.search());
        List<UnitRow> rows = table.rows().stream()
                .filter(row -> all || row.version() > since).filter(wanted)
                .sorted(order(request)).toList();
        Map<State, Long> states = table.states();
        Fields counts = new Fields();
        for (State state : State.values()) {
            counts.put(UnitJson.lower(state), states.getOrDefault(state, 0L));
        }
        Fields head = new Fields().put("version", table.version())
                .millis("serverMs", clock.getAsLong() / 1_000_000 * 1_000_000)
                .put("state", counts)
                .put("reading", UnitJson.lower(table.reading()))
                .number("behindSeconds", table.behindNanos() / NANOS_PER_SECOND)
                .put("uncounted", table.uncounted()).put("all", all);
        asked.page("units", rows, UnitJson::row).values().forEach(head::put);
        return Answer.json(head);
    }

    /** By trouble rows change places from one page to the next; by unit they do not. */
    private static Comparator<UnitRow> order(Request request) {
        return switch (request.value("order").orElse("trouble")) {
            case "trouble" -> UnitRow.BY_TROUBLE;
            case "unit" -> Comparator.comparingInt(UnitRow::unit);
            default -> throw RequestRefused.wrong("order", "order must be trouble or unit");
        };
    }

    private static Predicate<UnitRow> wanted(Request request, String part) {
        String state = request.value("state").orElse("").toUpperCase(Locale.ROOT);
        if (!state.isEmpty() && List.of(State.values()).stream()
                .noneMatch(known -> known.name().equals(state))) {
            throw RequestRefused.wrong("state", "state must be red, amber or green");
        }
        return row -> (state.isEmpty() || row.verdict().state().name().equals(state))
                && (part.isEmpty() || row.name().toLowerCase(Locale.ROOT).contains(part)
                || UnitId.format(row.unit()).toLowerCase(Locale.ROOT).contains(part));
    }

    private Answer unit(Request request) {
        int unit = new Asked(request).unitOfPath();
        UnitRow row = loop.table().rows().stream().filter(r -> r.unit() == unit).findFirst()
                .orElseThrow(() -> RequestRefused.unknown("unit", "no unit " + UnitId.format(unit)));
        return Answer.json(Asked.ask(loop, model -> {
            LiveUnit known = Asked.unit(model, unit);
            Fields fields = UnitJson.row(row).put("channelList",
                    ChannelJson.of(model, known, clock.getAsLong()));
            return UnitJson.health(fields, known);
        }));
    }

    private Answer health(Request request) {
        Asked asked = new Asked(request);
        int unit = asked.unitOfPath();
        long from = asked.time("from", 0);
        long until = asked.time("until", Long.MAX_VALUE);
        Map<String, Map<Long, Float>> series = Asked.ask(loop,
                model -> Asked.unit(model, unit).history().between(from, until));
        return Answer.json(new Fields().put("unit", UnitId.format(unit)).put("series",
                series.entrySet().stream()
                        .map(one -> UnitJson.series(one.getKey(), one.getValue())).toList()));
    }

    private Answer log(Request request) {
        Asked asked = new Asked(request);
        int unit = asked.unitOfPath();
        List<SohLine> lines = Asked.ask(loop, model -> {
            Asked.unit(model, unit);
            return model.log().of(unit);
        });
        return Answer.json(asked.page("lines", lines, LineJson::line)
                .put("unit", UnitId.format(unit)));
    }
}
