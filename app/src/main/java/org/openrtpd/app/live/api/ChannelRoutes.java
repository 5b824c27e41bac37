package org.openrtpd.app.live.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.openrtpd.app.gaps.ChannelStanding;
import org.openrtpd.app.gaps.Gap;
import org.openrtpd.app.http.Answer;
import org.openrtpd.app.http.Request;
import org.openrtpd.app.http.Routes;
import org.openrtpd.app.live.model.ChannelKey;
import org.openrtpd.app.live.model.LiveChannel;
import org.openrtpd.app.live.model.LiveEvent;
import org.openrtpd.app.live.model.LiveLoop;
import org.openrtpd.app.live.model.LiveModel;
import org.openrtpd.app.live.model.LiveStream;
import org.openrtpd.app.live.station.UnitRow;
import org.openrtpd.protocol.record.UnitId;

/** Channels, what they lack, and events. */
final class ChannelRoutes {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** Gaps that are looked at for one answer. */
    private static final int MOST_GAPS = 50_000;

    private final LiveLoop loop;
    private final LongSupplier clock;

    ChannelRoutes(LiveLoop loop, LongSupplier clock) {
        this.loop = loop;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.slow("/api/v1/channels", this::channels)
                .slow("/api/v1/gaps", request -> gaps(request, new Asked(request).unit()))
                .slow("/api/v1/units/{unit}/gaps",
                        request -> gaps(request, Optional.of(new Asked(request).unitOfPath())))
                .slow("/api/v1/events", this::events);
    }

    private Answer channels(Request request) {
        Asked asked = new Asked(request);
        Optional<Integer> unit = asked.unit();
        String part = asked.search();
        List<Fields> found = Asked.ask(loop, model -> model.units().stream()
                .filter(u -> unit.isEmpty() || unit.get() == u.unit())
                .flatMap(u -> ChannelJson.of(model, u, clock.getAsLong()).stream())
                .filter(fields -> contains(fields, "name", part)
                        || contains(fields, "channel", part))
                .toList());
        return Answer.json(asked.page("channels", found, fields -> fields));
    }

    private static boolean contains(Fields fields, String key, String part) {
        return String.valueOf(fields.values().get(key)).toLowerCase(Locale.ROOT).contains(part);
    }

    /** A gap and whose it is. */
    private record Found(ChannelKey channel, String name, Gap gap) {}

    /** How complete a channel is today. */
    private record Share(ChannelKey channel, ChannelStanding standing) {}

    private Answer gaps(Request request, Optional<Integer> unit) {
        Asked asked = new Asked(request);
        Optional<ChannelKey> channel = request.value("channel").map(Asked::key);
        long from = asked.time("from", Long.MIN_VALUE);
        long until = asked.time("until", Long.MAX_VALUE);
        long now = clock.getAsLong();
        List<Found> found = new ArrayList<>();
        List<Share> shares = new ArrayList<>();
        Predicate<LiveChannel> wanted = one -> channel.map(one.key()::equals).orElse(true)
                && unit.map(u -> u == one.key().unit()).orElse(true);
        Asked.ask(loop, model -> {
            channel.ifPresent(key -> Asked.channel(model, key));
            unit.ifPresent(id -> Asked.unit(model, id));
            look(model, wanted, now, found, shares);
            return true;
        });
        List<Found> newest = found.stream()
                .filter(one -> Math.max(one.gap.startNanos(), one.gap.expectedNanos()) >= from
                        && Math.min(one.gap.startNanos(), one.gap.expectedNanos()) < until)
                .sorted(Comparator.comparingLong((Found one) -> -one.gap.startNanos())).toList();
        Fields answer = asked.page("gaps", newest,
                one -> gap(one.gap).put("channel", one.channel.toString()).put("name", one.name));
        if (channel.isPresent() || unit.isPresent()) {
            String today = Instant.ofEpochSecond(now / NANOS_PER_SECOND)
                    .atOffset(ZoneOffset.UTC).toLocalDate().toString();
            answer.put("days", shares.stream().map(share -> new Fields()
                    .put("channel", share.channel.toString()).put("day", today)
                    .number("percent", share.standing.percent())).toList());
        }
        return Answer.json(answer);
    }

    private static void look(LiveModel model, Predicate<LiveChannel> wanted, long now,
            List<Found> found, List<Share> shares) {
        model.units().forEach(unit -> unit.streams().stream().filter(LiveStream::isContinuous)
                .forEach(stream -> stream.channels().stream().filter(wanted).forEach(channel -> {
                    ChannelStanding standing = stream.standing(channel, now);
                    shares.add(new Share(channel.key(), standing));
                    String name = model.name(channel);
                    standing.gaps().stream().limit(Math.max(0, MOST_GAPS - found.size()))
                            .forEach(gap -> found.add(new Found(channel.key(), name, gap)));
                })));
    }

    /** A gap, an overlap or a step. */
    static Fields gap(Gap gap) {
        return new Fields().put("kind", UnitJson.lower(gap.kind()))
                .millis("fromMs", Math.min(gap.expectedNanos(), gap.startNanos()))
                .millis("untilMs", Math.max(gap.expectedNanos(), gap.startNanos()))
                .number("seconds", gap.millis() / 1000.0)
                .put("samples", gap.samples())
                .put("cause", gap.cause().words())
                .put("missingPackets", gap.missingPackets());
    }

    private Answer events(Request request) {
        Asked asked = new Asked(request);
        Optional<Integer> unit = asked.unit();
        int stream = request.number("stream", 0, 0, 9);
        long from = asked.time("from", Long.MIN_VALUE);
        long until = asked.time("until", Long.MAX_VALUE);
        List<LiveEvent> found = Asked.ask(loop, model -> model.events().find(event ->
                (unit.isEmpty() || unit.get() == event.unit())
                        && (stream == 0 || stream == event.streamIndex() + 1)
                        && event.triggerNanos() >= from && event.triggerNanos() < until));
        Map<Integer, String> names = loop.table().rows().stream()
                .collect(Collectors.toMap(UnitRow::unit, UnitRow::name));
        return Answer.json(asked.page("events", found, one -> event(one)
                .put("name", names.getOrDefault(one.unit(), UnitId.format(one.unit())))));
    }

    private static Fields event(LiveEvent event) {
        return new Fields().put("unit", UnitId.format(event.unit()))
                .put("streamNumber", event.streamIndex() + 1)
                .put("event", event.event())
                .millis("triggerMs", event.triggerNanos())
                .millis("firstSampleMs", event.firstSampleNanos())
                .put("trigger", event.trigger().isEmpty() ? null : event.trigger());
    }
}
