package org.openrtpd.app.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Figure RATE = Figure.of("packets/s", "", 900, 120_000.4, 130_000);
    private static final Figure CPU = Figure.of("CPU", "us/packet", 4.125);
    private static final Table TABLE = new Table("ingest", "UDP", List.of(
            new Line("rtpd", List.of(RATE, CPU), List.of("noisy")),
            new Line("floor", List.of(CPU))));

    @TempDir Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter progress = new StringWriter();

    private void report(ReportFormat format, Optional<Path> file) {
        Report report =
                new Report(new PrintWriter(out), new PrintWriter(progress), format, file);
        report.facts(List.of(new Fact("cores", "2"), new Fact("JDK", "17")));
        report.progress("warming up");
        report.add(TABLE);
        report.end();
    }

    @Nested
    class Figures {

        @Test
        void shouldTakeTheMiddleOfTheRounds() {
            assertThat(Figure.of("", "", 3, 1, 2).median()).isEqualTo(2);
            assertThat(Figure.of("", "", 4, 1, 2, 3).median()).isEqualTo(2.5);
        }

        @Test
        void shouldCallRoundsNoisyThatDifferByMoreThan15Percent() {
            assertThat(Figure.of("", "", 100, 107, 114).isNoisy()).isFalse();
            assertThat(Figure.of("", "", 100, 107, 117).isNoisy()).isTrue();
        }

        @Test
        void shouldHaveNoSpreadWhenNothingHappened() {
            assertThat(Figure.of("", "", 0, 0).isNoisy()).isFalse();
        }
    }

    @Nested
    class Goals {

        private final Figure measured = Figure.of("", "ms", 9, 10, 12);

        @Test
        void shouldBeMetWhenTheMedianIsOnTheRightSide() {
            assertThat(Goal.atMost("", measured, 10).isMet()).isTrue();
            assertThat(Goal.atMost("", measured, 9.5).isMet()).isFalse();
            assertThat(Goal.atLeast("", measured, 10).isMet()).isTrue();
            assertThat(Goal.atLeast("", measured, 10.5).isMet()).isFalse();
        }

        @Test
        void shouldBeNoisyWhenSomeRoundsSayOtherwise() {
            assertThat(Goal.atMost("", measured, 11).isNoisy()).isTrue();
            assertThat(Goal.atMost("", measured, 12).isNoisy()).isFalse();
            assertThat(Goal.atMost("", measured, 8).isNoisy()).isFalse();
        }

        @Test
        void shouldSayWhatChanceDoesAndWhetherItReachesTheGoal() {
            Goal goal = Goal.atLeast("", Figure.of("", "", 0.9), 0.8);

            assertThat(goal.beside(Optional.of(Figure.of("", "", 0.98, 1.02, 1.05))).verdict())
                    .isEqualTo("met, two floors 1.02 (0.98-1.05)");
            assertThat(goal.beside(Optional.of(Figure.of("", "", 0.8, 1, 1.05))).verdict())
                    .isEqualTo("met, two floors 1 (0.80-1.05): too close to tell here");
        }
    }

    @Nested
    class AsText {

        @Test
        void shouldShowAllGoalsAtTheEnd() {
            Report report = new Report(new PrintWriter(out), new PrintWriter(progress),
                    ReportFormat.TEXT, Optional.empty());
            report.goal(Goal.atMost("p99", Figure.of("", "ms", 9, 10, 12), 11));
            report.goal(Goal.atLeast("rate", Figure.of("", "", 0.5), 0.8));
            report.add(TABLE);
            report.end();

            assertThat(out.toString().lines().skip(6)).containsExactly(
                    "",
                    "goals",
                    "         measured           goal                         outcome",
                    "  p99   10 (9-12)  at most 11 ms  met, noisy: not in every round",
                    "  rate       0.50  at least 0.80                         not met");
        }

        @Test
        void shouldAlignTheColumnsAndLeaveOutWhatALineHasNot() {
            report(ReportFormat.TEXT, Optional.empty());

            assertThat(out.toString().lines()).containsExactly(
                    "cores  2",
                    "JDK    17",
                    "",
                    "ingest: UDP",
                    "                     packets/s  CPU us/packet",
                    "  rtpd   120,000 (900-130,000)           4.13",
                    "  floor                                  4.13",
                    "  ! rtpd: noisy");
        }

        @Test
        void shouldSayElsewhereHowFarItIs() {
            report(ReportFormat.TEXT, Optional.empty());

            assertThat(progress.toString()).contains("warming up");
            assertThat(out.toString()).doesNotContain("warming up");
        }
    }

    @Nested
    class AsJson {

        @Test
        void shouldPrintNothingButJson() throws Exception {
            report(ReportFormat.JSON, Optional.empty());

            JsonNode json = new ObjectMapper().readTree(out.toString());
            assertThat(json.at("/facts/cores").asText()).isEqualTo("2");
            JsonNode line = json.at("/tables/0/lines/0");
            assertThat(json.at("/tables/0/part").asText()).isEqualTo("ingest");
            assertThat(line.at("/subject").asText()).isEqualTo("rtpd");
            assertThat(line.at("/figures/0/median").asDouble()).isEqualTo(120_000.4);
            assertThat(line.at("/figures/0/lowest").asDouble()).isEqualTo(900);
            assertThat(line.at("/figures/1/unit").asText()).isEqualTo("us/packet");
            assertThat(line.at("/remarks/0").asText()).isEqualTo("noisy");
        }

        @Test
        void shouldHoldGoalsAndWhatChanceDoes() throws Exception {
            Report report = new Report(new PrintWriter(out), new PrintWriter(progress),
                    ReportFormat.JSON, Optional.empty());
            report.goal(Goal.atMost("p99", CPU, 5));
            report.goal(Goal.atMost("p99", CPU, 5).beside(Optional.of(Figure.of("", "", 0.5, 1, 2))));
            report.end();

            JsonNode goals = new ObjectMapper().readTree(out.toString()).path("goals");
            assertThat(goals.at("/0/met").asBoolean()).isTrue();
            assertThat(goals.at("/0").has("control")).isFalse();
            assertThat(goals.at("/1/control/lowest").asDouble()).isEqualTo(0.5);
            assertThat(goals.at("/1/control/highest").asDouble()).isEqualTo(2);
        }

        @Test
        void shouldWriteAFileBesideTheText() throws Exception {
            Path file = directory.resolve("bench.json");

            report(ReportFormat.TEXT, Optional.of(file));

            assertThat(new ObjectMapper().readTree(Files.readString(file)).at("/tables")).hasSize(1);
            assertThat(out.toString()).contains("ingest: UDP");
        }
    }
}
