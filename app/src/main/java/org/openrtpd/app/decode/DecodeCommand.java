package org.openrtpd.app.decode;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.terminal.ClosedOutput;
import org.openrtpd.protocol.trace.SampleRate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rtpd decode}: what packets hold, as JSON lines. */
@Command(
        name = "decode",
        description = "Decode REF TEK files, archives or a journal: every field of every packet,"
                + " all samples, and the traces they make, as JSON lines.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        footer = {"", "Without --packets and --traces: a line for the file, one for each packet,"
            + " one for each trace. The fields are explained in docs/decode.md.",
            "Exit code 0 when all packets are clean, 1 when some packet has errors, 2 for wrong"
            + " usage and for what cannot be read."})
public final class DecodeCommand implements Callable<Integer> {

    private static final int BUFFER = 64 << 10;
    private static final int CLEAN = 0;
    private static final int SOME_ERRORS = 1;
    private static final int NOT_READ = 2;
    private static final double SLOWEST = 0.0001;
    private static final double FASTEST = 1_000_000;

    private final InputStream in;
    private final OutputStream out;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", showDefaultValue = Help.Visibility.NEVER,
            description = "Files of 1024-byte packets; - for standard input; a directory for all"
                    + " files of a REF TEK archive below it, by name.")
    private List<String> files = List.of();

    @Option(names = "--data", paramLabel = "DIR",
            description = "Decode the journal in this data directory of an RTPD instead of files.")
    private Path data;

    @Option(names = "--packets", description = "Only lines of packets.")
    private boolean packets;

    @Option(names = "--traces",
            description = "Only lines of traces: runs of samples without a gap.")
    private boolean traces;

    @Option(names = "--samples", description = "All samples in the lines of traces.")
    private boolean samples;

    @Option(names = "--by-event", description = "A new event begins a new trace.")
    private boolean byEvent;

    @Option(names = "--file-order",
            description = "Take data packets as they stand in the file, not by their times.")
    private boolean fileOrder;

    @Option(names = "--all-files", description = "Let traces go on from one file into the next.")
    private boolean allFiles;

    @Option(names = "--rate", paramLabel = "SPS", defaultValue = Option.NULL_VALUE,
            description = "Samples a second, as 100, 0.1 or 125/3, of streams whose rate neither"
                    + " headers nor data tell.")
    private String rate;

    @Option(names = "--tolerance-ms", paramLabel = "MS", defaultValue = "1",
            description = "Begin a new trace where the time is off by so many milliseconds.")
    private int toleranceMs;

    @Option(names = "--config", paramLabel = "FILE",
            description = "Configuration file (TOML); this command uses its data key.")
    private Path config;

    public DecodeCommand() {
        this(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    }

    DecodeCommand(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() {
        check();
        TraceRules rules = new TraceRules(choices(), parseRate(), toleranceMs);
        try {
            List<PacketInput> inputs =
                    files.isEmpty() ? List.of(new JournalInput(data)) : InputFiles.of(files, in);
            BufferedOutputStream buffer = new BufferedOutputStream(out, BUFFER);
            JsonFields json = JsonFields.spaced(buffer);
            Decoding decoding = new Decoding(parts(),
                    allFiles ? Decoding.Scope.ALL_FILES : Decoding.Scope.EACH_FILE, rules, json);
            try {
                decoding.write(inputs);
            } finally {
                json.flush();
                buffer.flush();
            }
            return decoding.isClean() ? CLEAN : SOME_ERRORS;
        } catch (IOException e) {
            if (!ClosedOutput.isReaderGone(e)) {
                spec.commandLine().getErr().println("rtpd: " + e.getMessage());
            }
            return NOT_READ;
        }
    }

    private void check() {
        if (files.isEmpty() && data == null) {
            throw wrong("say what to decode: FILE..., or --data DIR for a journal");
        }
        if (!files.isEmpty() && spec.commandLine().getParseResult().hasMatchedOption("--data")) {
            throw wrong("decode either files or the journal in --data DIR, not both");
        }
        if (toleranceMs < 0) {
            throw SettingSources.wrongValue(spec, "--tolerance-ms", toleranceMs, "0 or more");
        }
    }

    private Set<Decoding.Part> parts() {
        if (!packets && !traces) {
            return EnumSet.allOf(Decoding.Part.class);
        }
        Set<Decoding.Part> parts = EnumSet.noneOf(Decoding.Part.class);
        if (packets) {
            parts.add(Decoding.Part.PACKETS);
        }
        if (traces) {
            parts.add(Decoding.Part.TRACES);
        }
        return parts;
    }

    private Set<TraceRules.Choice> choices() {
        Set<TraceRules.Choice> choices = EnumSet.noneOf(TraceRules.Choice.class);
        if (samples) {
            choices.add(TraceRules.Choice.SAMPLES);
        }
        if (byEvent) {
            choices.add(TraceRules.Choice.BY_EVENT);
        }
        if (fileOrder) {
            choices.add(TraceRules.Choice.FILE_ORDER);
        }
        return choices;
    }

    private Optional<SampleRate> parseRate() {
        if (rate == null) {
            return Optional.empty();
        }
        String[] parts = rate.strip().split("/", 2);
        Optional<SampleRate> over = parts.length == 1
                ? Optional.of(SampleRate.of(1)) : SampleRate.parse(parts[1]);
        return Optional.of(SampleRate.parse(parts[0])
                .flatMap(number -> over.flatMap(number::dividedBy))
                .filter(value -> value.hertz() >= SLOWEST && value.hertz() <= FASTEST)
                .orElseThrow(() -> SettingSources.wrongValue(spec, "--rate", "'" + rate + "'",
                        "samples a second, 0.0001 to 1000000, as 100, 0.1 or 125/3")));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
