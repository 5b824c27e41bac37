package org.openrtpd.app.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrtpd.protocol.station.RecorderNames;
import org.openrtpd.protocol.station.StationMap;

/** What holds for station files of every form. */
class StationReadingTest {

    private static final int UNIT_9E16 = 0x9E16;
    private static final long NOON = 1_781_524_800_000_000_000L;
    private static final RecorderNames AT_100_SPS = new RecorderNames("", "", 100);
    private static final int MEBIBYTE = 1 << 20;

    @TempDir Path directory;

    private StationReading read(String name, String... lines) throws IOException {
        return read(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private StationReading read(String name, byte[] bytes) throws IOException {
        return StationReading.of(Files.write(directory.resolve(name), bytes), "XX");
    }

    /** The mistakes without the directory. */
    private List<String> mistakes(StationReading reading) {
        assertThat(reading.map().isPresent()).isEqualTo(reading.mistakes().isEmpty());
        return reading.mistakes().stream()
                .map(text -> text.replace(directory + "/", "")).toList();
    }

    private static String name(StationMap map, int stream, int channel, long time) {
        return map.name(UNIT_9E16, stream, channel, time, AT_100_SPS).name().toString();
    }

    @Test
    void shouldSayThatThereIsNoSuchFile() {
        assertThat(mistakes(StationReading.of(directory.resolve("none.csv"), "XX"))).containsExactly(
                "none.csv: there is no such file; conf/stations.toml is one to begin with");
    }

    @Test
    void shouldSayThatADirectoryCannotBeRead() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("folder.csv"));

        assertThat(mistakes(StationReading.of(folder, "XX")))
                .singleElement().asString().startsWith("folder.csv: it cannot be read");
    }

