package org.openrtpd.app.export;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.config.UnitConverter;
import org.openrtpd.app.miniseed.RecordOptions;
import org.openrtpd.app.station.StationOptions;
import org.openrtpd.app.terminal.ClosedOutput;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.app.terminal.FileTrouble;
import org.openrtpd.app.terminal.IsoTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.protocol.trace.RateBook;
import org.openrtpd.storage.archive.RecordSink;
import org.openrtpd.storage.archive.miniseed.Excerpt;
import org.openrtpd.storage.archive.miniseed.MiniseedRecords;
import org.openrtpd.storage.archive.miniseed.MiniseedSettings;
import org.openrtpd.storage.archive.reftek.ReftekWriter;
import org.openrtpd.storage.journal.JournalException;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rtpd export}: writes what a journal holds of a time span, once. */
@Command(
        name = "export",
        description = "Write what a journal holds of a time span, as miniSEED or as packets, to files or"
                + " to standard output; also while RTPD writes the journal.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        footer = {"", "The span is of the data's own times, not of when it was received: what came late"
            + " stands where it belongs. Exit code 1 when there is nothing in the span."})
public final class ExportCommand implements Callable<Integer> {

    private static final Set<PacketType> READABLE = EnumSet.complementOf(EnumSet.of(
            PacketType.UNKNOWN, PacketType.DR, PacketType.NH, PacketType.NT));
    private static final Duration LONGEST_SPAN = Duration.ofDays(50 * 365);
    private static final Duration LONGEST_MARGIN = Duration.ofDays(3650);
    private static final int NOTHING = 1;
    private static final int BUFFER = 64 << 10;
    private static final String STANDARD_OUTPUT = "-";

    @Spec private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory of the RTPD. Required.")
    private Path data;

    @Option(names = "--from", paramLabel = "TIME",
            description = "Time of the first sample (2026-03-01T10:00:00Z). Required.")
    private String from;

    @Option(names = "--until", paramLabel = "TIME",
            description = "Time behind the last sample: one of just that time is left out. Required.")
    private String until;

    @Option(names = {"-o", "--out"}, paramLabel = "PATH",
            description = "Where to write: a directory (one that is there, or with / at its end) gets a"
                    + " tree, anything else is one file, - is standard output. Required.")
    private String out;

    @Option(names = "--format", paramLabel = "mseed|reftek|raw", defaultValue = "mseed",
            description = "miniSEED; a REF TEK archive with the events that touch the span; or whole"
                    + " packets one behind the other.")
    private ExportFormat format;

    @Option(names = "--unit", paramLabel = "HEX", split = ",", converter = UnitConverter.class,
            description = "Only packets of this unit; repeatable.")
    private List<Integer> units = List.of();

    @Option(names = "--stream", paramLabel = "N", split = ",",
            description = "Only this stream, from 1; repeatable. Logs are in no stream.")
    private List<Integer> streams = List.of();

    @Option(names = "--channel", paramLabel = "N", split = ",",
            description = "Only this channel, from 1; repeatable. Logs are in no channel.")
    private List<Integer> channels = List.of();

    @Option(names = "--type", paramLabel = "DT", split = ",",
            description = "Only packets of this type (AD CD DS DT EH ET FD OM SC SH); repeatable.")
    private List<String> types = List.of();

    @Mixin private StationOptions stationOptions;

    @Mixin private RecordOptions recordOptions;

    @Option(names = "--margin", paramLabel = "DURATION", defaultValue = "1d",
            description = "How long before --from, by the server's clock, the journal is read from; and"
                    + " how far around the span headers and logs are learned from. More than a"
                    + " recorder's clock is ahead.")
    private Duration margin;

    @Option(names = "--force", description = "Replace files that are there already.")
    private boolean force;

    @Option(names = "--config", paramLabel = "FILE",
            description = "Configuration file (TOML) with these options in its table [export].")
    private Path config;

    @Override
    public Integer call() {
        ExportSelection selection = selection();
        requireOut();
        StationMap map = stationOptions.map();
        // Nothing waits for more here: what is there is written, and the end writes the rest.
        MiniseedSettings settings = recordOptions.settings(Duration.ofDays(1), () -> map);
        try (JournalReader reader = JournalReader.open(data); JournalTailer tailer = reader.tailer()) {
            JournalSearch search = new JournalSearch(selection, format, margin.toNanos(),
                    new RateBook(RateBook.DEFAULT_STREAMS, settings.fallbackRate()));
            tailer.toTime(selection.fromNanos() - margin.toNanos());
            search.read(tailer);
            warn(search);
            if (search.isEmpty()) {
                return nothing();
            }
            Export export = new Export(search, selection, tailer);
            MiniseedRecords records = MiniseedRecords.inTimeOrder(settings,
                    new Excerpt(selection.fromNanos(), selection.untilNanos(), selection.logTypes()),
                    search.rates());
            return out.equals(STANDARD_OUTPUT)
                    ? toOutput(export, records) : toFiles(export, records);
        } catch (JournalException e) {
            throw new CommandFailed(e.getMessage());
        }
    }

    private int toOutput(Export export, MiniseedRecords records) {
        try (OutputStream stream = new BufferedOutputStream(
                new FileOutputStream(FileDescriptor.out), BUFFER)) {
            RecordSink sink = (path, bytes, start, length) -> bytes.getBytes(start, stream, length);
            write(export, records, sink);
            stream.flush();
        } catch (IOException e) {
            if (ClosedOutput.isReaderGone(e)) {
                return 0;
            }
            throw new CommandFailed("the output could not be written and is cut short: "
                    + e.getMessage());
        }
        return summary(export, records, "to standard output");
    }

