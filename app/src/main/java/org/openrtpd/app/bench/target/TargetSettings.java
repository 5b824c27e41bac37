package org.openrtpd.app.bench.target;

import java.time.Duration;
import org.openrtpd.storage.journal.Durability;

/**
 * What RTPD and the floor have in common.
 *
 * @param commitInterval shortest time between two forces of the disk
 */
public record TargetSettings(Leg leg, Durability durability, Duration commitInterval) {}
