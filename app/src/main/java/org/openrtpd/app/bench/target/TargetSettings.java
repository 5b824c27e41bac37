package org.openrtpd.app.bench.target;

import java.time.Duration;
import org.openrtpd.storage.journal.Durability;

/**
 * What RTPD and the floor have in common; and whether RTPD has its page, which the floor has not.
 *
 * @param commitInterval shortest time between two forces of the disk
 */
public record TargetSettings(
        Leg leg, Durability durability, Duration commitInterval, Page page) {}
