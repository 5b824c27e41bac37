package org.openrtpd.app.tail;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.config.UnitConverter;
import org.openrtpd.app.ops.Sockets;
import org.openrtpd.app.station.StationOptions;
import org.openrtpd.app.terminal.ClosedOutput;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.app.upstream.RtpClientChannel;
import org.openrtpd.protocol.client.ClientAttributes;
import org.openrtpd.protocol.client.ClientMessage;
import org.openrtpd.protocol.client.LegVersion;
import org.openrtpd.protocol.client.Pmask;
import org.openrtpd.protocol.client.SohAnswer;
import org.openrtpd.protocol.clientsession.ReconnectPause;
import org.openrtpd.protocol.clientsession.RtpClientEnd;
import org.openrtpd.protocol.clientsession.RtpClientListener;
import org.openrtpd.protocol.clientsession.RtpClientSettings;
import org.openrtpd.protocol.record.PacketType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rtpd cat}: live packets from an RTPD, ours or the vendor's, as a client program of it. */
@Command(
        name = "cat",
        description = "Show live packets from an RTPD, ours or the vendor's, as a client program of it."
                + " Connects again when the connection is lost.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        footer = {"", "Exit code 1 when the server says FAULT: it does not want this client."})
public final class CatCommand implements Callable<Integer> {

    private static final int BUFFER = 64 << 10;
    private static final int EVERYTHING = 0x3FFFF;
    private static final int ALL_STREAMS = 0xFFFF;
    private static final int HIGHEST_STREAM = 16;
    private static final int HANDSHAKE_SECONDS = 30;
    private static final int LONGEST_BODY = 65_536;

    @Spec private CommandSpec spec;

    @Option(names = "--from", paramLabel = "HOST:PORT", description = "The RTPD. Required.")
    private HostPort from;

    @Option(names = "--unit", paramLabel = "HEX", converter = UnitConverter.class,
            description = "Only packets of this unit.")
    private Integer unit;

    @Option(names = "--type", paramLabel = "DT", split = ",",
            description = "Only packets of this type (AD CD DS DT EH ET FD OM SC SH); repeatable.")
    private List<String> types = List.of();

    @Option(names = "--stream", paramLabel = "N", split = ",",
            description = "Only data of this stream, from 1; repeatable; with --unit only: the"
                    + " protocol looks at streams of one unit alone.")
    private List<Integer> streams = List.of();

    @Option(names = "--count", paramLabel = "N", defaultValue = "0",
            description = "End after so many packets; 0 sets no limit.")
    private long count;

    @Option(names = "--format", paramLabel = "text|json|raw", defaultValue = "text",
            description = "Lines for people, a JSON object a line, or the packets' bytes alone.")
    private EntryFormat format;

    @Option(names = "--samples", description = "All samples in the lines of data packets (json).")
    private boolean samples;

    @Option(names = "--color", paramLabel = "auto|always|never", defaultValue = "auto",
            description = "Colour lines for people: auto on a terminal, unless NO_COLOR is set.")
    private ColourChoice color;

    @Mixin private StationOptions stations;

    @Option(names = "--protocol", paramLabel = "1|2", defaultValue = "2",
            description = "Highest version to speak; a server of version 1 is served as such.")
    private int protocol;

    @Option(names = "--config", paramLabel = "FILE",
            description = "Configuration file (TOML) with these options in its table [cat].")
    private Path config;

    private final OutputStream out =
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final EntryView view = new EntryView();
    private PacketDecoder decoder;
    private TextOutput text;
    private JsonOutput json;
    private long shown;

    @Override
    public Integer call() throws IOException {
        decoder = new PacketDecoder(stations.open());
        text = new TextOutput(decoder, color.colours(), out);
        json = new JsonOutput(decoder,
                samples ? JsonOutput.Samples.ALL : JsonOutput.Samples.NONE, out);
        RtpClientSettings settings = new RtpClientSettings(
                protocol == 1 ? LegVersion.V1 : LegVersion.V2,
                (int) ProcessHandle.current().pid(), "rtpd cat", attributes(),
                ReconnectPause.doubling(), HANDSHAKE_SECONDS * 1_000_000_000L, LONGEST_BODY);
        Sockets sockets = Sockets.best();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("rtpd-cat", true), sockets.loops());
        try (RtpClientChannel channel = new RtpClientChannel(sockets, group.next(), from, settings,
                new Printer(), this::flush, new SecureRandom())) {
            channel.start();
            return ended.join();
        } catch (CompletionException e) {
            throw new CommandFailed(e.getCause().getMessage());
        }
    }

    private ClientAttributes attributes() {
        if (from == null) {
            throw wrong("missing --from HOST:PORT, the RTPD");
        }
        if (protocol != 1 && protocol != 2) {
            throw wrong("Invalid value for option '--protocol': " + protocol + "; allowed is 1 or 2");
        }
        if (format == EntryFormat.MSEED) {
            throw wrong("Invalid value for option '--format': mseed; allowed is text, json or raw;"
                    + " rtpd tail writes mseed from a journal");
        }
        if (count < 0) {
            throw wrong("Invalid value for option '--count': " + count + "; allowed is 0 or more");
        }
        if (!streams.isEmpty() && unit == null) {
            throw wrong("--stream needs --unit: servers look at streams of one unit alone");
        }
        int pmask = 0;
        for (String type : types) {
            pmask |= bitOf(type);
        }
        if (pmask == 0) {
            // With every bit set a server does not look at the unit.
            pmask = unit == null ? EVERYTHING : EVERYTHING & ~Pmask.SPEC;
        }
        int smask = streams.isEmpty() ? ALL_STREAMS : 0;
        for (int stream : streams) {
            if (stream < 1 || stream > HIGHEST_STREAM) {
                throw wrong("Invalid value for option '--stream': " + stream + "; allowed is 1 to 16");
            }
            smask |= 1 << stream - 1;
        }
        return new ClientAttributes(unit == null ? 0 : unit, pmask, smask,
                ClientAttributes.LEAST_TIMEO, 1, 0, 0, 0, ClientAttributes.LONG_LENGTH);
    }

    private int bitOf(String name) {
        List<PacketType> known = Stream.of(PacketType.values())
                .filter(type -> Pmask.bitOf(type) != Pmask.NO_BIT).toList();
        return known.stream().filter(type -> type.name().equalsIgnoreCase(name.strip()))
                .mapToInt(Pmask::bitOf).findFirst().orElseThrow(() -> SettingSources.wrongValue(
                        spec, "--type", "'" + name + "'", known.stream().map(Enum::name).sorted()
                                .collect(Collectors.joining(" "))));
    }

    private void flush() {
        try {
            decoder.poll();
            out.flush();
        } catch (IOException e) {
            outputFailed(e);
        }
    }

    private void outputFailed(IOException cause) {
        try {
            ended.complete(ClosedOutput.exitCode(cause));
        } catch (CommandFailed e) {
            ended.completeExceptionally(e);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private final class Printer implements RtpClientListener {
        @Override
        public void granted(LegVersion version, ClientAttributes attributes) {
            notice("attached to " + from + ", version " + version.number());
        }

        @Override
        public void packet(ClientMessage message) {
            if (ended.isDone()) {
                return;
            }
            view.of(message.payload(), message.payloadStart(), message.payloadLength());
            try {
                print();
            } catch (IOException e) {
                outputFailed(e);
            }
            shown++;
            if (count > 0 && shown >= count) {
                flush();
                ended.complete(0);
            }
        }

        private void print() throws IOException {
            switch (format) {
                case RAW -> view.bytes().getBytes(view.start(), out, view.length());
                case JSON -> json.live(view, nowNanos());
                case TEXT -> text.live(view, nowNanos());
                case MSEED -> throw new IllegalStateException("it was refused");
            }
        }

        @Override
        public void soh(SohAnswer answer) {
            // Not asked for.
        }

        @Override
        public void lost(RtpClientEnd why, String detail) {
            boolean over = why == RtpClientEnd.FAULT || why == RtpClientEnd.CLOSED;
            notice(from + " " + why.meaning() + (detail.isEmpty() ? "" : ": " + detail)
                    + (over ? "" : "; trying again soon"));
            if (why == RtpClientEnd.FAULT) {
                ended.complete(1);
            }
        }
    }

    private static void notice(String text) {
        System.err.println("rtpd cat: " + text);
    }

    private static long nowNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
