package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code rtpd bench} prints and leaves behind; never how fast anything is. */
class BenchIT {

    @TempDir Path work;

    private static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux");
    }

    private RtpdProcess start(String... more) throws IOException {
        Path place = Files.createDirectory(work.resolve("place"));
        List<String> arguments = new ArrayList<>(List.of("bench", "ingest", "--transport", "udp,tcp",
                "--durability", "disk", "--recorders", "3", "--duration", "300ms",
                "--warm-up", "100", "--rate", "50%", "--dir", place.toString()));
        arguments.addAll(List.of(more));
        return RtpdProcess.start(work, arguments.toArray(new String[0]));
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> all = Files.list(work.resolve("place"))) {
            return all.toList();
        }
    }

    private static List<String> texts(JsonNode nodes, String field) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.path(field).asText()));
        return texts;
    }

    @Test
    void shouldCompareIngestWithTheFloorAndLeaveNothingBehind() throws Exception {
        assumeTrue(isLinux(), "the load generator uses system calls of Linux");
        Path file = work.resolve("bench.json");
        try (RtpdProcess bench = start(
                "--rounds", "1", "--control", "on", "--json", file.toString())) {
            assertThat(bench.exitCode(RtpdProcess.LIMIT)).as(bench.err()).isZero();

            assertThat(bench.out()).contains("cores", "ingest: UDP", "ingest: TCP", "packets/s", "p99.9",
                    "goals");
        }
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.path("facts").path("JDK").asText()).isNotEmpty();
        // Each transport as fast as it goes, and at a rate.
        assertThat(json.path("tables")).hasSize(4);
        for (JsonNode table : json.path("tables")) {
            JsonNode rtpd = table.path("lines").get(0);
            assertThat(texts(table.path("lines"), "subject"))
                    .satisfiesExactly(first -> assertThat(first).isEqualTo("rtpd"),
                            floor -> assertThat(floor).startsWith("floor"),
                            control -> assertThat(control).startsWith("floor").endsWith("again"));
            assertThat(texts(rtpd.path("figures"), "name")).contains("CPU", "resent", "unacknowledged");
        }
        assertThat(texts(json.at("/tables/0/lines/0/figures"), "name"))
                .contains("packets/s of floor", "CPU of floor", "generator busy");
        assertThat(json.at("/tables/0/lines/0/figures/0/median").asDouble()).isPositive();
        assertThat(texts(json.at("/tables/1/lines/0/figures"), "name"))
                .contains("p50", "p99", "p99.9", "late");
        assertThat(texts(json.at("/tables/1/lines/1/figures"), "name"))
                .contains("force p50", "force p99");
        assertThat(texts(json.path("goals"), "what"))
                .anyMatch(what -> what.endsWith("packets/s of floor"))
                .anyMatch(what -> what.endsWith("p99"));
        assertThat(json.at("/goals/0/control").has("median")).isTrue();
        assertThat(left()).isEmpty();
    }

    @Test
    void shouldReadEveryLivePacketWithEveryClientBesideTheOtherServer() throws Exception {
        assumeTrue(isLinux(), "the load generator uses system calls of Linux");
        Path file = work.resolve("bench.json");
        try (RtpdProcess bench = RtpdProcess.start(work, "bench", "live", "--live-clients", "2",
                "--live-rate", "200", "--live-for", "500ms", "--rounds", "1",
                "--json", file.toString())) {
            assertThat(bench.exitCode(RtpdProcess.LIMIT)).as(bench.err()).isZero();
        }
        JsonNode lines = new ObjectMapper().readTree(file.toFile()).at("/tables/0/lines");
        assumeTrue(lines.size() == 2, "the other server is a C program: there is no compiler");
        for (JsonNode line : lines) {
            JsonNode figures = line.path("figures");
            assertThat(texts(figures, "name"))
                    .startsWith("p50", "p99", "p99.9", "missing", "CPU");
            assertThat(figures.at("/0/median").asDouble()).isPositive();
            assertThat(figures.at("/3/median").asDouble()).isZero();
        }
        assertThat(lines.at("/0/figures/6/name").asText()).isEqualTo("of that in rtpd-clients");
        assertThat(lines.at("/0/figures/6/median").asDouble())
                .as("the thread has that name").isPositive();
    }

    @Test
    void shouldSayWhatAScrapeCostsTheIngest() throws Exception {
        assumeTrue(isLinux(), "the load generator uses system calls of Linux");
        Path place = Files.createDirectory(work.resolve("place"));
        try (RtpdProcess bench = RtpdProcess.start(work, "bench", "scrape", "--units", "3",
                "--rounds", "1", "--scrape-for", "500ms", "--scrape-every", "100ms",
                "--format", "json", "--dir", place.toString())) {
            assertThat(bench.exitCode(RtpdProcess.LIMIT)).as(bench.err()).isZero();

            JsonNode json = new ObjectMapper().readTree(bench.out());
            assertThat(texts(json.at("/tables/0/lines"), "subject"))
                    .containsExactly("no scrapes", "one each 0.1 s", "one scrape");
            assertThat(json.at("/tables/0/lines/1/figures/0/median").asDouble()).isPositive();
            assertThat(json.at("/tables/0/lines/2/figures/0/median").asDouble()).isPositive();
            assertThat(texts(json.path("goals"), "what")).hasSize(2)
                    .allMatch(what -> what.startsWith("3 units, a scrape each 15 s"));
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void shouldTellWhatALongRunFoundAndHowLongTheServersForcesTook() throws Exception {
        assumeTrue(isLinux(), "the load generator uses system calls of Linux");
        Path file = work.resolve("bench.json");
        try (RtpdProcess bench = RtpdProcess.start(work, "bench", "soak", "--duration", "1s",
                "--recorders", "10", "--percent", "10", "--json", file.toString())) {
            assertThat(bench.exitCode(RtpdProcess.LIMIT)).as(bench.err()).isZero();
        }
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        JsonNode lines = json.at("/tables/0/lines");
        assertThat(texts(lines, "subject")).containsExactly("acknowledgements", "memory before",
                "memory after", "pauses of the collector", "forces of the disk");
        assertThat(lines.at("/0/figures/0/median").asLong()).as("packets").isPositive();
        JsonNode forces = lines.at("/4/figures");
        assertThat(texts(forces, "name")).startsWith("p50", "p99", "p99.9", "count");
        assertThat(forces.at("/0/median").asDouble()).isPositive();
        // In a second; those of the half minute before it are not among them.
        assertThat(forces.at("/3/median").asLong()).isBetween(1L, 1000L);
        assertThat(json.path("goals")).hasSize(4);
    }

    @Test
    void shouldStartOnJournalsThatWereLeftInEveryWay() throws Exception {
        Path file = work.resolve("bench.json");
        try (RtpdProcess bench = RtpdProcess.start(work, "bench", "recovery", "--sizes", "2MiB",
                "--rounds", "1", "--json", file.toString())) {
            assertThat(bench.exitCode(RtpdProcess.LIMIT)).as(bench.err()).isZero();
        }
        JsonNode table = new ObjectMapper().readTree(file.toFile()).at("/tables/0");
        assertThat(table.path("title").asText()).contains("2 MiB, 1,949 packets");
        assertThat(texts(table.path("lines"), "subject")).satisfiesExactly(
                stopped -> assertThat(stopped).isEqualTo("stopped before"),
                killed -> assertThat(killed).startsWith("kill -9"),
                all -> assertThat(all).endsWith("all is read"));
        assertThat(table.at("/lines/2/figures/1/name").asText()).isEqualTo("for each GiB");
        for (JsonNode line : table.path("lines")) {
            assertThat(line.at("/figures/0/median").asDouble()).isPositive();
        }
    }

    @Test
    void shouldEndItsServersAndDeleteTheirDataWhenInterrupted() throws Exception {
        assumeTrue(isLinux(), "the load generator uses system calls of Linux");
        try (RtpdProcess bench = start("--rounds", "1000")) {
            await().atMost(RtpdProcess.LIMIT).until(() -> bench.err().contains("rounds"));
            List<ProcessHandle> servers =
                    ProcessHandle.of(bench.pid()).orElseThrow().descendants().toList();
            assertThat(servers).hasSizeGreaterThanOrEqualTo(2);

            bench.terminate();
            bench.exitCode(RtpdProcess.LIMIT);

            await().atMost(RtpdProcess.LIMIT)
                    .untilAsserted(() -> assertThat(servers).noneMatch(ProcessHandle::isAlive));
            assertThat(left()).isEmpty();
        }
    }
}
