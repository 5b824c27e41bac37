package org.openrtpd.app.tail;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.config.UnitConverter;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.app.station.StationOptions;
import org.openrtpd.app.terminal.ClosedOutput;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.app.terminal.IsoTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.storage.journal.JournalException;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rtpd tail}: shows the journal, live while RTPD writes it. */
@Command(
        name = "tail",
        description = "Show the packets of a journal, also while RTPD writes it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        footer = {"", "Streams and channels are counted from 1, as on the recorder's display."})
public final class TailCommand implements Callable<Integer> {

    private static final int BUFFER = 64 << 10;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long AWAIT_JOURNAL_MILLIS = 200;

    @Spec private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory of the RTPD. Required.")
    private Path data;

    @Option(names = "--from", paramLabel = "start|end|INDEX|TIME", defaultValue = "start",
            description = "Where to begin: the oldest packet, behind the newest, at an index as"
                    + " printed, or at the first received at a time (2026-03-01T10:00:00Z).")
    private String from;

    @Option(names = "--follow", description = "Go on when the end is reached, and wait for more.")
    private boolean follow;

    @Option(names = "--count", paramLabel = "N", defaultValue = "0",
            description = "End after so many packets; 0 sets no limit.")
    private long count;

    @Option(names = "--unit", paramLabel = "HEX", split = ",", converter = UnitConverter.class,
            description = "Only packets of this unit; repeatable.")
    private List<Integer> units = List.of();

    @Option(names = "--type", paramLabel = "DT", split = ",",
            description = "Only packets of this type (AD CD DS DT EH ET FD OM SC SH DR NH NT);"
                    + " repeatable.")
    private List<String> types = List.of();

    @Option(names = "--stream", paramLabel = "N", defaultValue = "0",
            description = "Only packets of this stream, from 1; 0 for all.")
    private int stream;

    @Option(names = "--channel", paramLabel = "N", defaultValue = "0",
            description = "Only data of this channel, from 1; 0 for all.")
    private int channel;

    @Option(names = "--format", paramLabel = "text|json|raw|mseed", defaultValue = "text",
            description = "Lines for people, a JSON object a line, the packets' bytes alone, or"
                    + " records of miniSEED 2, 512 bytes each.")
    private EntryFormat format;

    @Option(names = "--samples", description = "All samples in the lines of data packets (json).")
    private boolean samples;

    @Option(names = "--flush-after", paramLabel = "DURATION", defaultValue = "1m",
            description = "Time after which samples are written although their record is not full"
                    + " (mseed).")
    private Duration flushAfter;

    @Option(names = "--color", paramLabel = "auto|always|never", defaultValue = "auto",
            description = "Colour lines for people: auto on a terminal, unless NO_COLOR is set.")
    private ColourChoice color;

    @Mixin private StationOptions stations;

    @Option(names = "--fallback-rate", paramLabel = "SPS", defaultValue = Option.NULL_VALUE,
            description = "Samples a second, as 100 or 0.1, of streams that nothing else tells the"
                    + " rate of.")
    private String fallbackRate;

    @Option(names = "--markers", description = "Show gap and server start markers too (text, json).")
    private boolean markers;

    @Option(names = "--config", paramLabel = "FILE",
            description = "Configuration file (TOML); this command uses its data key.")
    private Path config;

    private ChannelNames names;
    private Optional<SampleRate> rate;

    @Override
    public Integer call() throws InterruptedException {
        check();
        names = stations.open();
        rate = Optional.ofNullable(fallbackRate).map(this::parseRate);
        PacketSelection selection = new PacketSelection(
                new HashSet<>(units), upperCaseTypes(), stream, channel);
        try (JournalReader reader = open(); JournalTailer tailer = reader.tailer()) {
            place(tailer);
            OutputStream out = new BufferedOutputStream(
                    new FileOutputStream(FileDescriptor.out), BUFFER);
            JournalFollower follower = new JournalFollower(selection, markers, output(out));
            follower.run(tailer, follow, count);
            return follower.damaged() == 0 ? 0 : 1;
        } catch (JournalException e) {
            throw new CommandFailed(e.getMessage());
        } catch (IOException e) {
            return ClosedOutput.exitCode(e);
        }
    }

    private EntryOutput output(OutputStream out) throws IOException {
        return switch (format) {
            case TEXT -> new TextOutput(new PacketDecoder(names, rate), color.colours(), out);
            case JSON -> new JsonOutput(new PacketDecoder(names, rate), samples
                    ? JsonOutput.Samples.ALL : JsonOutput.Samples.NONE, out);
            case RAW -> new RawOutput(out);
            case MSEED -> new MiniseedOutput(
                    names, flushAfter, rate, TailCommand::nowNanos, out);
        };
    }

    private static long nowNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    /** With --follow a journal that RTPD has yet to begin is waited for. */
    private JournalReader open() throws InterruptedException {
        boolean told = false;
        while (follow && !JournalReader.exists(data)) {
            if (!told) {
                System.err.println("rtpd tail: waiting for a journal in " + data);
                told = true;
            }
            Thread.sleep(AWAIT_JOURNAL_MILLIS);
        }
        return JournalReader.open(data);
    }

    private void place(JournalTailer tailer) {
        switch (from) {
            case "start" -> tailer.toStart();
            case "end" -> tailer.toEnd();
            default -> {
                if (from.matches("\\d+")) {
                    tailer.toIndex(Long.parseLong(from));
                } else {
                    tailer.toTime(IsoTime.parse(from));
                }
            }
        }
    }

    private void check() {
        if (data == null) {
            throw wrong("missing --data DIR, the data directory of the RTPD");
        }
        requireNotNegative("--count", count);
        if (flushAfter.isZero() || flushAfter.isNegative()) {
            throw SettingSources.wrongValue(spec, "--flush-after", flushAfter, "more than 0");
        }
        requireNotNegative("--stream", stream);
        requireNotNegative("--channel", channel);
        if (!from.equals("start") && !from.equals("end") && !from.matches("\\d{1,18}")) {
            try {
                IsoTime.parse(from);
            } catch (IllegalArgumentException e) {
                throw SettingSources.wrongValue(
                        spec, "--from", "'" + from + "'", "start, end, an index or a time: "
                                + e.getMessage());
            }
        }
        Set<String> known = Arrays.stream(PacketType.values())
                .filter(type -> type != PacketType.UNKNOWN)
                .map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        for (String type : upperCaseTypes()) {
            if (!known.contains(type)) {
                throw SettingSources.wrongValue(
                        spec, "--type", "'" + type + "'", String.join(" ", known));
            }
        }
    }

    private SampleRate parseRate(String text) {
        return SampleRate.parse(text).orElseThrow(() -> SettingSources.wrongValue(
                spec, "--fallback-rate", "'" + text + "'", "samples a second, as 100 or 0.1"));
    }

    private void requireNotNegative(String option, long value) {
        if (value < 0) {
            throw SettingSources.wrongValue(spec, option, value, "0 or more");
        }
    }

    private Set<String> upperCaseTypes() {
        return types.stream().map(type -> type.strip().toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
