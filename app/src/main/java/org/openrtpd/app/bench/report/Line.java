package org.openrtpd.app.bench.report;

import java.util.List;

/**
 * One line of a table.
 *
 * @param subject what was measured
 * @param remarks what one must know to read the figures; most lines have none
 */
public record Line(String subject, List<Figure> figures, List<String> remarks) {

    public Line {
        figures = List.copyOf(figures);
        remarks = List.copyOf(remarks);
    }

    public Line(String subject, List<Figure> figures) {
        this(subject, figures, List.of());
    }
}
