package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.metrics.Promtool;

/** A real RTPD with recorders and a client program, looked at over HTTP. */
class HttpIT {

    private static final Path DOCS = Path.of("..", "docs");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern METRIC = Pattern.compile("\\b(rtpd|jvm|process|system)_[a-z0-9_]+");
    private static final Pattern DOCUMENTED =
            Pattern.compile("\\| `([a-z0-9_]+)`( †)? \\| (\\w+) \\|.*");

    @TempDir static Path work;
    private static RtpdProcess server;
    private static RtpdProcess recorders;
    private static RtpdProcess client;
    private static String http;

    @BeforeAll
    static void start() {
        server = RtpdProcess.serve(
                work, work.resolve("data"), 0, "--http", "127.0.0.1:0", "--min-free", "1MiB");
        http = "http://" + server.out().strip().replaceAll(".* http=", "");
        client = RtpdProcess.start(work, "cat", "--from", server.address());
        recorders = RtpdProcess.start(work, "simulate", "--to", server.address(), "--units", "2",
                "--start", Instant.now().minus(Duration.ofHours(1)).toString(), "--speed", "600");
        await().atMost(RtpdProcess.LIMIT).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            JsonNode unit = json("/api/v1/units/9D01");
            assertThat(unit.path("gpsLock").asText()).isNotEmpty();
            assertThat(unit.path("temperatureCelsius").isNumber()).isTrue();
            assertThat(unit.path("lockAgeSeconds").isNumber()).isTrue();
            assertThat(json("/api/v1/sessions").path("total").asInt()).isEqualTo(2);
            assertThat(json("/api/v1/clients").path("clients").path(0).path("packets").asLong())
                    .isPositive();
        });
    }

    @AfterAll
    static void stop() {
        for (RtpdProcess process : List.of(recorders, client, server)) {
            process.close();
        }
    }

    private static HttpResponse<String> get(String path) {
        try {
            return CLIENT.send(HttpRequest.newBuilder(URI.create(http + path))
                    .timeout(RtpdProcess.LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(path + ": " + e, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String path) {
        try {
            return MAPPER.readTree(get(path).body());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }

    /** Documented metrics; true for those that are there only sometimes. */
    private static Map<String, Boolean> documented() throws IOException {
        Map<String, Boolean> metrics = new TreeMap<>();
        for (String line : Files.readAllLines(DOCS.resolve("metrics.md"))) {
            Matcher matcher = DOCUMENTED.matcher(line);
            if (matcher.matches()) {
                metrics.put(matcher.group(1), matcher.group(2) != null);
            }
        }
        return metrics;
    }

    @Test
    void shouldServeTheMetricsThatAreDocumentedAndNoOthers() throws IOException {
        Set<String> served = MetricsText.read(get("/metrics").body()).types().keySet();

        assertThat(documented().keySet()).containsAll(served);
        Set<String> missing = new TreeSet<>(documented().keySet());
        missing.removeAll(served);
        assertThat(missing).as("documented, but not served").allSatisfy(name -> {
            assertThat(documented().get(name)).as(name + " is marked as not always there").isTrue();
            assertThat(name).as("everything else was made to happen").startsWith("jvm_gc_");
        });
    }

    @Test
    void shouldServeMetricsThatPrometheusFindsNothingWrongWith()
            throws IOException, InterruptedException {
        Path text = Files.writeString(work.resolve("metrics.txt"), get("/metrics").body());

        Promtool.accept(text, "check", "metrics");
    }

    @Test
    void shouldDeclareEachMetricOnce() {
        assertThat(server.err()).doesNotContain("already registered");
    }

    @Test
    void shouldServeEveryMetricThatDashboardAndRulesAskFor() throws IOException {
        Set<String> served = MetricsText.read(get("/metrics").body()).names();
        List<String> expressions = new ArrayList<>();
        MAPPER.readTree(DOCS.resolve("monitoring/grafana.json").toFile())
                .findValuesAsText("expr").forEach(expressions::add);
        int panels = expressions.size();
        Files.readAllLines(DOCS.resolve("monitoring/alerts.yaml")).stream()
                .filter(line -> line.strip().startsWith("expr:")).forEach(expressions::add);

        Set<String> asked = expressions.stream().flatMap(e -> METRIC.matcher(e).results())
                .map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));

        assertThat(panels).isGreaterThan(20);
        assertThat(expressions.size() - panels).isGreaterThan(15);
        assertThat(served).containsAll(asked);
    }

    @Test
    void shouldAnswerEveryDocumentedPathWithTheDocumentedFields() throws IOException {
        JsonNode contract = json("/api/openapi.json");
        assertThat(contract).isEqualTo(MAPPER.readTree(DOCS.resolve("openapi.json").toFile()));

        for (Map.Entry<String, JsonNode> path : contract.path("paths").properties()) {
            JsonNode get = path.getValue().path("get");
            JsonNode content = get.path("responses").path("200").path("content");
            if (content.has("text/event-stream")) {
                continue;
            }
            HttpResponse<String> answer = get(address(path.getKey(), get));
            assertThat(answer.statusCode()).as(path.getKey() + answer.body()).isEqualTo(200);
            if (content.has("application/json")) {
                assertThat(answer.headers().firstValue("content-type"))
                        .contains("application/json; charset=utf-8");
                new Schema(contract).check(path.getKey(),
                        content.path("application/json").path("schema"), MAPPER.readTree(answer.body()));
            }
        }
    }

    private static String address(String path, JsonNode get) {
        String address = path;
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : get.path("parameters")) {
            if (parameter.path("in").asText().equals("path")) {
                address = address.replace("{" + parameter.path("name").asText() + "}",
                        parameter.path("example").asText());
            } else if (parameter.path("required").asBoolean()) {
                query.add(parameter.path("name").asText() + "=" + parameter.path("example").asText());
            }
        }
        return query.isEmpty() ? address : address + "?" + String.join("&", query);
    }

    @Test
    void shouldTellOfRecordersClientsAndJournalWhatTheyAre() {
        JsonNode session = json("/api/v1/sessions?unit=9d02").path("sessions");
        assertThat(session).hasSize(1);
        assertThat(session.path(0).path("unit").asText()).isEqualTo("9D02");
        assertThat(session.path(0).path("transport").asText()).isEqualTo("udp");
        assertThat(session.path(0).path("window").asInt()).isEqualTo(16);
        assertThat(session.path(0).path("packets").asLong()).isPositive();
        JsonNode other = json("/api/v1/sessions?limit=1&offset=1");
        assertThat(other.path("total").asInt()).isEqualTo(2);
        assertThat(other.path("sessions")).hasSize(1);

        assertThat(json("/api/v1/clients").path("clients").path(0).path("program").asText())
                .isEqualTo("rtpd cat");
        assertThat(json("/api/v1/journal").path("files").asInt()).isPositive();
        assertThat(json("/api/v1/watchdog").path("known").asBoolean()).isFalse();
        assertThat(json("/health").path("ready").asBoolean()).isTrue();
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldShowTheStationsInATerminalOrSayThatNobodyAnswers() {
        String table = new String(RtpdProcess.run(work, "status", "--http", http));
        assertThat(table).contains("2 stations:", "9D01", "9D02").doesNotContain("\u001b");
        assertThat(new String(RtpdProcess.run(work, "status", "--http", http, "--format", "json")))
                .startsWith("{").contains("\"unit\":\"9D01\"");

        try (RtpdProcess nobody = RtpdProcess.start(work, "status", "--http", "127.0.0.1:1")) {
            assertThat(nobody.exitCode(RtpdProcess.LIMIT)).isEqualTo(1);
            assertThat(nobody.err()).contains("127.0.0.1:1 does not answer").contains("--http");
        }
    }
}
