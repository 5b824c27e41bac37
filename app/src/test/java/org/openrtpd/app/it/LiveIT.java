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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;

/** A simulated network, and what its RTPD shows of it: the same numbers as the journal tells. */
class LiveIT {

    private static final int UNIT = 0x9A01;
    private static final String CHANNEL = "9A01.1.1";
    private static final long STEP_MILLIS = 10_000;
    private static final int NANOS_PER_SAMPLE = 10_000_000;

    @TempDir Path work;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private String base;

    private JsonNode get(String path) throws IOException {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(base + path)).timeout(RtpdProcess.LIMIT).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return json.readTree(answer.body());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Two minutes of three recorders, pushed as fast as they are taken. */
    private void push(RtpdProcess server, Instant start) {
        RtpdProcess.run(work, "simulate", "--to", server.address(), "--units", "3",
                "--first-unit", "9A01", "--start", start.toString(), "--duration", "2m",
                "--record-length", "1m", "--speed", "max", "--transport", "tcp",
                "--streams", "rate=100,channels=3,format=C2");
    }

    /** Samples of the channel as they stand in the journal, by time in nanoseconds. */
    private Map<Long, Integer> journalSamples(Path data) {
        Map<Long, Integer> found = new TreeMap<>();
        JournalEntry entry = new JournalEntry();
        DataPacket packet = new DataPacket();
        SampleDecoder decoder = new SampleDecoder();
        int[] samples = new int[SampleDecoder.MAX_SAMPLES];
        try (JournalReader reader = JournalReader.open(data);
                JournalTailer tailer = reader.tailer()) {
            while (tailer.next(entry)) {
                if (!entry.isPacket() || entry.unit() != UNIT) {
                    continue;
                }
                packet.wrap(entry.body(), entry.bodyStart());
                if (packet.header().type() == PacketType.DT && packet.streamIndex() == 0
                        && packet.channelIndex() == 0) {
                    int count = decoder.decode(entry.body(), entry.bodyStart(), samples);
                    for (int i = 0; i < count; i++) {
                        found.put(packet.header().timeNanos() + (long) i * NANOS_PER_SAMPLE,
                                samples[i]);
                    }
                }
            }
        }
        return found;
    }

    @Test
    void shouldShowWhatTheJournalTells() throws IOException {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(20));
        Path data = work.resolve("data");
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0, "--http", "127.0.0.1:0")) {
            String out = server.out().strip();
            base = "http://" + out.substring(out.indexOf("http=") + 5) + "/api/v1/";
            push(server, begin);
            push(server, begin.plus(Duration.ofMinutes(5)));
            Map<Long, Integer> truth = journalSamples(data);
            await().atMost(RtpdProcess.LIMIT).until(() -> get("units").get("total").asInt() == 3
                    && get("channels?unit=9A01").get("channels").get(0).get("lastSampleMs").asLong()
                            * 1_000_000 > new TreeMap<>(truth).lastKey());

            assertBins(truth, begin);
            assertSamples(truth, begin);
            assertGaps(data);
            JsonNode unit = get("units/9A01");
            assertThat(unit.get("state").asText()).isEqualTo("red");
            assertThat(unit.get("reasons").toString()).contains("complete today");
        }
    }

    private void assertBins(Map<Long, Integer> truth, Instant begin) throws IOException {
        JsonNode wave = get("waveform?channel=" + CHANNEL + "&from=" + begin.toEpochMilli()
                + "&until=" + begin.plus(Duration.ofMinutes(10)).toEpochMilli() + "&points=61");
        assertThat(wave.get("stepMs").asLong()).isEqualTo(STEP_MILLIS + 1);
        long from = wave.get("fromMs").asLong();
        long step = wave.get("stepMs").asLong();
        for (int bin = 0; bin < wave.get("min").size(); bin++) {
            long binFrom = (from + bin * step) * 1_000_000;
            // Bins in memory are of whole seconds: what is drawn may reach a little further.
            List<Integer> inside = within(truth, binFrom, binFrom + step * 1_000_000);
            if (inside.isEmpty()) {
                continue;
            }
            assertThat(wave.get("min").get(bin).asInt()).isLessThanOrEqualTo(
                    inside.stream().mapToInt(value -> value).min().getAsInt());
            assertThat(wave.get("max").get(bin).asInt()).isGreaterThanOrEqualTo(
                    inside.stream().mapToInt(value -> value).max().getAsInt());
        }
        List<Integer> all = within(truth, Long.MIN_VALUE, Long.MAX_VALUE);
        JsonNode drum = get("drum?channel=" + CHANNEL + "&day=" + begin.toString().substring(0, 10));
        if (Instant.now().truncatedTo(ChronoUnit.DAYS).isBefore(begin)) {
            assertThat(drum.get("low").asInt())
                    .isEqualTo(all.stream().mapToInt(value -> value).min().getAsInt());
            assertThat(drum.get("high").asInt())
                    .isEqualTo(all.stream().mapToInt(value -> value).max().getAsInt());
        }
    }

    private static List<Integer> within(Map<Long, Integer> truth, long from, long until) {
        List<Integer> found = new ArrayList<>();
        truth.forEach((nanos, value) -> {
            if (nanos >= from && nanos < until) {
                found.add(value);
            }
        });
        return found;
    }

    private void assertSamples(Map<Long, Integer> truth, Instant begin) throws IOException {
        JsonNode wave = get("waveform?channel=" + CHANNEL + "&from=" + begin.toEpochMilli()
                + "&until=" + begin.plusSeconds(60).toEpochMilli() + "&points=10000");
        Map<Long, Integer> shown = new TreeMap<>();
        wave.get("segments").forEach(segment -> {
            for (int i = 0; i < segment.get("values").size(); i++) {
                shown.put(segment.get("startMs").asLong() * 1_000_000
                        + (long) i * NANOS_PER_SAMPLE, segment.get("values").get(i).asInt());
            }
        });
        assertThat(shown).hasSizeGreaterThan(1000);
        assertThat(truth).containsAllEntriesOf(shown);
    }

    /** The same gaps as {@code rtpd gaps} finds in the whole journal afterwards. */
    private void assertGaps(Path data) throws IOException {
        String[] lines;
        try (RtpdProcess gaps = RtpdProcess.start(
                work, "gaps", "--format", "json", "--data", data.toString())) {
            gaps.exitCode(RtpdProcess.LIMIT);
            lines = gaps.out().strip().split("\n");
        }
        int expected = 0;
        for (String line : lines) {
            expected += json.readTree(line).get("rec").asText().equals("gap") ? 1 : 0;
        }
        JsonNode gaps = get("gaps?limit=1000");
        assertThat(expected).isEqualTo(9);
        assertThat(gaps.get("total").asInt()).isEqualTo(expected);
        assertThat(gaps.get("gaps").get(0).get("kind").asText()).isEqualTo("gap");
        assertThat(gaps.get("gaps").get(0).get("seconds").asDouble()).isBetween(100.0, 240.0);
    }
}
