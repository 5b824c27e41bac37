package org.openrtpd.app.simulate;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.config.ProbabilityConverter;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.config.UnitConverter;
import org.openrtpd.app.send.LossyLink;
import org.openrtpd.app.simulate.plan.GpsMode;
import org.openrtpd.app.simulate.plan.NetworkPlan;
import org.openrtpd.app.simulate.plan.StreamPlan;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.protocol.record.UnitId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rtpd simulate}: a network of recorders, to an RTPD or into files. */
@Command(
        name = "simulate",
        description = "A network of recorders that does not exist: seismograms with noise and"
                + " earthquakes, the log of each recorder, its parameters and mass positions. It"
                + " pushes to an RTPD the way recorders do, or writes files. The same options give"
                + " the same packets.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        footer = {"", "Streams are separated by ';'. Each has rate (samples per second: 1000 500 250"
                + " 200 125 100 50 40 25 20 10 8 5 4 2 1 0.1), channels (1 to 16), format (16, 32, C0,"
                + " C2) and record, its own record length; what is left out is rate=100,channels=3,"
                + "format=C0. 'aux' is stream 9, mass positions.",
            "", "The last line on stdout is JSON: with --to",
            "{\"packets\":N,\"acknowledged\":N,\"retransmitted\":N,\"seconds\":S}, with --out",
            "{\"packets\":N,\"files\":N,\"bytes\":N,\"seconds\":S}.",
            "Exit code 0 only when everything is acknowledged, or written."})
public final class SimulateCommand implements Callable<Integer> {

    /** How packets travel. */
    enum Way {
        UDP,
        TCP
    }

    /** How files are laid out. */
    enum Layout {
        /** YYYYDDD/UUUU/S/HHMMSSmmm_LLLLLLLL, as in an archive. */
        ARCHIVE,
        /** One file a recorder. */
        FLAT
    }

    private static final String FILES_START = "2026-01-01T00:00:00Z";
    private static final Duration FILES_DURATION = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(3650);

    /** Packets have two digits for the year: 1980 to 2079. */
    private static final Instant FIRST_START = Instant.parse("1980-01-02T00:00:00Z");
    private static final Instant LAST_START = Instant.parse("2069-12-31T00:00:00Z");
    private static final double MOST_EARTHQUAKES = 3600;
    private static final int MOST_CLOCK_STEP_MILLIS = 60_000;

    @Spec private CommandSpec spec;

    @Option(names = "--to", paramLabel = "HOST:PORT", description = "Push to this RTPD.")
    private HostPort to;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Write files below this directory, instead.")
    private Path out;

    @Option(names = "--layout", paramLabel = "archive|flat", defaultValue = "archive",
            description = "Files of --out: a tree YYYYDDD/UUUU/S/HHMMSSmmm_LLLLLLLL with an event a"
                    + " file, or one file UUUU.ref a recorder.")
    private Layout layout;

    @Option(names = "--transport", paramLabel = "udp|tcp", defaultValue = "udp",
            description = "How packets travel to RTPD.")
    private Way transport;

    @Option(names = "--units", paramLabel = "N", defaultValue = "10",
            description = "How many recorders.")
    private int units;

    @Option(names = "--first-unit", paramLabel = "HEX", defaultValue = "9D01",
            converter = UnitConverter.class,
            description = "Unit of the first recorder; the others follow, up to FFFE.")
    private int firstUnit;

    @Option(names = "--streams", paramLabel = "STREAM[;STREAM...]",
            defaultValue = "rate=100,channels=3,format=C0;rate=1,channels=3,format=C2;aux",
            description = "Data streams of each recorder; see below.")
    private String streams;

    @Option(names = "--record-length", paramLabel = "DURATION", defaultValue = "1h",
            description = "Length of an event, whole seconds up to 1d; events end where it divides"
                    + " the day.")
    private Duration recordLength;

    @Option(names = "--start", paramLabel = "TIME",
            description = "When acquisition starts, as 2026-03-21T12:00:00Z. Default: now with --to, "
                    + FILES_START + " with --out.")
    private String start;

    @Option(names = "--duration", paramLabel = "DURATION",
            description = "How long acquisition goes on, in the network's time. Default: until Ctrl-C"
                    + " with --to, 1h with --out.")
    private Duration duration;

    @Option(names = "--speed", paramLabel = "real|max|FACTOR", defaultValue = "real",
            description = "With --to: as the clock on the wall, as fast as RTPD takes packets, or so"
                    + " many times as fast as the clock.")
    private String speed;

    @Option(names = "--seed", paramLabel = "NUMBER", defaultValue = "1",
            description = "Another seed, another network: sites, noise, earthquakes.")
    private long seed;

    @Option(names = "--earthquakes", paramLabel = "PER_HOUR", defaultValue = "12",
            description = "Earthquakes in the region, on average in an hour.")
    private double earthquakes;

    @Option(names = "--gps", paramLabel = "cycled|continuous|none", defaultValue = "cycled",
            description = "How recorders use their GPS.")
    private GpsMode gps;

    @Option(names = "--clock-step", paramLabel = "MS", defaultValue = "0",
            description = "Clocks are wrong at first, and stepped by so many milliseconds after the"
                    + " first lock: a jerk of less than a second, then whole seconds.")
    private int clockStepMillis;

    @Option(names = "--outage", paramLabel = "EVERY/LENGTH",
            description = "Cut the link of each recorder on purpose, as 30m/2m, by the clock on the"
                    + " wall; what is recorded meanwhile comes afterwards. With --to.")
    private String outage;

