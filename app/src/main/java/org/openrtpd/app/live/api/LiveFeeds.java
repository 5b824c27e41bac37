package org.openrtpd.app.live.api;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.openrtpd.app.http.EventStream;
import org.openrtpd.app.http.Request;
import org.openrtpd.app.http.RequestRefused;
import org.openrtpd.app.live.model.ChannelKey;
import org.openrtpd.app.live.model.LiveLoop;

/** Begins feeds of live data. */
final class LiveFeeds {

    private static final int MOST_CHANNELS = 32;
    private static final int MOST_POINTS = 50;
    private static final int POINTS = 20;

    private final LiveLoop loop;
    private final LongSupplier clock;

    LiveFeeds(LiveLoop loop, LongSupplier clock) {
        this.loop = loop;
        this.clock = clock;
    }

    Runnable open(Request request, EventStream stream) {
        Set<ChannelKey> channels = new LinkedHashSet<>();
        for (String value : request.values("channels")) {
            for (String text : value.split(",")) {
                channels.add(Asked.key(text.strip()));
            }
        }
        if (channels.isEmpty() || channels.size() > MOST_CHANNELS) {
            throw RequestRefused.wrong("channels", "channels must be 1 to " + MOST_CHANNELS
                    + " channels, as channels=9E16.1.1,9E16.1.2");
        }
        int points = request.number("points", POINTS, 1, MOST_POINTS);
        ChannelFeed feed = new ChannelFeed(stream, channels, points);
        try {
            Asked.ask(loop, model -> {
                feed.begin(model, clock.getAsLong());
                return true;
            });
        } catch (RuntimeException e) {
            // It may have begun all the same, too late for who waited.
            loop.tell(feed::end);
            throw e;
        }
        return () -> loop.tell(feed::end);
    }
}
