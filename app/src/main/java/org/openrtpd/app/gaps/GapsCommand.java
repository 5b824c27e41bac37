package org.openrtpd.app.gaps;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.config.UnitConverter;
import org.openrtpd.app.decode.InputFiles;
import org.openrtpd.app.decode.JournalInput;
import org.openrtpd.app.decode.JsonFields;
import org.openrtpd.app.decode.PacketInput;
import org.openrtpd.app.station.StationOptions;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.app.terminal.IsoTime;
import org.openrtpd.protocol.trace.SampleRate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rtpd gaps}: what is missing in a journal or in files. */
@Command(
        name = "gaps",
        description = "List gaps, overlaps and clock steps of each channel in a journal or in REF"
                + " TEK files, and how complete each UTC day is.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        footer = {"", "Packets may stand in any order: late ones fill the gap they belong to.",
            "Exit code 0 when there is none, 1 when something is listed, 2 for wrong usage and for"
            + " what cannot be read."})
public final class GapsCommand implements Callable<Integer> {

    /** How the report is written. */
    enum Format {
        /** Tables for people. */
        TEXT,
        /** A JSON object a line. */
        JSON
    }

    private static final int BUFFER = 64 << 10;
    private static final int NONE = 0;
    private static final int SOME = 1;
    private static final int NOT_READ = 2;

    private final InputStream in;
    private final OutputStream out;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*",
            description = "Files of 1024-byte packets; - for standard input; a directory for all"
                    + " files of a REF TEK archive below it.")
    private List<String> files = List.of();

    @Option(names = "--data", paramLabel = "DIR",
            description = "Look at the journal in this data directory of an RTPD instead of files.")
    private Path data;

    @Option(names = "--from", paramLabel = "TIME", defaultValue = Option.NULL_VALUE,
            description = "Data from this time on (2026-03-01 or 2026-03-01T10:00:00Z); what is"
                    + " missing behind it counts. Without it each channel begins with its first sample.")
    private String from;

    @Option(names = "--until", paramLabel = "TIME", defaultValue = Option.NULL_VALUE,
            description = "Data before this time; what is missing before it counts. Without it each"
                    + " channel ends with its last sample.")
    private String until;

    @Option(names = "--unit", paramLabel = "HEX", split = ",", converter = UnitConverter.class,
            description = "Only this unit; repeatable.")
    private List<Integer> units = List.of();

    @Option(names = "--stream", paramLabel = "N", defaultValue = "0",
            description = "Only this stream, from 1; 0 for all.")
    private int stream;

    @Option(names = "--channel", paramLabel = "N", defaultValue = "0",
            description = "Only this channel, from 1; 0 for all.")
    private int channel;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text",
            description = "Tables for people, or a JSON object a line.")
    private Format format;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "1000",
            description = "List so many of each channel, 1 to 1000000; more are counted.")
    private int limit;

    @Option(names = "--fallback-rate", paramLabel = "SPS", defaultValue = Option.NULL_VALUE,
            description = "Samples a second, as 100 or 0.1, of streams that nothing else tells the"
                    + " rate of.")
    private String fallbackRate;

    @Mixin private StationOptions stations;

    @Option(names = "--config", paramLabel = "FILE",
            description = "Configuration file (TOML); this command uses its data key.")
    private Path config;

    public GapsCommand() {
        this(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    }

    GapsCommand(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() {
        GapSelection selection = selection();
        Optional<SampleRate> rate = Optional.ofNullable(fallbackRate).map(this::parseRate);
        try {
            Coverage coverage =
                    new Coverage(selection, GapLimits.of(limit), stations.open(), rate);
            read(coverage);
            List<ChannelReport> reports = coverage.reports();
            write(reports);
            sayWhatIsLeftOut(coverage);
            return reports.stream().anyMatch(report -> report.count() > 0) ? SOME : NONE;
        } catch (IOException | CommandFailed e) {
            spec.commandLine().getErr().println("rtpd: " + e.getMessage());
            return NOT_READ;
        }
    }

    private GapSelection selection() {
        if (files.isEmpty() && data == null) {
            throw wrong("say where to look: FILE..., or --data DIR for a journal");
        }
        if (!files.isEmpty() && spec.commandLine().getParseResult().hasMatchedOption("--data")) {
            throw wrong("look at either files or the journal in --data DIR, not both");
        }
        requireBetween("--stream", stream, 0, 100);
        requireBetween("--channel", channel, 0, 100);
        requireBetween("--limit", limit, 1, 1_000_000);
        TimeWindow window = new TimeWindow(time("--from", from, TimeWindow.OPEN_FROM),
                time("--until", until, TimeWindow.OPEN_UNTIL));
        if (window.untilNanos() <= window.fromNanos()) {
            throw wrong("--until is not behind --from, so there is no time to look at");
        }
        return new GapSelection(new HashSet<>(units), stream, channel, window);
    }

    private void requireBetween(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw SettingSources.wrongValue(spec, option, value, least + " to " + most);
        }
    }

    private long time(String option, String text, long otherwise) {
        try {
            return text == null ? otherwise : IsoTime.parse(text);
        } catch (IllegalArgumentException e) {
            throw SettingSources.wrongValue(
                    spec, option, "'" + text + "'", "a time: " + e.getMessage());
        }
    }

    private SampleRate parseRate(String text) {
        return SampleRate.parse(text).orElseThrow(() -> SettingSources.wrongValue(
                spec, "--fallback-rate", "'" + text + "'", "samples a second, as 100 or 0.1"));
    }

    private void read(Coverage coverage) throws IOException {
        List<PacketInput> inputs =
                files.isEmpty() ? List.of(new JournalInput(data)) : InputFiles.of(files, in);
        for (PacketInput input : inputs) {
            try (input) {
                input.read(coverage);
            }
        }
    }

    private void write(List<ChannelReport> reports) throws IOException {
        OutputStream buffer = new BufferedOutputStream(out, BUFFER);
        if (format == Format.JSON) {
            new GapLines(new JsonFields(buffer)).write(reports);
        } else {
            PrintWriter text = new PrintWriter(buffer, false, StandardCharsets.UTF_8);
            new GapTable(text).write(reports);
            text.flush();
        }
        buffer.flush();
    }

    private void sayWhatIsLeftOut(Coverage coverage) {
        PrintWriter err = spec.commandLine().getErr();
        if (coverage.unreadable() > 0) {
            err.println("rtpd: " + coverage.unreadable() + " packets could not be read, so nobody"
                    + " knows whose they are; rtpd decode shows what is wrong with them");
        }
        if (coverage.forgotten() > 0) {
            err.println("rtpd: " + coverage.forgotten()
                    + " packets are of channels beyond the first " + GapLimits.CHANNELS + "; --unit looks at some of them");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
