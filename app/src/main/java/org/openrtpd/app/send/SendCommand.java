package org.openrtpd.app.send;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.config.ProbabilityConverter;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.config.UnitConverter;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.app.terminal.Terminal;
import org.openrtpd.protocol.session.RecorderState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rtpd send}: pushes REF TEK files the way a recorder does. */
@Command(
        name = "send",
        description = "Push REF TEK files to an RTPD the way a recorder does: with its window,"
                + " retransmission and resume. Every unit in the files is a recorder of its own.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        footer = {"", "The last line on stdout is JSON:",
            "{\"packets\":N,\"acknowledged\":N,\"retransmitted\":N,\"seconds\":S}",
            "Exit code 0 only when everything is acknowledged."})
public final class SendCommand implements Callable<Integer> {

    /** How packets travel. */
    enum Way {
        UDP,
        TCP
    }

    private static final long PROGRESS_MILLIS = 200;
    private static final long LINE_MILLIS = 5000;

    @Spec private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE",
            description = "Plain rows of 1024-byte packets.")
    private List<Path> files;

    @Option(names = "--to", paramLabel = "HOST:PORT", description = "The RTPD. Required.")
    private HostPort to;

    @Option(names = "--transport", paramLabel = "udp|tcp", defaultValue = "udp",
            description = "How packets travel.")
    private Way transport;

    @Option(names = "--unit", paramLabel = "HEX", converter = UnitConverter.class,
            description = "Send everything as this unit; else as the units that the packets name.")
    private Integer unit;

    @Option(names = "--rate", paramLabel = "PACKETS_PER_S", defaultValue = "0",
            description = "Packets per second of each unit; 0 for as fast as the window lets.")
    private double rate;

    @Option(names = "--loss", paramLabel = "P", defaultValue = "0",
            converter = ProbabilityConverter.class,
            description = "Lose datagrams on purpose, each way: 0.2 or 20%%. UDP only.")
    private double loss;

    @Option(names = "--duplicate", paramLabel = "P", defaultValue = "0",
            converter = ProbabilityConverter.class,
            description = "Double datagrams on purpose, each way. UDP only.")
    private double duplicate;

    @Option(names = "--reorder", paramLabel = "P", defaultValue = "0",
            converter = ProbabilityConverter.class,
            description = "Hold datagrams back so that others overtake them, each way. UDP only.")
    private double reorder;

    @Option(names = "--delay", paramLabel = "MS", defaultValue = "0",
            description = "Delay every datagram, each way, in milliseconds. UDP only.")
    private long delayMillis;

    @Option(names = "--spool", paramLabel = "DIR",
            description = "Keep the numbering of packets here: a send that was killed goes on where"
                    + " the server is, and nothing is sent twice.")
    private Path spoolDirectory;

    @Option(names = "--config", paramLabel = "FILE",
            description = "Configuration file (TOML) with these options in its table [send].")
    private Path config;

    @Override
    public Integer call() throws InterruptedException, IOException {
        InetSocketAddress server = server();
        OptionalInt onlyUnit = unit == null ? OptionalInt.empty() : OptionalInt.of(unit);
        List<PacketFile> packetFiles = new ArrayList<>();
        for (Path file : files) {
            PacketFile read = PacketFile.read(file, onlyUnit);
            if (read.tailBytes() > 0) {
                notice(file + ": the last " + read.tailBytes() + " bytes are no whole packet of 1024"
                        + " bytes; they are not sent");
            }
            packetFiles.add(read);
        }
        SecureRandom random = new SecureRandom();
        try (Spool spool = Spool.open(spoolDirectory, random);
                Sender sender = new Sender(server, random)) {
            List<String> notices = new ArrayList<>();
            spool.enrol(packetFiles, onlyUnit, notices);
            notices.forEach(SendCommand::notice);
            LossyLink link = new LossyLink(loss, duplicate, reorder, delayMillis, random);
            for (Spool.UnitSpool unitSpool : spool.units()) {
                SpooledPackets source = new SpooledPackets(unitSpool, rate, System.nanoTime());
                if (transport == Way.TCP) {
                    sender.addTcp(source);
                } else {
                    sender.addUdp(source, link);
                }
            }
            return send(sender, spool);
        }
    }

    private int send(Sender sender, Spool spool) throws InterruptedException {
        long begin = System.nanoTime();
        Thread interrupted = new Thread(() -> {
            spool.save();
            printSummary(sender, begin);
            // Not everything is acknowledged, so this is a failure whatever asked for the end.
            Runtime.getRuntime().halt(1);
        });
        Runtime.getRuntime().addShutdownHook(interrupted);
        boolean bar = Terminal.isError();
        CompletableFuture<Void> done = sender.start();
        long lastLine = System.nanoTime();
        while (true) {
            try {
                done.get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
                break;
            } catch (TimeoutException e) {
                spool.save();
                boolean lineDue = System.nanoTime() - lastLine
                        >= TimeUnit.MILLISECONDS.toNanos(LINE_MILLIS);
                if (bar || lineDue) {
                    lastLine = System.nanoTime();
                    progress(sender, bar);
                }
            } catch (ExecutionException e) {
                Runtime.getRuntime().removeShutdownHook(interrupted);
                printSummary(sender, begin);
                throw new CommandFailed(e.getCause().getMessage());
            }
        }
        Runtime.getRuntime().removeShutdownHook(interrupted);
        spool.save();
        if (bar) {
            progress(sender, true);
            System.err.println();
        }
        printSummary(sender, begin);
        return 0;
    }

    private static void progress(Sender sender, boolean bar) {
        long packets = sender.packets();
        long acknowledged = sender.acknowledged();
        String facts = acknowledged + " of " + packets + " packets acknowledged, "
                + sender.retransmitted() + " sent again, "
                + sender.inState(RecorderState.CONNECTED) + " connected";
        if (bar) {
            int width = 30;
            int filled = packets == 0 ? width : (int) (acknowledged * width / packets);
            System.err.print("\r\u001b[K[" + "#".repeat(filled) + "-".repeat(width - filled) + "] "
                    + facts);
            System.err.flush();
        } else {
            notice(facts);
        }
    }

    private static void printSummary(Sender sender, long begin) {
        System.out.printf(Locale.ROOT,
                "{\"packets\":%d,\"acknowledged\":%d,\"retransmitted\":%d,\"seconds\":%.3f}%n",
                sender.packets(), sender.acknowledged(), sender.retransmitted(),
                (System.nanoTime() - begin) / 1e9);
        System.out.flush();
    }

    private static void notice(String text) {
        System.err.println("rtpd send: " + text);
    }

    private InetSocketAddress server() {
        if (to == null) {
            throw wrong("missing --to HOST:PORT, the RTPD to send to");
        }
        if (to.port() == 0) {
            throw SettingSources.wrongValue(
                    spec, "--to", to, "a port of 1 to 65535; RTPD's is 2543");
        }
        if (!(rate >= 0)) {
            throw SettingSources.wrongValue(spec, "--rate", rate, "0 or more");
        }
        if (delayMillis < 0) {
            throw SettingSources.wrongValue(spec, "--delay", delayMillis, "0 or more");
        }
        boolean spoiled = loss > 0 || duplicate > 0 || reorder > 0 || delayMillis > 0;
        if (transport == Way.TCP && spoiled) {
            throw wrong("--loss, --duplicate, --reorder and --delay spoil datagrams, and --transport"
                    + " tcp sends none: leave them out, or use --transport udp");
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
