package org.openrtpd.app.ingest;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.openrtpd.app.config.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where RTPID may probe from: networks that were named, and this machine's own addresses, for RTPID
 * beside an RTPD that listens on one of them comes from there. A packet with such an address from
 * outside is dropped by the system, as long as its protection against that is on. Event loop only.
 */
final class ProbeSources {

    private static final Logger LOG = LoggerFactory.getLogger(ProbeSources.class);

    /** Addresses change, and asking for them costs more than a datagram of a stranger may. */
    private static final long ASK_AGAIN_NANOS = 10_000_000_000L;

    private final List<Network> networks;
    private final LongSupplier nanoTime;
    private Set<InetAddress> own = Set.of();
    private long askAtNanos;

    ProbeSources(List<Network> networks, LongSupplier nanoTime) {
        this.networks = networks;
        this.nanoTime = nanoTime;
        this.askAtNanos = nanoTime.getAsLong();
    }

    boolean allow(InetAddress source) {
        for (Network network : networks) {
            if (network.contains(source)) {
                return true;
            }
        }
        return own().contains(source);
    }

    private Set<InetAddress> own() {
        long now = nanoTime.getAsLong();
        if (now - askAtNanos >= 0) {
            askAtNanos = now + ASK_AGAIN_NANOS;
            try {
                own = NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .collect(Collectors.toUnmodifiableSet());
            } catch (SocketException e) {
                LOG.debug("this machine's addresses cannot be asked for; those of before hold", e);
            }
        }
        return own;
    }
}
