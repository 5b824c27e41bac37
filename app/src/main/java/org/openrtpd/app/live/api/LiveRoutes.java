package org.openrtpd.app.live.api;

import java.util.function.LongSupplier;
import org.openrtpd.app.http.Routes;
import org.openrtpd.app.live.history.WaveReader;
import org.openrtpd.app.live.model.LiveLoop;

/** All paths by which the live model is looked at. */
public final class LiveRoutes {

    private final LiveLoop loop;
    private final WaveReader reader;
    private final LongSupplier clock;

    /** @param clock nanoseconds since 1970 UTC */
    public LiveRoutes(LiveLoop loop, WaveReader reader, LongSupplier clock) {
        this.loop = loop;
        this.reader = reader;
        this.clock = clock;
    }

    /** Adds them. */
    public void addTo(Routes routes) {
        new UnitRoutes(loop, clock).addTo(routes);
        new ChannelRoutes(loop, clock).addTo(routes);
        new WaveRoutes(reader, clock).addTo(routes);
        new LimitRoutes(loop).addTo(routes);
        routes.stream("/api/v1/live", new LiveFeeds(loop, clock)::open);
    }
}
