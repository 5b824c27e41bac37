package org.openrtpd.app.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StationsCommandTest {

    @TempDir Path directory;
    private Path path;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void prepare() throws IOException {
        path = directory.resolve("stations.csv");
        write("unit,stream,channels,station,until", "9E16,1,HHZ HHN,ABC,2026-01-02", "91F5,,,DEF,");
    }

    private void write(String... lines) throws IOException {
        Files.writeString(path, String.join("\n", lines));
    }

    private int run(String... arguments) {
        return new CommandLine(new StationsCommand())
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void shouldShowWhatAFileSays() {
        int exitCode = run("--stations", path.toString(), "--network", "YY");

        assertThat(exitCode).isZero();
        assertThat(out.toString().lines()).containsExactly(
                "unit  stream  channel  name               from  until                     line",
                "91F5  *       *        YY.DEF..(derived)  -     -                         3",
                "9E16  1       1        YY.ABC..HHZ        -     2026-01-02T00:00:00.000Z  2",
                "9E16  1       2        YY.ABC..HHN        -     2026-01-02T00:00:00.000Z  2");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldOnlySayThatAFileIsGood() {
        assertThat(run("--stations", path.toString(), "--check")).isZero();
        assertThat(out.toString().strip()).isEqualTo(path + ": good, units=2 entries=3");
    }

    @Test
    void shouldSayEveryMistakeAndFail() throws Exception {
        write("unit,station", "9E16,abc", "9E1G,ABC");

        assertThat(run("--stations", path.toString())).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(2)
                .allMatch(line -> line.startsWith(path + ":"));
    }

    @Test
    void shouldRefuseWrongUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("missing --stations FILE");
        assertThat(run("--stations", path.toString(), "--network", "toolong")).isEqualTo(2);
        assertThat(err.toString()).contains("'--network': toolong; allowed is 1 or 2");
    }
}
