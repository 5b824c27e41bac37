package org.openrtpd.app.bench.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openrtpd.app.terminal.CommandFailed;

/** Collects what a run finds out, and prints it. */
public final class Report {

    private final PrintWriter out;
    private final PrintWriter progress;
    private final ReportFormat format;
    private final Optional<Path> jsonFile;
    private final TextReport text;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<Goal> goals = new ArrayList<>();

    /**
     * @param progress where one reads how far the run is
     * @param jsonFile a file that gets JSON besides
     */
    public Report(PrintWriter out, PrintWriter progress, ReportFormat format, Optional<Path> jsonFile) {
        this.out = out;
        this.progress = progress;
        this.format = format;
        this.jsonFile = jsonFile;
        this.text = new TextReport(out);
    }

    public void facts(List<Fact> more) {
        facts.addAll(more);
        if (format == ReportFormat.TEXT) {
            text.facts(more);
        }
    }

    public void add(Table table) {
        tables.add(table);
        if (format == ReportFormat.TEXT) {
            text.table(table);
        }
    }

    /** Notes a goal; all of them are shown at the end. */
    public void goal(Goal goal) {
        goals.add(goal);
    }

    /** Says what is being done, to whoever waits. */
    public void progress(String what) {
        progress.println("  ... " + what);
        progress.flush();
    }

    /** Prints what only a whole report can say. */
    public void end() {
        String json = JsonReport.text(facts, tables, goals);
        if (format == ReportFormat.JSON) {
            out.print(json);
            out.flush();
        } else {
            text.goals(goals);
        }
        jsonFile.ifPresent(file -> write(file, json));
    }

    private static void write(Path file, String json) {
        try {
            Files.writeString(file, json);
        } catch (IOException e) {
            throw new CommandFailed("cannot write --json " + file + ": " + e);
        }
    }
}