    @Option(names = "--loss", paramLabel = "P", defaultValue = "0",
            converter = ProbabilityConverter.class,
            description = "Lose datagrams on purpose, each way: 0.2 or 20%%. UDP only.")
    private double loss;

    @Option(names = "--config", paramLabel = "FILE",
            description = "Configuration file (TOML) with these options in its table [simulate].")
    private Path config;

    @Override
    public Integer call() throws InterruptedException {
        if ((to == null) == (out == null)) {
            throw wrong("say where to, either with --to HOST:PORT or with --out DIR");
        }
        NetworkPlan plan = plan();
        if (out != null) {
            if (loss > 0 || outage != null) {
                throw wrong("--loss and --outage are of the link to an RTPD, and --out has none:"
                        + " leave them out, or use --to");
            }
            return new FileRun(plan, out, layout).write();
        }
        SecureRandom random = new SecureRandom();
        LossyLink link = new LossyLink(loss, 0, 0, 0, random);
        double factor = factor();
        Outages outages = outages();
        try (PushRun run =
                new PushRun(plan, server(), transport, link, factor, outages, random)) {
            return run.push();
        }
    }

    private NetworkPlan plan() {
        if (firstUnit > NetworkPlan.HIGHEST_UNIT) {
            throw SettingSources.wrongValue(spec, "--first-unit", UnitId.format(firstUnit),
                    "0001 to FFFE, because the headers of packets have 16 bits for it");
        }
        int mostUnits = NetworkPlan.HIGHEST_UNIT - firstUnit + 1;
        if (units < 1 || units > mostUnits) {
            throw SettingSources.wrongValue(spec, "--units", units, "1 to " + mostUnits + " with"
                    + " this --first-unit, because the last unit there is is FFFE");
        }
        if (!(earthquakes >= 0 && earthquakes <= MOST_EARTHQUAKES)) {
            throw SettingSources.wrongValue(spec, "--earthquakes", earthquakes, "0 to 3600");
        }
        if (Math.abs((long) clockStepMillis) > MOST_CLOCK_STEP_MILLIS) {
            throw SettingSources.wrongValue(spec, "--clock-step", clockStepMillis,
                    "-60000 to 60000 milliseconds");
        }
        if (gps == GpsMode.NONE && clockStepMillis != 0) {
            throw wrong("--clock-step comes after a lock, and with --gps none there is none: leave"
                    + " it out, or use another --gps");
        }
        long startMillis = startMillis();
        return new NetworkPlan(seed, firstUnit, units, streams(), startMillis,
                endMillis(startMillis), earthquakes, gps, clockStepMillis);
    }

    private long endMillis(long startMillis) {
        Duration length = duration == null && out != null ? FILES_DURATION : duration;
        if (length == null || length.isZero()) {
            if (out != null) {
                throw SettingSources.wrongValue(spec, "--duration", 0, "1s or more with --out");
            }
            return NetworkPlan.NO_END;
        }
        if (length.compareTo(LONGEST) > 0) {
            throw SettingSources.wrongValue(
                    spec, "--duration", length.toDays() + "d", "up to " + LONGEST.toDays() + "d");
        }
        return startMillis + length.toMillis();
    }

    private List<StreamPlan> streams() {
        try {
            return StreamPlan.parseAll(streams, recordLength);
        } catch (IllegalArgumentException e) {
            throw SettingSources.wrongValue(spec, "--streams", streams, e.getMessage());
        }
    }

    private long startMillis() {
        if (start == null && out == null) {
            return NetworkPlan.wholeSecond(Instant.now());
        }
        try {
            Instant moment = Instant.parse(start == null ? FILES_START : start);
            if (!moment.isBefore(FIRST_START) && moment.isBefore(LAST_START)) {
                return moment.toEpochMilli();
            }
        } catch (DateTimeParseException e) {
            // Refused below, with the others.
        }
        throw SettingSources.wrongValue(
                spec, "--start", start, "a time in UTC from 1980 to 2069, as 2026-03-21T12:00:00Z");
    }

    private double factor() {
        switch (speed.toLowerCase(Locale.ROOT)) {
            case "real":
                return SimulatedTime.REAL;
            case "max":
                return SimulatedTime.MAX;
            default:
                try {
                    double factor = Double.parseDouble(speed);
                    if (factor > 0 && factor < SimulatedTime.MAX) {
                        return factor;
                    }
                } catch (NumberFormatException e) {
                    // Refused below, with the others.
                }
                throw SettingSources.wrongValue(
                        spec, "--speed", speed, "real, max or a factor above 0, as 60");
        }
    }

    private Outages outages() {
        if (outage == null) {
            return Outages.NONE;
        }
        try {
            return Outages.parse(outage);
        } catch (IllegalArgumentException e) {
            throw SettingSources.wrongValue(spec, "--outage", outage, e.getMessage());
        }
    }

    private InetSocketAddress server() {
        if (to.port() == 0) {
            throw SettingSources.wrongValue(
                    spec, "--to", to, "a port of 1 to 65535; RTPD's is 2543");
        }
        if (transport == Way.TCP && loss > 0) {
            throw wrong("--loss spoils datagrams, and --transport tcp sends none: leave it out, or"
                    + " use --transport udp");
        }
        try {
            return to.resolve();
        } catch (UnknownHostException e) {
            throw new CommandFailed("--to " + to + ": the host name is not known");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
