package org.openrtpd.app;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.openrtpd.app.client.ClientConfig;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.config.Network;
import org.openrtpd.app.config.ReferenceConfig;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.config.SizeConverter;
import org.openrtpd.app.config.UnitConverter;
import org.openrtpd.app.http.HttpException;
import org.openrtpd.app.ingest.BindException;
import org.openrtpd.app.ingest.IngestServer;
import org.openrtpd.app.ingest.ServerConfig;
import org.openrtpd.app.live.LiveOptions;
import org.openrtpd.app.live.LiveService;
import org.openrtpd.app.live.model.LiveSettings;
import org.openrtpd.app.ops.HeapGoal;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.app.station.HangUp;
import org.openrtpd.app.station.StationOptions;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.app.upstream.UpstreamConfig;
import org.openrtpd.app.web.WebConfig;
import org.openrtpd.app.web.WebOptions;
import org.openrtpd.app.web.WebServer;
import org.openrtpd.protocol.client.ClientCodec;
import org.openrtpd.protocol.clientsession.ClientLimits;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.session.SessionLimits;
import org.openrtpd.storage.journal.Durability;
import org.openrtpd.storage.journal.JournalException;
import org.openrtpd.storage.journal.JournalHeldException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rtpd serve}: the daemon. Its options are the one definition of every setting. */
@Command(
        name = "serve",
        description = "Take packets in from recorders, over UDP and TCP, journal and acknowledge them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        footer = {"", "Exit codes: 0 asked to end, 1 failed, 2 wrong usage, 3 another process writes the"
            + " journal, 4 the address cannot be listened on, 5 the journal cannot be opened: disk full, read-only"
            + " or no permission."})
