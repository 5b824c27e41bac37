package org.openrtpd.app.bench.clients;

import org.openrtpd.app.bench.report.Figure;
import org.openrtpd.app.bench.report.Goal;

/** What a packet to a client program may cost. */
final class DeliveryGoal {

    /**
     * Processor time for each packet of a server made of the vendor's C library, as fast as it went,
     * microseconds; 3.3 to 3.8 on the machine of docs/performance.md. That library is not here to be
     * measured, so on another machine this limit says less than the ratios do.
     */
    private static final double VENDOR_MICROS = 3.3;

    private static final double PARTS = 3;

    private DeliveryGoal() {}

    static Goal of(String title, Figure cpuMicrosPerPacket) {
        return Goal.atMost(title + ": CPU a packet, a third of the vendor's library's",
                cpuMicrosPerPacket, VENDOR_MICROS / PARTS);
    }
}
