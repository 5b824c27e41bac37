package org.openrtpd.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.tail.Colours;

/** {@link StatusTable} and the width that it has. */
class StatusTableTest {

    private static final String RED = "{\"name\":\"XX.ABC\",\"unit\":\"9E16\",\"state\":\"red\","
            + "\"ageSeconds\":960,\"latencySeconds\":7.4,\"packetsPerSecond\":0.85,"
            + "\"completenessTodayPercent\":99.98,\"gpsLock\":\"unlocked\",\"lockAgeSeconds\":7200,"
            + "\"supplyVolts\":12.61,\"temperatureCelsius\":23.4,"
            + "\"reasons\":[\"no packet for 16 min\",\"no GPS lock for 2 h\"]}";
    private static final String UNKNOWN = "{\"name\":\"9E17\",\"unit\":\"9E17\",\"state\":\"green\","
            + "\"ageSeconds\":200000,\"latencySeconds\":null,\"packetsPerSecond\":null,"
            + "\"completenessTodayPercent\":null,\"gpsLock\":null,\"lockAgeSeconds\":null,"
            + "\"supplyVolts\":null,\"temperatureCelsius\":null,\"reasons\":[]}";
    private static final int WIDE = 500;
    private static final int ALL = Integer.MAX_VALUE;

    private static JsonNode answer(String... rows) {
        try {
            return new ObjectMapper().readTree("{\"total\":" + rows.length
                    + ",\"state\":{\"red\":1,\"amber\":0,\"green\":1},\"reading\":\"live\",\"units\":["
                    + String.join(",", rows) + "]}");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldShowWhatThePageShows() {
        String text = new StatusTable(Colours.OFF, WIDE).text(answer(RED, UNKNOWN), ALL);

        assertThat(text).isEqualTo("""
                2 stations: 1 red, 0 amber, 1 green
                STATION        UNIT  STATE     LAST  LATENCY   PKT/S  TODAY      GPS  VOLTS  TEMP  WHY
                XX.ABC         9E16  red        16m       7s    0.85 100.0%    -2.0h   12.6    23  \
                no packet for 16 min; no GPS lock for 2 h
                9E17           9E17  green     2.3d        ?       ?      ?        ?      ?     ?
                """);
    }

    @Test
    void shouldFitTheWidthAndSayHowManyDoNotFitTheScreen() {
        String text = new StatusTable(Colours.OFF, 60)
                .text(answer(RED, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN), 6);

        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
        assertThat(text.lines()).hasSize(5).last().isEqualTo("and 4 more");
    }

    @Test
    void shouldColourTroubleAndCutBeforeColours() {
        String text = new StatusTable(Colours.ON, 40).text(answer(RED), ALL);

        String row = text.lines().toList().get(2);
        assertThat(row).startsWith("\u001b[31mXX.ABC").endsWith("m");
        assertThat(row.replaceAll("\u001b\\[[0-9;]*m", "")).hasSize(40);
    }

    @Test
    void shouldPrintHostileNamesWithoutWhatSteersATerminal() {
        String hostile = RED.replace("XX.ABC", "\\u001b[2Jgone\\u0007\\u009b31m");

        String text = new StatusTable(Colours.OFF, WIDE).text(answer(hostile), ALL);

        assertThat(text).contains("?[2Jgone??31m").doesNotContain("\u001b", "\u0007", "\u009b");
    }

    @Test
    void shouldUnderstandTheSizeOfATerminalOrTakeTheUsualOne() {
        assertThat(TerminalSize.parse("50 132")).isEqualTo(new TerminalSize(132, 50));
        assertThat(TerminalSize.parse("0 0")).isEqualTo(new TerminalSize(80, 24));
        assertThat(TerminalSize.parse("stty: not a tty")).isEqualTo(new TerminalSize(80, 24));
    }
}
