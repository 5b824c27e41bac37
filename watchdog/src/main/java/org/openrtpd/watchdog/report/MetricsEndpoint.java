package org.openrtpd.watchdog.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * RTPID's answers over HTTP: {@code /metrics} for Prometheus, {@code /status} as a JSON object. Two
 * threads, a few that wait, and so many connections; more are refused, so that nobody can use the
 * watchdog up.
 */
public final class MetricsEndpoint implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int MOST_WAITING = 16;
    private static final int BACKLOG = 16;
    static final int MOST_CONNECTIONS = 64;
    private static final String REQUEST_SECONDS = "10";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private MetricsEndpoint(HttpServer server, ThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Begins to answer.
     *
     * @param status gives the members of the object at {@code /status}; called by any thread
     * @throws IOException when the address cannot be listened on
     */
    public static MetricsEndpoint open(InetSocketAddress address, RtpidMeters meters,
            Supplier<Map<String, Object>> status) throws IOException {
        // Read once, when the JDK's server is loaded: without them a request may take for ever, and
        // connections that ask nothing could take all descriptors.
        System.setProperty("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
        System.setProperty("sun.net.httpserver.maxRspTime", REQUEST_SECONDS);
        System.setProperty("jdk.httpserver.maxConnections", Integer.toString(MOST_CONNECTIONS));
        HttpServer server = HttpServer.create(address, BACKLOG);
        ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                    Thread thread = new Thread(work, "rtpid-http");
                    thread.setDaemon(true);
                    return thread;
                });
        server.setExecutor(threads);
        server.createContext("/metrics",
                exchange -> answer(exchange, "/metrics", PROMETHEUS, meters::text));
        server.createContext("/status",
                exchange -> answer(exchange, "/status", JSON, () -> JsonText.of(status.get()) + "\n"));
        server.start();
        return new MetricsEndpoint(server, threads);
    }

    private static void answer(HttpExchange exchange, String path, String type,
            Supplier<String> body) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(path)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
            } else {
                byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
