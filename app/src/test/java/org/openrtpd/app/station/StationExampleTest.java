package org.openrtpd.app.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.protocol.station.StationEntry;
import org.openrtpd.protocol.station.StationMap;

/** The file that people begin with, and the same as CSV in the documents. */
class StationExampleTest {

    private static final Path SHIPPED = Path.of("src/dist/conf/stations.toml");
    private static final Path DOCUMENT = Path.of("../docs/stations.md");

    @TempDir Path directory;

    private static StationMap read(Path file) {
        StationReading reading = StationReading.of(file, "XX");
        assertThat(reading.mistakes()).isEmpty();
        return reading.map().orElseThrow();
    }

    private static List<String> withoutLines(StationMap map) {
        return map.entries().stream().map(StationEntry::toString)
                .map(text -> text.replaceFirst(", line=\\d+", "")).toList();
    }

    @Test
    void shouldBeAcceptedAsItIs() {
        assertThat(read(SHIPPED).entries()).hasSize(12);
    }

    @Test
    void shouldSayTheSameAsCsvInTheDocument() throws Exception {
        Matcher block = Pattern.compile("```csv\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT));
        assertThat(block.find()).isTrue();
        Path csv = Files.writeString(directory.resolve("stations.csv"), block.group(1));

        assertThat(withoutLines(read(csv))).isEqualTo(withoutLines(read(SHIPPED)));
    }
}
