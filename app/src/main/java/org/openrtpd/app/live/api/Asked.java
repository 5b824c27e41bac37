package org.openrtpd.app.live.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.openrtpd.app.http.Request;
import org.openrtpd.app.http.RequestRefused;
import org.openrtpd.app.live.model.ChannelKey;
import org.openrtpd.app.live.model.LiveChannel;
import org.openrtpd.app.live.model.LiveLoop;
import org.openrtpd.app.live.model.LiveModel;
import org.openrtpd.app.live.model.LiveUnit;
import org.openrtpd.protocol.record.UnitId;

/** What a request asks for, checked. */
final class Asked {

    static final int LONGEST_PAGE = 5000;

    private static final int PAGE = 500;

    private final Request request;

    Asked(Request request) {
        this.request = request;
    }

    /** A time; nanoseconds since 1970 UTC. */
    long time(String name, long fallbackNanos) {
        return request.time(name, fallbackNanos);
    }

    /** The unit of the path. */
    int unitOfPath() {
        return unit(request.inPath("unit"));
    }

    /** The unit that is asked for, or none. */
    Optional<Integer> unit() {
        return request.value("unit").filter(text -> !text.isEmpty()).map(Asked::unit);
    }

    private static int unit(String text) {
        if (!text.matches("[0-9A-Fa-f]{1,8}")) {
            throw RequestRefused.wrong("unit", "unit must be hex digits, as 9E16");
        }
        return Integer.parseUnsignedInt(text, 16);
    }

    /** The channel that is asked for. */
    ChannelKey channel() {
        return key(request.value("channel").orElseThrow(
                () -> RequestRefused.wrong("channel", "channel is missing: say channel=9E16.1.1")));
    }

    static ChannelKey key(String text) {
        return ChannelKey.parse(text).orElseThrow(() -> RequestRefused.wrong("channel",
                "channel must be unit, stream and channel, as 9E16.1.1"));
    }

    /** A part of names to look for, in small letters; empty finds all. */
    String search() {
        return request.value("q").orElse("").strip().toLowerCase(Locale.ROOT);
    }

    /** The wanted part of a list, with its place in it. */
    <T> Fields page(String name, List<T> all, Function<T, ?> entry) {
        int offset = request.number("offset", 0, 0, Integer.MAX_VALUE);
        int limit = request.number("limit", PAGE, 1, LONGEST_PAGE);
        List<?> part = all.stream().skip(offset).limit(limit).map(entry).toList();
        return new Fields().put("total", all.size()).put("offset", offset).put(name, part);
    }

    /** Asks the model. */
    static <T> T ask(LiveLoop loop, Function<LiveModel, T> question) {
        return loop.ask(question).orElseThrow(() -> RequestRefused.tooMany(
                "too many ask at a time; ask again in a second"));
    }

    static LiveUnit unit(LiveModel model, int unit) {
        return model.unit(unit).orElseThrow(
                () -> RequestRefused.unknown("unit", "no unit " + UnitId.format(unit)));
    }

    static LiveChannel channel(LiveModel model, ChannelKey key) {
        return model.channel(key).orElseThrow(() -> noChannel(key));
    }

    static RequestRefused noChannel(ChannelKey key) {
        return RequestRefused.unknown("channel", "no channel " + key);
    }
}
