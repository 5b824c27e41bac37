package org.openrtpd.app.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.openrtpd.app.client.ClientConfig;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.config.Network;
import org.openrtpd.app.upstream.UpstreamConfig;
import org.openrtpd.protocol.session.SessionLimits;
import org.openrtpd.storage.journal.Durability;

/**
 * Everything that RTPD can be told.
 *
 * @param data data directory
 * @param listen address for UDP and TCP; port 0 lets the system choose one for both
 * @param durability what an acknowledged packet survives
 * @param commitInterval shortest time between two forces, so that packets share one
 * @param minFreeBytes free disk space below which nothing is taken in
 * @param retainAge age at which journal files go; zero keeps all
 * @param retainBytes size at which the oldest journal files go; 0 sets no limit
 * @param limits bounds of the recorder leg
 * @param allowsAllUnits whether no list of units was given
 * @param allowedNetworks source networks that are heard; empty hears all
 * @param allowedProbes networks, beside this machine's own addresses, from which RTPID may probe
 * @param maxConnections TCP connections at a time
 * @param handshakeTimeout how long a connection may take to say who it is
 * @param receiveBufferBytes of the UDP socket
 * @param capture where datagrams of another layout are kept
 * @param captureLimitBytes largest size of that file
 * @param reportEvery pause between two lines of totals in the log; zero for none
 * @param clients how client programs are served
 * @param upstreams other RTPDs whose packets are taken in
 * @param upstreamPause time before a lost upstream is connected to again, 1 s or more
 */
public record ServerConfig(
        Path data,
        HostPort listen,
        Durability durability,
        Duration commitInterval,
        long minFreeBytes,
        Duration retainAge,
        long retainBytes,
        SessionLimits limits,
        boolean allowsAllUnits,
        List<Network> allowedNetworks,
        List<Network> allowedProbes,
        int maxConnections,
        Duration handshakeTimeout,
        int receiveBufferBytes,
        Optional<Path> capture,
        long captureLimitBytes,
        Duration reportEvery,
        ClientConfig clients,
        List<UpstreamConfig> upstreams,
        Duration upstreamPause) {}
