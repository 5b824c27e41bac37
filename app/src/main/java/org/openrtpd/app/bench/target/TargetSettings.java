package org.openrtpd.app.bench.target;

import java.time.Duration;
import org.openrtpd.storage.journal.Durability;

/**
 * What RTPD and the floor have in common; and whether RTPD has its page, which the floor has not.
 *
 * @param commitInterval shortest time between two forces of the disk
 */
public record TargetSettings(
        Leg leg, Durability durability, Duration commitInterval, Page page) {

    /** What serve does unless told otherwise. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(2);

    /** Where neither leg nor durability is what is measured: no force gets into the numbers. */
    public static final TargetSettings PROCESS_UDP = udp(Durability.PROCESS, Page.OFF);

    /** Recorders over UDP, and forces as far apart as serve has them. */
    public static TargetSettings udp(Durability durability, Page page) {
        return new TargetSettings(Leg.UDP, durability, COMMIT_INTERVAL, page);
    }

    /** The durability in words, for titles. */
    public String promise() {
        return "durable against the loss of "
                + (durability == Durability.DISK ? "power" : "the process");
    }
}
