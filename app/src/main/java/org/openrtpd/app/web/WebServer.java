package org.openrtpd.app.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.openrtpd.app.http.Answer;
import org.openrtpd.app.http.HttpServer;
import org.openrtpd.app.http.Routes;
import org.openrtpd.app.http.StaticFiles;
import org.openrtpd.app.ingest.IngestServer;
import org.openrtpd.app.ingest.ServerView;
import org.openrtpd.app.live.LiveService;
import org.openrtpd.app.metrics.JournalWatch;
import org.openrtpd.app.metrics.MetricsPage;
import org.openrtpd.app.metrics.ServerMeters;

/** Opens all that is looked at, in order, and closes it in the reverse one. */
public final class WebServer implements AutoCloseable {

    private static final String PAGE = "/org/openrtpd/app/page";
    private static final String CONTRACT = "/org/openrtpd/app/web";

    private final Deque<Runnable> opened = new ArrayDeque<>();
    private final Routes routes = new Routes();
    private HttpServer http;

    private WebServer() {}

    /**
     * Starts to serve.
     *
     * @throws org.openrtpd.app.http.HttpException when the address or a secret cannot be used
     */
    public static WebServer open(
            WebConfig config, IngestServer ingest, LiveService live,
            PrometheusMeterRegistry registry) {
        WebServer server = new WebServer();
        try {
            server.start(config, ingest, live, registry);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void start(
            WebConfig config, IngestServer ingest, LiveService live,
            PrometheusMeterRegistry registry) {
        ServerView view = ingest.view();
        JournalWatch journal = new JournalWatch(view);
        opened.push(journal::close);
        journal.start();
        ServerMeters meters = new ServerMeters(registry);
        opened.push(meters::close);
        meters.bind(view, journal);
        meters.bindUnits(live::table, live::watchedChannels, config.maxUnitSeries());
        MetricsPage metrics = new MetricsPage(registry, live::table, config.maxUnitSeries());
        routes.slow("/metrics", request -> Answer.text(MetricsPage.TYPE, metrics.text()));
        Health health = new Health(() -> Vitals.of(view, journal));
        routes.quick("/health", request -> health.all());
        routes.quick("/health/live", request -> health.live());
        routes.slow("/api/v1/sessions", new SessionsRoute(view));
        routes.slow("/api/v1/clients", new ClientsRoute(view));
        routes.quick("/api/v1/journal", new JournalRoute(
                view, journal, new ForceTimes(registry.get("rtpd.journal.force").timer())));
        routes.slow("/api/v1/watchdog", new WatchdogRoute(config.rtpidStatus()));
        routes.slow("/api/openapi.json", new StaticFiles(WebServer.class, CONTRACT));
        live.addTo(routes);
        routes.others(new StaticFiles(WebServer.class, PAGE));
        http = HttpServer.open(config.http(), routes, registry);
        opened.push(http::close);
    }

    /** Every path that is routed, but for the page's files. */
    List<String> patterns() {
        return routes.patterns();
    }

    /** The address, with the port that the system chose. */
    public InetSocketAddress address() {
        return http.address();
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().run();
        }
    }
}
