package org.openrtpd.app.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.openrtpd.app.http.Answer;
import org.openrtpd.app.http.Handler;
import org.openrtpd.app.http.Request;

/**
 * {@code /api/v1/watchdog}: what RTPID says of RTPD, asked of it at most every two seconds and with a
 * bound. That it is not configured, or does not answer, is said as well.
 */
final class WatchdogRoute implements Handler {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long MAX_AGE_NANOS = LIMIT.toNanos();
    private static final int MAX_BYTES = 1 << 20;
    private static final int OK = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Optional<URI> status;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER).build();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Answer last;
    private long askedNanos;

    /** @param status address of RTPID's status; none when it is not configured */
    WatchdogRoute(Optional<URI> status) {
        this.status = status;
        this.last = told(false, status.isPresent() ? "RTPID was not asked yet"
                : "RTPID is not known here: give --rtpid-status HOST:PORT", null);
    }

    @Override
    public Answer answer(Request request) {
        // A RTPID that hangs must not keep every worker: only one asks it, others take what is known.
        if (status.isPresent() && asking.tryLock()) {
            try {
                askWhenDue(status.get());
            } finally {
                asking.unlock();
            }
        }
        return last;
    }

    private void askWhenDue(URI address) {
        if (askedNanos == 0 || System.nanoTime() - askedNanos > MAX_AGE_NANOS) {
            last = ask(address);
            askedNanos = System.nanoTime();
        }
    }

    private Answer ask(URI address) {
        CompletableFuture<Answer> asked = client.sendAsync(
                HttpRequest.newBuilder(address).timeout(LIMIT).build(),
                HttpResponse.BodyHandlers.ofInputStream()).thenApplyAsync(WatchdogRoute::read);
        try {
            return asked.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            asked.cancel(true);
            return told(false, "RTPID at " + address + " does not answer: is it running?", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return told(false, "stopping", null);
        }
    }

    private static Answer read(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            JsonNode read = MAPPER.readTree(body.readNBytes(MAX_BYTES));
            return response.statusCode() == OK && read.isObject()
                    ? told(true, null, read)
                    : told(false, response.uri() + " answered with status " + response.statusCode()
                            + " and not as RTPID does", null);
        } catch (IOException e) {
            return told(false, response.uri() + " did not answer as RTPID does", null);
        }
    }

    private static Answer told(boolean known, String reason, JsonNode rtpid) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("known", known);
        body.put("reason", reason);
        body.put("status", rtpid);
        return Answer.json(body);
    }
}
