package org.openrtpd.app.ingest;

import java.net.InetAddress;
import java.util.List;
import org.openrtpd.app.config.Network;

/** Source networks that are heard; an empty list hears all. */
final class NetworkAllowList {

    private final List<Network> networks;

    NetworkAllowList(List<Network> networks) {
        this.networks = networks;
    }

    boolean allows(InetAddress source) {
        if (networks.isEmpty()) {
            return true;
        }
        for (Network network : networks) {
            if (network.contains(source)) {
                return true;
            }
        }
        return false;
    }
}
