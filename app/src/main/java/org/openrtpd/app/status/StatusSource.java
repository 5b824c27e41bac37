package org.openrtpd.app.status;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.openrtpd.app.terminal.CommandFailed;

/** Asks a running RTPD for its stations. */
final class StatusSource {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int PAGE = 2000;
    private static final int MAX_UNITS = 100_000;
    private static final int MAX_BYTES = 64 << 20;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI server;
    private final Optional<String> authorization;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT)
            .version(HttpClient.Version.HTTP_1_1).build();

    /**
     * @param server scheme, host and port
     * @throws CommandFailed when the token cannot be read
     */
    StatusSource(URI server, Optional<Path> token) {
        this.server = server;
        this.authorization = token.map(StatusSource::bearer);
    }

    private static String bearer(Path token) {
        try {
            return "Bearer " + Files.readString(token).strip().lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new CommandFailed("cannot read --token " + token + ": " + e.getMessage());
        }
    }

    /**
     * All stations, as {@code /api/v1/units} tells them.
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
        return all;
    }

    private static ArrayNode rows(ObjectNode page) {
        if (page.get("units") instanceof ArrayNode rows) {
            return rows;
        }
        throw new CommandFailed("what answers there is no RTPD of this kind: it lists no units");
    }

    private ObjectNode page(int offset) {
        URI address = URI.create(server + "/api/v1/units?limit=" + PAGE + "&offset=" + offset);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(LIMIT);
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return read(response.statusCode(), body.readNBytes(MAX_BYTES));
            }
        } catch (IOException e) {
            throw new CommandFailed("RTPD at " + server + " does not answer ("
                    + Optional.ofNullable(e.getMessage()).orElse("nobody listens there")
                    + "); is it running, and is that its --http?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }

    private ObjectNode read(int status, byte[] body) throws IOException {
        if (status == UNAUTHORIZED) {
            throw new CommandFailed(
                    "RTPD at " + server + " wants a token: give --token FILE with the right one");
        }
        JsonNode answer = MAPPER.readTree(body);
        if (status == OK && answer instanceof ObjectNode object) {
            return object;
        }
        throw new CommandFailed("RTPD at " + server + " answered with status " + status + ": "
                + answer.path("error").asText("and without a reason"));
    }
}