public final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
    private static final int MAX_UNCOMMITTED = 1 << 20;
    private static final int MAX_CLIENT_MESSAGE = 1 << 20;

    @Spec private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR",
            description = "Data directory; the journal lies in it. One RTPD writes it. Required.")
    private Path data;

    @Option(names = "--listen", paramLabel = "HOST:PORT", defaultValue = "0.0.0.0:2543",
            description = "Address for recorders, UDP and TCP; port 0 lets the system choose.")
    private HostPort listen;

    @Option(names = "--durability", paramLabel = "disk|process", defaultValue = "disk",
            description = "What an acknowledged packet survives: disk, the loss of power; process,"
                    + " the death of RTPD.")
    private Durability durability;

    @Option(names = "--commit-interval", paramLabel = "DURATION", defaultValue = "2ms",
            description = "Shortest time between two forces of the disk: packets that come in between"
                    + " share one, and wait at most this long for it to begin.")
    private Duration commitInterval;

    @Option(names = "--min-free", paramLabel = "SIZE", defaultValue = "16MiB",
            converter = SizeConverter.class,
            description = "Free disk space below which nothing is taken in or acknowledged.")
    private long minFree;

    @Option(names = "--retain-age", paramLabel = "DURATION", defaultValue = "30d",
            description = "Age at which files of the journal are deleted; 0 keeps all.")
    private Duration retainAge;

    @Option(names = "--retain-size", paramLabel = "SIZE", defaultValue = "0",
            converter = SizeConverter.class,
            description = "Size of the journal above which its oldest files are deleted; 0 sets no"
                    + " limit.")
    private long retainSize;

    @Option(names = "--allow-unit", paramLabel = "HEX", split = ",",
            converter = UnitConverter.class,
            description = "Units that may attach; repeatable. Without it all may.")
    private List<Integer> allowUnits = List.of();

    @Option(names = "--allow-network", paramLabel = "CIDR", split = ",",
            description = "Networks that are heard, as 192.0.2.0/24; repeatable. Without it all are.")
    private List<Network> allowNetworks = List.of();

    @Option(names = "--allow-probe", paramLabel = "CIDR", split = ",",
            defaultValue = "127.0.0.0/8,::1",
            description = "Networks from which RTPID may probe whether packets are taken in; this"
                    + " machine's own addresses always may.")
    private List<Network> allowProbes = List.of();

    @Option(names = "--max-units", paramLabel = "N", defaultValue = "20000",
            description = "Units attached at a time; more are told to come back later.")
    private int maxUnits;

    @Option(names = "--max-held", paramLabel = "SIZE", defaultValue = "64MiB",
            converter = SizeConverter.class,
            description = "Memory for packets that arrived before their turn, all units together.")
    private long maxHeld;

    @Option(names = "--attach-rate", paramLabel = "N", defaultValue = "1000",
            description = "Attach attempts per second from one source network (/24, IPv6 /48).")
    private int attachRate;

    @Option(names = "--tcp-window", paramLabel = "N", defaultValue = "256",
            description = "Packets that a TCP recorder may have under way, 1 to 1024.")
    private int tcpWindow;

    @Option(names = "--max-connections", paramLabel = "N", defaultValue = "20000",
            description = "TCP connections open at a time.")
    private int maxConnections;

    @Option(names = "--handshake-timeout", paramLabel = "DURATION", defaultValue = "30s",
            description = "Time in which a TCP connection must say who it is, and once more in which a"
                    + " client program must finish its handshake.")
    private Duration handshakeTimeout;

    @Option(names = "--session-timeout", paramLabel = "DURATION", defaultValue = "120s",
            description = "Silence after which a UDP session ends; recorders speak every 20 s.")
    private Duration sessionTimeout;

    @Option(names = "--receive-buffer", paramLabel = "SIZE", defaultValue = "4MiB",
            converter = SizeConverter.class,
            description = "Receive buffer of the UDP socket; the system may grant less.")
    private long receiveBuffer;

    @Option(names = "--capture", paramLabel = "FILE",
            description = "Keep datagrams of another layout in this pcap file.")
    private Path capture;

    @Option(names = "--capture-limit", paramLabel = "SIZE", defaultValue = "64MiB",
            converter = SizeConverter.class,
            description = "Largest size of the capture file.")
    private long captureLimit;

    @Option(names = "--report-every", paramLabel = "DURATION", defaultValue = "10m",
            description = "Pause between lines of totals in the log; 0 for none.")
    private Duration reportEvery;

    @Option(names = "--max-clients", paramLabel = "N", defaultValue = "200",
            description = "Client programs at a time; more are told BUSY and come back.")
    private int maxClients;

    @Option(names = "--allow-client", paramLabel = "CIDR", split = ",",
            defaultValue = "127.0.0.0/8,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7",
            description = "Networks whose client programs get packets; others are told FAULT. The"
                    + " default is this machine and private networks.")
    private List<Network> allowClients;

    @Option(names = "--max-client-message", paramLabel = "SIZE", defaultValue = "4KiB",
            converter = SizeConverter.class,
            description = "Longest message read from a client program, without its 6 bytes of type and"
                    + " length; a longer one ends the connection.")
    private long maxClientMessage;

    @Option(names = "--client-replay", paramLabel = "DURATION", defaultValue = "0",
            description = "How far back a new client program begins, and for how long one that comes"
                    + " back goes on where it stopped; 0 for live only.")
    private Duration clientReplay;

    @Option(names = "--allow-commands", paramLabel = "CIDR", split = ",",
            description = "Networks whose client programs may send commands to recorders. Without it"
                    + " nobody may: commands control instruments.")
    private List<Network> allowCommands = List.of();

    @Option(names = "--upstream", paramLabel = "HOST:PORT[,unit=HEX...][,types=DT...]", split = ",",
            description = "Another RTPD, the vendor's or ours, whose packets are taken in; repeatable.")
    private List<String> upstreams = List.of();

    @Option(names = "--upstream-pause", paramLabel = "DURATION", defaultValue = "30s",
            description = "Time before a lost upstream is connected to again, 1s or more.")
    private Duration upstreamPause;

    @Mixin private WebOptions web;

    @Mixin private StationOptions stations;

    @Mixin private LiveOptions live;

    @Option(names = "--config", paramLabel = "FILE",
            description = "Configuration file (TOML): each of these options as a key, without --.")
    private Path config;

    @Option(names = "--print-config",
            description = "Print the configuration file with all defaults and comments, and end.")
    private boolean printConfig;

    @Override
    public Integer call() {
        if (printConfig) {
            spec.commandLine().getOut().print(new ReferenceConfig(spec).text());
            spec.commandLine().getOut().flush();
            return 0;
        }
        HeapGoal.keep();
        ServerConfig serverConfig = serverConfig();
        Optional<WebConfig> webConfig = web.config();
        LiveSettings liveSettings = live.settings();
        ChannelNames names = stations.open();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        IngestServer server;
        try {
            server = IngestServer.open(serverConfig, registry);
        } catch (BindException e) {
            throw new CommandFailed(e.getMessage(), CommandFailed.NO_ADDRESS);
        } catch (JournalHeldException e) {
            throw new CommandFailed(e.getMessage(), CommandFailed.JOURNAL_HELD);
        } catch (JournalException e) {
            throw new CommandFailed(e.getMessage(), CommandFailed.NO_JOURNAL);
        }
        Optional<LiveService> model =
                webConfig.map(config -> openLive(server, liveSettings, names));
        Optional<WebServer> page =
                webConfig.map(config -> openWeb(config, server, model.orElseThrow(), registry));
        Thread stop = new Thread(() -> stop(server, page, model), "rtpd-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        System.out.println("ready udp=" + HostPort.format(server.udpAddress())
                + " tcp=" + HostPort.format(server.tcpAddress())
                + " data=" + data + " pid=" + ProcessHandle.current().pid()
                + page.map(open -> " http=" + HostPort.format(open.address())).orElse(""));
        System.out.flush();
        server.failure().join();
        // The journal failed: end at once, so that nothing can be acknowledged any more.
        Runtime.getRuntime().halt(1);
        return 1;
    }

    private LiveService openLive(
            IngestServer server, LiveSettings settings, ChannelNames names) {
        HangUp.listen(names::readAgain);
        try {
            return LiveService.open(data, settings, names);
        } catch (JournalException e) {
            server.close();
            throw new CommandFailed(e.getMessage());
        }
    }

    private static WebServer openWeb(WebConfig config, IngestServer server, LiveService model,
            PrometheusMeterRegistry registry) {
        try {
            return WebServer.open(config, server, model, registry);
        } catch (HttpException e) {
            server.close();
            throw new CommandFailed(e.getMessage(), switch (e.kind()) {
                case ADDRESS -> CommandFailed.NO_ADDRESS;
                case SETTING -> CommandFailed.WRONG_USAGE;
            });
        }
    }

    private static void stop(
            IngestServer server, Optional<WebServer> page, Optional<LiveService> model) {
        if (server.failure().isDone()) {
            return;
        }
        LOG.info("stopping: committing and acknowledging what has arrived");
        page.ifPresent(WebServer::close);
        model.ifPresent(LiveService::close);
        server.close();
        LOG.info("stopped; {}", server.totals());
        // The end was asked for, so it is a good one, whatever the signal's own exit code is.
        Runtime.getRuntime().halt(0);
    }

    private ServerConfig serverConfig() {
        if (data == null) {
            throw new ParameterException(
                    spec.commandLine(), "missing --data DIR, the data directory");
        }
        require(maxUnits > 0, "--max-units", maxUnits, "1 or more");
        require(attachRate > 0, "--attach-rate", attachRate, "1 or more");
        require(maxClients > 0, "--max-clients", maxClients, "1 or more");
        require(maxConnections > 0, "--max-connections", maxConnections, "1 or more");
        require(tcpWindow > 0 && tcpWindow <= RecorderMessage.MAX_TCP_WINDOW, "--tcp-window",
                tcpWindow, "1 to " + RecorderMessage.MAX_TCP_WINDOW);
        require(receiveBuffer > 0 && receiveBuffer <= Integer.MAX_VALUE, "--receive-buffer",
                receiveBuffer, "1 byte to 2 GiB");
        require(upstreamPause.toSeconds() >= 1, "--upstream-pause", upstreamPause.toMillis() + "ms",
                "1s or more");
        require(maxClientMessage >= ClientCodec.LONGEST_BODY && maxClientMessage <= MAX_CLIENT_MESSAGE,
                "--max-client-message", maxClientMessage, ClientCodec.LONGEST_BODY
                        + " bytes, the longest that client programs need, to 1 MiB");
        require(!handshakeTimeout.isZero(), "--handshake-timeout", "0", "more than 0");
        require(sessionTimeout.toSeconds() >= 60, "--session-timeout",
                sessionTimeout.toSeconds() + "s", "60s or more: recorders speak every 20 s");
        Set<Integer> units = new HashSet<>(allowUnits);
        SessionLimits limits = new SessionLimits(maxUnits, maxHeld, MAX_UNCOMMITTED, attachRate,
                tcpWindow, sessionTimeout.toNanos(), unit -> units.isEmpty() || units.contains(unit));
        return new ServerConfig(data, listen, durability, commitInterval, minFree, retainAge,
                retainSize, limits, units.isEmpty(), allowNetworks, allowProbes, maxConnections,
                handshakeTimeout, (int) receiveBuffer, Optional.ofNullable(capture), captureLimit,
                reportEvery,
                new ClientConfig(maxClients, allowClients, clientReplay, allowCommands,
                        ClientLimits.defaults().with(handshakeTimeout, (int) maxClientMessage)),
                upstreams(), upstreamPause);
    }

    private List<UpstreamConfig> upstreams() {
        try {
            return UpstreamConfig.parse(upstreams);
        } catch (IllegalArgumentException e) {
            throw SettingSources.wrongValue(
                    spec, "--upstream", String.join(",", upstreams), e.getMessage());
        }
    }

    private void require(boolean good, String option, Object value, String allowed) {
        if (!good) {
            throw SettingSources.wrongValue(spec, option, value, allowed);
        }
    }
}
