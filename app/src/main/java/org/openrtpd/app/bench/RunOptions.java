package org.openrtpd.app.bench;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.report.ReportFormat;
import org.openrtpd.app.bench.target.Workplace;
import org.openrtpd.app.config.SettingSources;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every part of the benchmark can be told. */
final class RunOptions {

    @Spec(Target.MIXEE) private CommandSpec spec;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text",
            description = "What is printed: tables for people, or JSON.")
    private ReportFormat format;

    @Option(names = "--json", paramLabel = "FILE",
            description = "Write JSON to this file, too.")
    private Path json;

    @Option(names = "--dir", paramLabel = "DIR",
            description = "Where the journals of the benchmark lie, on the disk that is to be measured;"
                    + " deleted at the end. The system's directory for temporary files otherwise.")
    private Path directory;

    /** Runs some parts in a place that is gone afterwards, and prints what they found. */
    int run(BiConsumer<Workplace, Report> parts) {
        Path parent = directory == null ? Path.of(System.getProperty("java.io.tmpdir")) : directory;
        if (!Files.isDirectory(parent)) {
            throw SettingSources.wrongValue(spec, "--dir", parent, "a directory that is there");
        }
        PrintWriter out = spec.commandLine().getOut();
        Report report = new Report(
                out, spec.commandLine().getErr(), format, Optional.ofNullable(json));
        try (Workplace workplace = Workplace.in(parent)) {
            report.facts(MachineFacts.of(workplace.directory()));
            parts.accept(workplace, report);
            report.end();
        }
        return 0;
    }
}