    @Test
    void shouldKnowTheFormByTheEndOfTheName() throws Exception {
        assertThat(read("a.TXT", "9E16 ABC").map()).isPresent();
        assertThat(mistakes(read("a.xlsx", "9E16 ABC"))).singleElement().asString()
                .contains("a.xlsx: the end of its name says what is in it: .toml, .csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.toml", "a.csv", "a.map"})
    void shouldTakeAnEmptyFileForAMapWithoutEntries(String name) throws Exception {
        assertThat(read(name, "").map().orElseThrow().entries()).isEmpty();
        assertThat(read(name, "# nothing yet", "").map().orElseThrow().entries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void shouldTakeTheLineEndsOfAnySystem(String lineEnd) throws Exception {
        String marked = "\uFEFF# Sch\u00F6ne Gr\u00FC\u00DFe, \u5730\u9707";
        String toml = String.join(lineEnd, marked, "[[station]]", "unit = \"9E16\"",
                "station = \"ABC\" # \u00E9", "channels = [\"EHZ\"]", "");
        String csv = String.join(lineEnd, marked, "unit,station,channels", "9E16,ABC,EHZ", "");
        String unitMap = String.join(lineEnd, marked, "9E16 ABC # \u00E9", "");

        assertThat(name(read("a.toml", toml).map().orElseThrow(), 0, 0, NOON))
                .isEqualTo("XX.ABC..EHZ");
        assertThat(name(read("a.csv", csv).map().orElseThrow(), 0, 0, NOON))
                .isEqualTo("XX.ABC..EHZ");
        assertThat(name(read("a.map", unitMap).map().orElseThrow(), 0, 0, NOON))
                .isEqualTo("XX.ABC..HHZ");
        assertThat(mistakes(read("b.csv", csv.replace("ABC", "ab")))).singleElement().asString()
                .startsWith("b.csv:3: 'ab' is no station code");
        assertThat(mistakes(read("b.toml", toml.replace("ABC", "ab")))).singleElement().asString()
                .startsWith("b.toml:2: 'ab' is no station code");
        assertThat(mistakes(read("b.map", unitMap.replace("ABC", "ab")))).singleElement().asString()
                .startsWith("b.map:2: 'ab' is no station code");
    }

    @Test
    void shouldRefuseLettersThatAreNotUtf8WithTheirLine() throws Exception {
        Charset latin = StandardCharsets.ISO_8859_1;

        assertThat(mistakes(read("a.csv", "unit,station\n9E16,ABC\n9E17,\u00C4BC\n".getBytes(latin))))
                .containsExactly(
                        "a.csv:3: there is a letter here that is not UTF-8; save the file as UTF-8");
        assertThat(mistakes(read("a.csv", "unit,station\n".getBytes(StandardCharsets.UTF_16))))
                .singleElement().asString().startsWith("a.csv:1: ");
        assertThat(mistakes(read("a.csv", new byte[] {'u', (byte) 0xC3}))).hasSize(1);
    }

    @Test
    void shouldRefuseCodesThatAreNotAscii() throws Exception {
        assertThat(mistakes(read("a.csv", "unit,station", "9E16,\u00C4BC"))).containsExactly(
                "a.csv:2: '\u00C4BC' is no station code: it has 1 to 5 of the capital letters A to Z"
                        + " and digits");
    }

    @Test
    void shouldSayAllMistakesOfAFileInOneGo() throws Exception {
        assertThat(mistakes(read("a.csv",
                "unit,stream,channels,network,station,from,until",
                "9E1G,0,HHZ HH,xx,,soon,2026-01-01",
                "FFFF,,,,ABC,,",
                "9E16,10,,,ABC,,",
                "9E16,1,,,ABC,2026-01-02,2026-01-02"))).containsExactly(
                        "a.csv:2: this row has no 'station', and needs one",
                        "a.csv:2: '9E1G' is no unit: use hex digits, as 9E16",
                        "a.csv:2: '0' is no stream: use its number, from 1, or leave it away for all"
                                + " of them",
                        "a.csv:2: 'soon' is no time: write 2026-03-01T10:00:00Z, 2026-03-01T10:00 or"
                                + " 2026-03-01",
                        "a.csv:2: 'xx' is no network code: it has 1 or 2 of the capital letters A to"
                                + " Z and digits; write 'XX'",
                        "a.csv:2: 'HH' is no channel code: it has exactly 3 of the capital letters A"
                                + " to Z and digits",
                        "a.csv:3: 'FFFF' is no unit: 0001 to FFFFF are, without FFFF",
                        "a.csv:4: there is no stream 10; allowed is 1 to 9",
                        "a.csv:5: it ends before it begins: 'until' is not after 'from'");
    }

    @Test
    void shouldSayTwentyMistakesAndHowManyMoreThereAre() throws Exception {
        List<String> mistakes = mistakes(
                read("a.csv", "unit,station\n" + "9E16,abc\n".repeat(1000)));

        assertThat(mistakes).hasSize(21);
        assertThat(mistakes.get(19)).startsWith("a.csv:21: ");
        assertThat(mistakes.get(20)).isEqualTo("a.csv: and 980 mistakes more");
    }

    @Nested
    class Conflicts {

        @Test
        void shouldRefuseRowsAboutTheSameChannelsAtTheSameTime() throws Exception {
            assertThat(mistakes(read("a.csv", "unit,channels,station,until",
                    "9E16,HHZ HHN HHE,ABC,2026-01-03", "9E16,HHZ HHN HHE,DEF,2026-01-02")))
                    .containsExactly("a.csv:3: unit 9E16 channel 1 has a name for the same time in"
                            + " line 2; end the one where the other begins: 'until' is the first"
                            + " moment after it");
        }

        @Test
        void shouldRefuseTheSameRowTwice() throws Exception {
            assertThat(mistakes(read("a.map", "9E16 ABC", "9E17 DEF", "9e16 ABC")))
                    .singleElement().asString().startsWith("a.map:3: unit 9E16 has a name")
                    .contains("in line 1");
        }

        @Test
        void shouldRefuseOneNameForTwoChannels() throws Exception {
            assertThat(mistakes(read("a.csv", "unit,stream,channels,station",
                    "9E16,1,HHZ,ABC", "91F5,1,HHZ,ABC"))).containsExactly(
                    "a.csv:3: the name XX.ABC..HHZ is that of unit 9E16 stream 1 channel 1 in line 2"
                            + " at the same time; the data of both would be mixed: give one of them"
                            + " another code or location, or another time");
            assertThat(mistakes(read("a.csv", "unit,channels,station", "9E16,HHZ HHZ,ABC")))
                    .singleElement().asString()
                    .contains("a.csv:2: the name", "unit 9E16 channel 1 in this row");
        }

        @Test
        void shouldTakeAUnitThatMoves() throws Exception {
            StationMap map = read("a.csv", "unit,channels,station,from,until",
                    "9E16,EHZ,NEW,2026-06-15T12:00:00Z,",
                    "9E16,EHZ,OLD,,2026-06-15T12:00:00Z").map().orElseThrow();

            assertThat(name(map, 0, 0, NOON - 1)).isEqualTo("XX.OLD..EHZ");
            assertThat(name(map, 0, 0, NOON)).isEqualTo("XX.NEW..EHZ");
        }
    }

    @Nested
    class Limits {

        private static final int ROWS = 100_000;

        private String csv(int rows, String channels) {
            StringBuilder text = new StringBuilder("unit,station,channels\n");
            for (int i = 1; i <= rows; i++) {
                // No unit and no station stands twice, and FFFF is no unit.
                text.append(Integer.toHexString(0x10000 + i)).append(',')
                        .append(Integer.toString(i, 36).toUpperCase(Locale.ROOT)).append(',')
                        .append(channels).append('\n');
            }
            return text.toString();
        }

        @Test
        void shouldTakeAsManyRowsAsThereMayBe() throws Exception {
            assertThat(read("a.csv", csv(ROWS, "")).map().orElseThrow().entries()).hasSize(ROWS);
        }

        @Test
        void shouldRefuseMoreRows() throws Exception {
            assertThat(mistakes(read("a.csv", csv(ROWS + 5, "")))).containsExactly(
                    "a.csv:100002: there are more than 100000 rows from here on");
        }

        @Test
        void shouldRefuseRowsThatNameTooManyChannels() throws Exception {
            String channels = "HHZ HHN HHE HH4 HH5 HH6 HH7 HH8";

            assertThat(mistakes(read("a.csv", csv(ROWS / 2 + 1, channels)))).containsExactly(
                    "a.csv:50002: there are more than 400000 channels named, from here on");
        }

        @Test
        void shouldRefuseFilesThatAreTooLong() throws Exception {
            assertThat(mistakes(read("a.csv", new byte[16 * MEBIBYTE + 1])))
                    .containsExactly("a.csv: it is longer than 16 MiB");
            assertThat(mistakes(read("a.toml", new byte[MEBIBYTE + 1])))
                    .containsExactly("a.toml: it is longer than 1 MiB; as .csv it may have 16 MiB");
        }

        @Test
        void shouldRefuseALineWithoutEnd() throws Exception {
            assertThat(mistakes(read("a.csv", "unit,station\n9E16,A\n" + ",".repeat(MEBIBYTE))))
                    .singleElement().asString().startsWith("a.csv:3: ");
            assertThat(mistakes(read("a.csv", "unit,station\n\"" + "9\n".repeat(MEBIBYTE))))
                    .singleElement().asString().startsWith("a.csv:2: a field goes on");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.toml", "a.csv", "a.map"})
    void shouldRefuseOrTakeAnyBytesAndNeverThrow(String name) throws Exception {
        SplittableRandom random = new SplittableRandom(20261121);
        String alphabet = "[[station]]\n\n unit=\"9E16\"\r\n,,#'{}ABC\u00E4";
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(200); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (round % 3 == 0) {
                random.nextBytes(bytes);
            }

            StationReading reading = read(name, bytes);

            assertThat(reading.map().isPresent()).isEqualTo(reading.mistakes().isEmpty());
        }
    }
}
