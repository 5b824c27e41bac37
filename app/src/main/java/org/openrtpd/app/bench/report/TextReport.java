package org.openrtpd.app.bench.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tables as a person reads them, each printed as soon as it is there. */
final class TextReport {

    private static final String GAP = "  ";

    private final PrintWriter out;

    TextReport(PrintWriter out) {
        this.out = out;
    }

    void facts(List<Fact> facts) {
        int width = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
        facts.forEach(fact -> out.println(padded(fact.name(), width) + GAP + fact.value()));
        out.flush();
    }

    void table(Table table) {
        Set<String> heads = new LinkedHashSet<>();
        table.lines().forEach(line -> line.figures().forEach(figure -> heads.add(figure.head())));
        List<List<String>> rows = new ArrayList<>();
        List<String> first = new ArrayList<>(List.of(""));
        first.addAll(heads);
        rows.add(first);
        for (Line line : table.lines()) {
            List<String> row = new ArrayList<>(List.of(line.subject()));
            heads.forEach(head -> row.add(line.figures().stream()
                    .filter(figure -> figure.head().equals(head)).findFirst()
                    .map(Figure::text).orElse("")));
            rows.add(row);
        }
        out.println();
        out.println(table.part() + ": " + table.title());
        print(rows);
        table.lines().forEach(line -> line.remarks().forEach(
                remark -> out.println("  ! " + line.subject() + ": " + remark)));
        out.flush();
    }

    void goals(List<Goal> goals) {
        if (goals.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "measured", "goal", "outcome"));
        goals.forEach(goal -> rows.add(List.of(
                goal.what(), goal.measured().text(), goal.wanted(), goal.verdict())));
        out.println();
        out.println("goals");
        print(rows);
        out.flush();
    }

    private void print(List<List<String>> rows) {
        for (List<String> row : rows) {
            StringBuilder text = new StringBuilder(GAP);
            for (int column = 0; column < row.size(); column++) {
                int width = width(rows, column);
                text.append(column == 0 ? padded(row.get(0), width)
                        : GAP + " ".repeat(width - row.get(column).length()) + row.get(column));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
