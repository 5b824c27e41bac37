package org.openrtpd.app.station;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms that a station file can have, by the end of its name. */
enum StationFormat {

    TOML(TomlStations.MOST_BYTES, ".toml") {
        @Override
        void read(String text, StationRows rows, Mistakes mistakes) {
            TomlStations.read(text, rows, mistakes);
        }
    },
    CSV(StationText.MOST_BYTES, ".csv") {
        @Override
        void read(String text, StationRows rows, Mistakes mistakes) {
            CsvStations.read(text, rows, mistakes);
        }
    },
    UNIT_MAP(StationText.MOST_BYTES, ".map", ".txt") {
        @Override
        void read(String text, StationRows rows, Mistakes mistakes) {
            UnitMapStations.read(text, rows, mistakes);
        }
    };

    private final int mostBytes;
    private final List<String> ends;

    StationFormat(int mostBytes, String... ends) {
        this.mostBytes = mostBytes;
        this.ends = List.of(ends);
    }

    /** The form of a file; none when its name has another end. */
    static Optional<StationFormat> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(form -> form.ends.stream().anyMatch(name::endsWith)).findFirst();
    }

    /** Longest file of this form. */
    int mostBytes() {
        return mostBytes;
    }

    /** Hands over every row of a text, and says what is no row. */
    abstract void read(String text, StationRows rows, Mistakes mistakes);
}
