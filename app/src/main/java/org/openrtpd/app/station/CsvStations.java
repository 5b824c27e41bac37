package org.openrtpd.app.station;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A station file in CSV: a line that names the columns, in any order, then a line for each row.
 * Codes of several channels stand in one field, with blanks between them.
 */
final class CsvStations {

    private final StationRows rows;
    private final Mistakes mistakes;
    private List<String> columns = List.of();

    private CsvStations(StationRows rows, Mistakes mistakes) {
        this.rows = rows;
        this.mistakes = mistakes;
    }

    static void read(String text, StationRows rows, Mistakes mistakes) {
        // What is odd comes through as a field, and is refused with its line and in our words.
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(StationText.MOST_BYTES + 1)
                .ofCsvRecord(text);
        new CsvStations(rows, mistakes).take(reader);
    }

    private void take(CsvReader<CsvRecord> reader) {
        int number = 0;
        try {
            for (CsvRecord line : reader) {
                number = (int) line.getStartingLineNumber();
                if (!isNothing(line) && !take(number, line)) {
                    return;
                }
            }
        } catch (CsvParseException e) {
            // Only a line of thousands of fields is refused by the parser itself.
            mistakes.add(number + 1, "from here on it is no CSV: " + reason(e));
        }
    }

    private static String reason(CsvParseException e) {
        return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    }

    /** Blanks alone, a comment behind blanks, or the commas of an empty row of a spreadsheet. */
    private static boolean isNothing(CsvRecord line) {
        return line.getField(0).strip().startsWith("#")
                || line.getFields().stream().allMatch(String::isBlank);
    }

    private boolean take(int number, CsvRecord line) {
        List<String> fields = line.getFields().stream().map(String::strip).toList();
        if (columns.isEmpty()) {
            return header(number, fields);
        }
        if (fields.stream().anyMatch(CsvStations::isOverLines)) {
            mistakes.add(number, "a field goes on over the end of the line: a quote \" is opened"
                    + " here and not closed");
            return true;
        }
        if (fields.size() != columns.size()) {
            mistakes.add(number, "this row has " + fields.size() + " fields, the header names "
                    + columns.size() + "; an empty field still needs its comma");
            return true;
        }
        return rows.add(new StationRow(number, field(fields, "unit"), field(fields, "stream"),
                field(fields, "channel"), codes(field(fields, "channels")),
                field(fields, "network"), field(fields, "station"), field(fields, "location"),
                field(fields, "from"), field(fields, "until")));
    }

    private static boolean isOverLines(String field) {
        return field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0;
    }

    private boolean header(int number, List<String> fields) {
        columns = fields.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (fields.size() == 1 && fields.get(0).matches(".*[;\t].*")) {
            mistakes.add(number, "the columns are not separated by commas");
            return false;
        }
        boolean good = true;
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!StationRow.KEYS.contains(column)) {
                mistakes.add(number, "unknown column '" + column + "'; known are "
                        + String.join(", ", StationRow.KEYS)
                        + NearMiss.hint(column, StationRow.KEYS));
                good = false;
            } else if (!seen.add(column)) {
                mistakes.add(number, "the column '" + column + "' stands twice");
                good = false;
            }
        }
        for (String needed : List.of("unit", "station")) {
            if (!columns.contains(needed)) {
                mistakes.add(number, "there is no column '" + needed + "'; the first line names the"
                        + " columns, as unit,stream,channels,network,station,location,from,until");
                good = false;
            }
        }
        return good;
    }

    private String field(List<String> fields, String column) {
        int index = columns.indexOf(column);
        return index < 0 ? "" : fields.get(index);
    }

    private static List<String> codes(String field) {
        return field.isEmpty() ? List.of() : List.of(field.split("\\s+"));
    }
}
