package org.openrtpd.app.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.app.gaps.MadePackets.TEN;
import static org.openrtpd.app.gaps.MadePackets.at;
import static org.openrtpd.app.gaps.MadePackets.header;
import static org.openrtpd.app.gaps.MadePackets.ramp;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GapsCommandTest {

    private static final int SECOND = 100;

    @TempDir Path directory;
    private final ByteArrayOutputStream input = new ByteArrayOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = new CommandLine(new GapsCommand(
                new ByteArrayInputStream(input.toByteArray()), out));
        command.registerConverter(GapsCommand.Format.class,
                text -> GapsCommand.Format.valueOf(text.toUpperCase(Locale.ROOT)));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private void write(ByteBuf... packets) {
        for (ByteBuf packet : packets) {
            input.write(packet.array(), 0, 1024);
        }
    }

    private void writeGap() {
        write(header(7, at(TEN, 0)), ramp(7, 1, at(TEN, 0), SECOND, 0),
                ramp(7, 4, at(TEN, 3000), SECOND, 300));
    }

    @Test
    void shouldShowTablesAndExitWith1WhereThereIsAGap() {
        writeGap();

        assertThat(run("-")).isEqualTo(1);

        assertThat(lines()).containsExactly(
                "CHANNEL          UNIT     ST.CH WHAT    EXPECTED                 FOUND         "
                        + "                     MS      SAMPLES  WHY",
                "XX.9E16..HHZ     9E16     1.1   gap     2026-03-01T10:00:01.000Z"
                        + " 2026-03-01T10:00:03.000Z        +2000         +200"
                        + "  2 or more packets are missing",
                "",
                "CHANNEL          UNIT     ST.CH DAY                    PERCENT      SAMPLES     EXPECTED",
                "XX.9E16..HHZ     9E16     1.1   2026-03-01               50.00          200          400");
    }

    @Test
    void shouldExitWith0WhereNothingIsMissing() {
        write(header(7, at(TEN, 0)), ramp(7, 1, at(TEN, 0), SECOND, 0));

        assertThat(run("-")).isZero();

        assertThat(lines()).hasSize(2);
        assertThat(lines().get(1)).contains("100.00");
    }

    @Test
    void shouldWriteJsonLines() {
        writeGap();

        assertThat(run("--format", "json", "-")).isEqualTo(1);

        String channel = "\"name\":\"XX.9E16..HHZ\",\"unit\":\"9E16\",\"stream\":1,\"channel\":1,";
        assertThat(lines()).containsExactly(
                "{\"rec\":\"channel\"," + channel + "\"rate\":100.0,"
                        + "\"start\":\"2026-03-01T10:00:00.000Z\",\"end\":\"2026-03-01T10:00:04.000Z\","
                        + "\"packets\":2,\"duplicates\":0,\"too_late\":0,\"unusable\":0,\"gaps\":1,"
                        + "\"overlaps\":0,\"steps\":0,\"unlisted\":0,\"samples\":200,\"expected\":400,"
                        + "\"percent\":50.0}",
                "{\"rec\":\"gap\"," + channel + "\"kind\":\"gap\","
                        + "\"expected\":\"2026-03-01T10:00:01.000Z\","
                        + "\"found\":\"2026-03-01T10:00:03.000Z\",\"ms\":2000,\"samples\":200,"
                        + "\"cause\":\"lost_packets\",\"missing_packets\":2}",
                "{\"rec\":\"day\"," + channel + "\"day\":\"2026-03-01\",\"last_day\":\"2026-03-01\","
                        + "\"samples\":200,\"expected\":400,\"percent\":50.0}");
    }

    @Test
    void shouldLetALaterFileFillTheGapOfAnEarlierOne() throws Exception {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        writeGap();
        Files.write(first, input.toByteArray());
        input.reset();
        write(ramp(7, 2, at(TEN, 1000), SECOND, 100), ramp(7, 3, at(TEN, 2000), SECOND, 200));
        Files.write(second, input.toByteArray());

        assertThat(run(first.toString(), second.toString())).isZero();
    }

    @Test
    void shouldCallChannelsByTheStationFile() throws Exception {
        Path stations = Files.writeString(directory.resolve("stations.map"), "9E16 WET\n");
        writeGap();

        run("--network", "DE", "--stations", stations.toString(), "-");

        assertThat(lines().get(1)).startsWith("DE.WET..HHZ ");
    }

    @Test
    void shouldListNoMoreThanTheLimit() {
        write(header(7, at(TEN, 0)), ramp(7, 1, at(TEN, 0), SECOND, 0),
                ramp(7, 3, at(TEN, 2000), SECOND, 200), ramp(7, 5, at(TEN, 4000), SECOND, 400));

        run("--limit", "1", "-");

        assertThat(lines()).hasSize(6);
        assertThat(lines().get(2))
                .isEqualTo("XX.9E16..HHZ: 1 more are not listed; --limit lists more");
    }

    @Test
    void shouldTakeTheFallbackRateWhereNothingElseTellsOne() {
        write(ramp(7, 1, at(TEN, 0), SECOND, 0));
        run("-");
        assertThat(lines().get(1)).endsWith("the rate is not known, so nothing can be said of 1 packets");
        out.reset();

        assertThat(run("--fallback-rate", "100", "-")).isZero();

        assertThat(lines().get(1)).contains(" 100.00 ");
    }

    @Test
    void shouldSayWhatCouldNotBeRead() {
        writeGap();
        input.write(0);

        run("-");

        assertThat(err.toString()).startsWith("rtpd: 1 packets could not be read");
    }

    @Test
    void shouldExitWith2ForWrongUsageAndForWhatCannotBeRead() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--limit", "0", "-")).isEqualTo(2);
        assertThat(run("--from", "2026-03-02", "--until", "2026-03-01", "-")).isEqualTo(2);
        assertThat(run("--from", "yesterday", "-")).isEqualTo(2);
        assertThat(run("--fallback-rate", "fast", "-")).isEqualTo(2);
        assertThat(run("--network", "toolong", "-")).isEqualTo(2);
        assertThat(run(directory.resolve("nothing").toString())).isEqualTo(2);
        assertThat(run("--data", directory.resolve("no-journal").toString())).isEqualTo(2);
        assertThat(run("--stations", directory.resolve("none.toml").toString(), "-")).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
