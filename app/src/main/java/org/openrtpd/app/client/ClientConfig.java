package org.openrtpd.app.client;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.openrtpd.app.config.Network;
import org.openrtpd.protocol.clientsession.ClientLimits;

/**
 * How client programs are served.
 *
 * @param maxClients clients at a time; more are told BUSY
 * @param allowedNetworks networks that may attach; others are told FAULT
 * @param replay how far back a new client begins, and how long a place is remembered; zero: live only
 * @param commandNetworks networks that may send commands to recorders; empty: nobody
 * @param limits of the handshake and of messages
 */
public record ClientConfig(int maxClients, List<Network> allowedNetworks, Duration replay,
        List<Network> commandNetworks, ClientLimits limits) {

    boolean allows(InetAddress client) {
        return allowedNetworks.stream().anyMatch(network -> network.contains(client));
    }

    boolean allowsCommandsOf(InetAddress client) {
        return commandNetworks.stream().anyMatch(network -> network.contains(client));
    }
}
