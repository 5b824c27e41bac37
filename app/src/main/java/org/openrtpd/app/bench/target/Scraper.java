package org.openrtpd.app.bench.target;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.openrtpd.app.terminal.CommandFailed;

/** Asks a server for its metrics over one connection, as Prometheus does. */
public final class Scraper {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
    private final URI metrics;

    public Scraper(InetSocketAddress server) {
        metrics = URI.create("http://" + server.getAddress().getHostAddress() + ":" + server.getPort()
                + "/metrics");
    }

    /**
     * Asks once.
     *
     * @return bytes that came, compressed
     * @throws CommandFailed when the metrics do not come
     */
    public int compressed() {
        return body(request().header("Accept-Encoding", "gzip")).length;
    }

    /**
     * Asks once, for all lines as they are.
     *
     * @throws CommandFailed when the metrics do not come
     */
    public String text() {
        return new String(body(request()), StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(metrics).timeout(LIMIT);
    }

    private byte[] body(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == OK) {
                return answer.body();
            }
            throw new CommandFailed(metrics + " answered with status " + answer.statusCode());
        } catch (IOException e) {
            throw new CommandFailed(metrics + " did not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }
}
