package org.openrtpd.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.openrtpd.app.live.RecordedPackets.SECOND;
import static org.openrtpd.app.live.RecordedPackets.UNIT_9E16;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.http.HttpConfig;
import org.openrtpd.app.http.HttpServer;
import org.openrtpd.app.http.Routes;
import org.openrtpd.app.live.model.LiveSettings;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.station.StationMap;

/** The live model over HTTP, from a journal that is written by hand. */
class LiveServiceTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int PACKETS = 30;

    @TempDir Path data;
    private final HttpClient http = HttpClient.newHttpClient();
    private final long beginNanos = LiveService.nowNanos() / SECOND * SECOND - 100 * SECOND;
    private WrittenJournal journal;
    private LiveService service;
    private HttpServer server;

    @BeforeEach
    void open() {
        journal = new WrittenJournal(data);
        journal.append(RecordedPackets.header(UNIT_9E16, beginNanos, "CON"), beginNanos);
        for (int i = 1; i <= PACKETS; i++) {
            append(i);
        }
        service = LiveService.open(data, LiveSettings.DEFAULTS,
                new ChannelNames(StationMap.empty("XX")));
        Routes routes = new Routes();
        service.addTo(routes);
        server = HttpServer.open(HttpConfig.open(HostPort.parse("127.0.0.1:0")), routes,
                new SimpleMeterRegistry());
        await().atMost(LIMIT).until(() -> !service.table().rows().isEmpty()
                && service.table().rows().get(0).traffic().packets() == PACKETS + 1);
    }

    private void append(int sequence) {
        long start = beginNanos + (sequence - 1) * 2 * SECOND;
        journal.append(RecordedPackets.data(UNIT_9E16, sequence, start), start + 2 * SECOND);
    }

    @AfterEach
    void close() {
        server.close();
        service.close();
        journal.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + "/api/v1/" + path);
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(HttpRequest.newBuilder(uri(path)).timeout(LIMIT).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode json(String path) throws IOException {
        return new ObjectMapper().readTree(get(path).body());
    }

    @Test
    void shouldServeTheTableOfStationsAndWhatChangedSince() throws IOException {
        JsonNode table = json("units");

        assertThat(table.get("total").asInt()).isOne();
        JsonNode row = table.get("units").get(0);
        assertThat(row.get("unit").asText()).isEqualTo("9E16");
        assertThat(row.get("packets").asInt()).isEqualTo(PACKETS + 1);
        assertThat(row.get("completenessTodayPercent").asDouble()).isEqualTo(100);
        assertThat(row.get("gpsLock").isNull()).isTrue();
        assertThat(json("units?q=nobody").get("total").asInt()).isZero();
        long later = table.get("version").asLong() + 1000;
        assertThat(json("units?since=" + later).get("all").asBoolean()).isTrue();
    }

    @Test
    void shouldServeStationsInTheOrderOfTheirUnitsWhenAsked() throws IOException {
        journal.append(RecordedPackets.header(0x91F5, beginNanos, "CON"), beginNanos);
        await().atMost(LIMIT).until(() -> service.table().rows().size() == 2);

        JsonNode first = json("units?order=unit&limit=1");
        JsonNode second = json("units?order=unit&limit=1&offset=1");

        assertThat(first.get("units").get(0).get("unit").asText()).isEqualTo("91F5");
        assertThat(second.get("units").get(0).get("unit").asText()).isEqualTo("9E16");
    }

    @Test
    void shouldServeAUnitWithItsChannels() throws IOException {
        JsonNode unit = json("units/9e16");

        JsonNode channel = unit.get("channelList").get(0);
        assertThat(channel.get("channel").asText()).isEqualTo("9E16.1.1");
        assertThat(channel.get("rate").asDouble()).isEqualTo(100);
    }

    @Test
    void shouldServeSamplesAsTheyWereRecorded() throws IOException {
        long from = beginNanos / 1_000_000;

        JsonNode wave = json("waveform?channel=9E16.1.1&points=10000&from=" + from
                + "&until=" + (from + 60_000));

        assertThat(wave.get("kind").asText()).isEqualTo("samples");
        JsonNode values = wave.get("segments").get(0).get("values");
        assertThat(wave.get("segments")).hasSize(1);
        assertThat(values).hasSize(PACKETS * RecordedPackets.SAMPLES);
        for (int i = 0; i < values.size(); i++) {
            int packet = i / RecordedPackets.SAMPLES + 1;
            assertThat(values.get(i).asInt()).isEqualTo(
                    RecordedPackets.samples(packet)[i % RecordedPackets.SAMPLES]);
        }
    }

    @Test
    void shouldServeADayInRowsWithNullsWhereNothingIs() throws IOException {
        String day = Instant.ofEpochSecond(beginNanos / SECOND).toString().substring(0, 10);

        JsonNode drum = json("drum?channel=9E16.1.1&rowMinutes=60&columns=100&day=" + day);

        assertThat(drum.get("rows")).hasSize(24);
        assertThat(drum.get("rows").get(0).get("min")).hasSize(100);
        assertThat(drum.get("complete").asBoolean()).isTrue();
    }

    @Test
    void shouldServeASpectrogramOfOneStringAColumn() throws IOException {
        long from = beginNanos / 1_000_000;

        JsonNode spectrogram = json("spectrogram?channel=9E16.1.1&columns=20&rows=16&from=" + from
                + "&until=" + (from + 60_000));

        assertThat(spectrogram.get("levels")).hasSize(20);
        assertThat(spectrogram.get("maxHertz").asDouble()).isEqualTo(50);
    }

    @Test
    void shouldStreamWhatComes() throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(
                HttpRequest.newBuilder(uri("live?channels=9E16.1.1,FFFF.1.1&points=50")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: hello");
            assertThat(lines.readLine()).contains("\"unknown\":[\"FFFF.1.1\"]");
            lines.readLine();

            append(PACKETS + 3);

            assertThat(lines.readLine()).isEqualTo("event: tear");
            assertThat(lines.readLine()).contains("\"kind\":\"gap\"");
            lines.readLine();
            assertThat(lines.readLine()).isEqualTo("event: data");
            JsonNode packet = new ObjectMapper().readTree(
                    lines.readLine().substring("data: ".length()));
            assertThat(packet.get("values")).hasSize(RecordedPackets.SAMPLES);
            assertThat(packet.get("values").get(7).asInt())
                    .isEqualTo(RecordedPackets.samples(PACKETS + 3)[7]);
        }
    }

    @Test
    void shouldStreamTriggersOfTheUnitsThatAreLookedAtAndOfNoOthers()
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(
                HttpRequest.newBuilder(uri("live?channels=9E16.1.1")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: hello");
            lines.readLine();
            lines.readLine();
            long trigger = beginNanos + 70 * SECOND;

            journal.append(RecordedPackets.header(0x91F5, trigger, "EVT"), trigger);
            journal.append(RecordedPackets.header(UNIT_9E16, trigger, "EVT"), trigger);

            assertThat(lines.readLine()).isEqualTo("event: trigger");
            JsonNode event = new ObjectMapper().readTree(
                    lines.readLine().substring("data: ".length()));
            assertThat(event.get("unit").asText()).isEqualTo("9E16");
            assertThat(event.get("streamNumber").asInt()).isOne();
            assertThat(event.get("trigger").asText()).isEqualTo("EVT");
            assertThat(event.get("atMs").asLong()).isEqualTo(trigger / 1_000_000);
        }
    }

    @Test
    void shouldForgetWhoHasGone() throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(
                HttpRequest.newBuilder(uri("live?channels=9E16.1.1,FFFF.1.1")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(service.watchedChannels()).isEqualTo(2);

        response.body().close();

        await().atMost(LIMIT).until(() -> service.watchedChannels() == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "units/ZZ, 400", "units/1234, 404", "units?state=blue, 400", "units?limit=0, 400", "units?order=unit, 200", "units?order=size, 400",
        "units/9E16/soh, 200", "units/9E16/log, 200", "units/9E16/gaps, 200", "gaps, 200",
        "gaps?channel=9E16.1.9, 404", "channels, 200", "events, 200", "limits, 200",
        "waveform, 400", "waveform?channel=x, 400", "waveform?channel=9E16.1.9, 404",
        "waveform?channel=9E16.1.1&points=9, 400",
        "waveform?channel=9E16.1.1&from=2026-01-01&until=2026-01-09, 400",
        "drum?channel=9E16.1.1&rowMinutes=25, 400",
        "spectrogram?channel=9E16.1.1&from=2026-01-01&until=2026-01-02, 400",
        "live, 400", "live?channels=x, 400"})
    void shouldAnswerWithTheStatusThatFits(String path, int status) {
        assertThat(get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void shouldNotMindAnUnheardUnitsHexDigitsOfAnyLength() {
        assertThat(get("units/FFFFFFFF").statusCode()).isEqualTo(404);
        assertThat(get("units/123456789").statusCode()).isEqualTo(400);
    }
}
