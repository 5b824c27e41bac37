package org.openrtpd.app.station;

/**
 * The unit map of SeisComP's reftek plugin: lines {@code HEXUNIT STATION}, and comments from #
 * (record format, section 12).
 */
final class UnitMapStations {

    private UnitMapStations() {}

    static void read(String text, StationRows rows, Mistakes mistakes) {
        int number = 0;
        for (String line : text.split("\r\n|\r|\n")) {
            number++;
            String said = line.replaceFirst("#.*", "").strip();
            if (said.isEmpty()) {
                continue;
            }
            String[] words = said.split("\\s+");
            if (words.length != 2) {
                mistakes.add(number, "a line has two words, the unit and its station, as 9E16 ABC;"
                        + " for streams, channels and times use a .toml or .csv file");
            } else if (!rows.add(StationRow.of(number, words[0], words[1]))) {
                return;
            }
        }
    }
}