    private int toFiles(Export export, MiniseedRecords records) {
        Path path = Path.of(out);
        boolean tree = isTree();
        Path root = tree ? path : path.toAbsolutePath().getParent();
        ExportFiles.Existing existing = force
                ? ExportFiles.Existing.REPLACED : ExportFiles.Existing.REFUSED;
        try (ExportFiles files = new ExportFiles(root, existing)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> removeUnfinished(files)));
            if (tree && format == ExportFormat.REFTEK) {
                export.archive(new ReftekWriter(), files);
            } else if (tree) {
                write(export, records, files);
            } else {
                String name = path.getFileName().toString();
                write(export, records, (any, bytes, start, length) ->
                        files.append(name, bytes, start, length));
            }
            int count = files.count();
            files.commit();
            return summary(export, records,
                    count + (count == 1 ? " file" : " files") + ", in " + root);
        } catch (IOException e) {
            throw new CommandFailed("cannot write to " + root + ": " + FileTrouble.named(e)
                    + "; no half file is left: free some space or mend the disk, and export again");
        }
    }

    private static void removeUnfinished(ExportFiles files) {
        try {
            files.removeUnfinished();
        } catch (IOException e) {
            System.err.println("rtpd export: " + e);
        }
    }

    private void write(Export export, MiniseedRecords records, RecordSink sink) throws IOException {
        if (format == ExportFormat.MSEED) {
            export.records(records, sink);
        } else {
            export.packets(sink);
        }
    }

    private int summary(Export export, MiniseedRecords records, String where) {
        if (format == ExportFormat.MSEED && records.records() == 0) {
            return nothing();
        }
        String made = format == ExportFormat.MSEED
                ? "; " + records.totals() + "; gaps " + records.gaps() : "";
        String twice = export.twice() > 0 ? "; there already " + export.twice() : "";
        notice("exported " + export.written() + " packets, " + export.channels() + " channels" + made
                + twice + "; " + where);
        return 0;
    }

    private int nothing() {
        notice("there is nothing to export from " + from + " until " + until
                + " in the journal of " + data + "; rtpd tail shows what it holds. Data of a recorder"
                + " whose clock is ahead is found with a longer --margin");
        return NOTHING;
    }

    private void warn(JournalSearch search) {
        if (search.damaged() > 0) {
            notice(search.damaged() + " entries of the journal cannot be read and are left out; check"
                    + " its disk, and run rtpd verify");
        }
        if (search.unplaced() > 0) {
            notice(search.unplaced() + " packets are left out, whose time, stream or type cannot be"
                    + " read; rtpd tail shows them, rtpd archive keeps them");
        }
    }

    private void notice(String text) {
        spec.commandLine().getErr().println("rtpd export: " + text);
    }

    private ExportSelection selection() {
        if (data == null) {
            throw wrong("missing --data DIR, the data directory of the RTPD");
        }
        long fromNanos = time("--from", from);
        long untilNanos = time("--until", until);
        require(fromNanos < untilNanos, "--until", until, "a time behind --from");
        require(untilNanos - LONGEST_SPAN.toNanos() < fromNanos, "--until", until,
                "a time within 50 years of --from");
        require(!margin.isNegative() && margin.compareTo(LONGEST_MARGIN) <= 0, "--margin",
                margin.toDays() + "d", "0 to 3650d");
        streams.forEach(number -> require(number > 0, "--stream", number, "1 or more"));
        channels.forEach(number -> require(number > 0, "--channel", number, "1 or more"));
        return new ExportSelection(fromNanos, untilNanos, new HashSet<>(units), packetTypes(),
                new HashSet<>(streams), new HashSet<>(channels));
    }

    private Set<PacketType> packetTypes() {
        Set<PacketType> wanted = EnumSet.noneOf(PacketType.class);
        for (String text : types) {
            Optional<PacketType> type = READABLE.stream()
                    .filter(known -> known.name().equalsIgnoreCase(text.strip())).findFirst();
            require(type.isPresent(), "--type", text, "AD CD DS DT EH ET FD OM SC SH");
            type.ifPresent(wanted::add);
        }
        return wanted;
    }

    private long time(String option, String text) {
        if (text == null) {
            throw wrong("missing " + option + " TIME: the span is of the data's own times");
        }
        try {
            return IsoTime.parse(text);
        } catch (IllegalArgumentException e) {
            throw SettingSources.wrongValue(spec, option, "'" + text + "'", "a time: " + e.getMessage());
        }
    }

    private void requireOut() {
        if (out == null) {
            throw wrong("missing --out PATH, where to write; - is standard output");
        }
        boolean standard = out.equals(STANDARD_OUTPUT);
        require(!standard || format != ExportFormat.REFTEK, "--out", out,
                "a directory, with --format reftek; --format raw writes packets to one file or -");
        require(standard || format != ExportFormat.RAW || !isTree(), "--out", out,
                "a file or -, with --format raw");
        require(format != ExportFormat.REFTEK || !Files.isRegularFile(Path.of(out)), "--out", out,
                "a directory, with --format reftek");
        if (!standard && !force && !isTree() && Files.exists(Path.of(out))) {
            throw new CommandFailed(out + " is there already; nothing was written: give another --out,"
                    + " or --force to replace it");
        }
    }

    private boolean isTree() {
        return format == ExportFormat.REFTEK || out.endsWith("/") || Files.isDirectory(Path.of(out));
    }

    private void require(boolean good, String option, Object value, String allowed) {
        if (!good) {
            throw SettingSources.wrongValue(spec, option, value, allowed);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
