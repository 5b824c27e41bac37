package org.openrtpd.app.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.openrtpd.app.terminal.CommandFailed;

/** Asks a running RTPD for its stations. */
final class StatusSource {

    private static final int PAGE = 2000;
    private static final int MAX_UNITS = 100_000;
    private static final int MAX_BYTES = 64 << 20;
    private static final Comparator<JsonNode> BY_TROUBLE =
            Comparator.comparingInt((JsonNode row) -> -row.path("severity").asInt())
                    .thenComparing(row -> row.path("name").asText())
                    .thenComparing(row -> row.path("unit").asText());
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI server;
    private final Access access;
    private final Duration limit;
    private final HttpClient client;
    private final Timer timer = new Timer("status-limit", true);

    /**
     * One that has yet to ask.
     *
     * @param server scheme, host and port
     * @param limit of the time for the head of an answer, and for the rest
     */
    StatusSource(URI server, Access access, Duration limit) {
        this.server = server;
        this.access = access;
        this.limit = limit;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(limit)
                .version(HttpClient.Version.HTTP_1_1);
        access.trust().ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /**
     * All stations, as {@code /api/v1/units} tells them, most trouble first. They are asked for by unit,
     * since those that change places between two pages would be told twice or not at all.
     *
     * @throws CommandFailed when RTPD does not answer, or not as it should
     */
    ObjectNode units() {
        ObjectNode all = page(0);
        ArrayNode rows = rows(all);
        int total = Math.min(MAX_UNITS, all.path("total").asInt());
        while (rows.size() < total) {
            ArrayNode more = rows(page(rows.size()));
            if (more.isEmpty()) {
                break;
            }
            rows.addAll(more);
        }
        List<JsonNode> byTrouble = new ArrayList<>();
        rows.forEach(byTrouble::add);
        byTrouble.sort(BY_TROUBLE);
        rows.removeAll().addAll(byTrouble);
        return all;
    }

    private ArrayNode rows(ObjectNode page) {
        if (page.get("units") instanceof ArrayNode rows) {
            return rows;
        }
        throw noRtpd("it lists no units");
    }

    private ObjectNode page(int offset) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create(server + "/api/v1/units?order=unit&limit=" + PAGE + "&offset=" + offset)).timeout(limit);
        access.authorization().ifPresent(value -> request.header("Authorization", value));
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            return answer(response.statusCode(), body(response));
        } catch (IOException e) {
            throw new CommandFailed(Silence.of(server, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }

    /** The client limits the time to the head of an answer only. */
    private byte[] body(HttpResponse<InputStream> response) throws IOException {
        BodyLimit end = new BodyLimit(response.body());
        timer.schedule(end, limit.toMillis());
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MAX_BYTES);
            if (end.cancel()) {
                return bytes;
            }
        } catch (IOException e) {
            if (end.cancel()) {
                throw e;
            }
        }
        throw new HttpTimeoutException("the answer does not end");
    }

    private static final class BodyLimit extends TimerTask {
        private final InputStream body;

        BodyLimit(InputStream body) {
            this.body = body;
        }

        @Override
        public void run() {
            try {
                body.close();
            } catch (IOException e) {
                // It is not read any more in any case.
                return;
            }
        }
    }

    private ObjectNode answer(int status, byte[] body) {
        switch (status) {
            case 200:
                return object(body);
            case 401:
                throw new CommandFailed("RTPD at " + server + (access.authorization().isPresent()
                        ? " does not know that secret: give the right one, "
                        : " answers only who shows a secret: give one, ")
                        + "--token FILE or --password FILE");
            case 404:
                throw noRtpd("it knows no /api/v1/units");
            default:
                throw new CommandFailed("RTPD at " + server + " answered with status " + status + ": "
                        + object(body).path("error").asText("and without a reason"));
        }
    }

    private ObjectNode object(byte[] body) {
        try {
            JsonNode answer = MAPPER.readTree(body);
            if (answer instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // Refused below, with what is JSON but no object.
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory are readable", e);
        }
        throw noRtpd("its answer is no JSON object");
    }

    private CommandFailed noRtpd(String why) {
        return new CommandFailed("what answers at " + server + " is no RTPD of this kind: " + why
                + "; give --http the address that RTPD's ready line names");
    }
}
