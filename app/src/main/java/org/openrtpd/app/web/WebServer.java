package org.openrtpd.app.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.openrtpd.app.http.Answer;
import org.openrtpd.app.http.HttpConfig;
import org.openrtpd.app.http.HttpServer;
import org.openrtpd.app.http.Routes;
import org.openrtpd.app.http.StaticFiles;

/** Opens all that is looked at, in order, and closes it in the reverse one. */
public final class WebServer implements AutoCloseable {

    private static final String PAGE = "/org/openrtpd/app/page";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final Deque<Runnable> opened = new ArrayDeque<>();
    private HttpServer http;

    private WebServer() {}

    /**
     * Starts to serve.
     *
     * @throws org.openrtpd.app.http.HttpException when the address or a secret cannot be used
     */
    public static WebServer open(HttpConfig config, PrometheusMeterRegistry registry) {
        WebServer server = new WebServer();
        try {
            server.start(config, registry);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void start(HttpConfig config, PrometheusMeterRegistry registry) {
        Routes routes = new Routes();
        routes.slow("/metrics", request -> Answer.text(METRICS, registry.scrape()));
        routes.others(new StaticFiles(WebServer.class, PAGE));
        http = HttpServer.open(config, routes, registry);
        opened.push(http::close);
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
