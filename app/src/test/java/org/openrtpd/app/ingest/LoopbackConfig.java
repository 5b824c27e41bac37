package org.openrtpd.app.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.openrtpd.app.client.ClientConfig;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.config.Network;
import org.openrtpd.protocol.clientsession.ClientLimits;
import org.openrtpd.protocol.session.SessionLimits;
import org.openrtpd.storage.journal.Durability;

/** A server for tests that run it in their own process: any port of this machine, small bounds. */
public final class LoopbackConfig {

    private static final SessionLimits SMALL = new SessionLimits(
            100, 1 << 20, 1 << 16, 100_000, 256, 180_000_000_000L, unit -> true);

    private LoopbackConfig() {}

    /** Commits at once, keeps everything, and gives connections 2 s to say who they are. */
    public static ServerConfig of(Path data, Durability durability) {
        ClientConfig clients = new ClientConfig(100, List.of(Network.parse("127.0.0.0/8")),
                Duration.ZERO, List.of(), ClientLimits.defaults());
        return new ServerConfig(data, new HostPort("127.0.0.1", 0), durability, Duration.ZERO, 1 << 20,
                Duration.ZERO, 0, SMALL, true, List.of(), List.of(), 1000, Duration.ofSeconds(2),
                1 << 20, Optional.empty(), 0, Duration.ZERO, clients, List.of(), Duration.ofSeconds(30));
    }
}
