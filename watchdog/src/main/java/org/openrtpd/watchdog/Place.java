package org.openrtpd.watchdog;

import java.net.InetSocketAddress;
import java.util.OptionalLong;
import org.openrtpd.watchdog.process.ReadyLine;

/**
 * Where a RTPD can be reached.
 *
 * @param pid process that has to answer there, where it is known
 */
record Place(InetSocketAddress udp, InetSocketAddress tcp, OptionalLong pid) {

    static Place of(ReadyLine ready) {
        return new Place(ready.udp(), ready.tcp(), OptionalLong.of(ready.pid()));
    }
}
