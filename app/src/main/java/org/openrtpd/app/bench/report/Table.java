package org.openrtpd.app.bench.report;

import java.util.List;

/**
 * Lines that are compared with each other.
 *
 * @param part which part of the benchmark, as its command is called
 * @param title what all lines have in common
 */
public record Table(String part, String title, List<Line> lines) {

    public Table {
        lines = List.copyOf(lines);
    }
}
