package org.openrtpd.app.metrics;

import org.openrtpd.storage.journal.JournalUsage;

/**
 * The journal as it was measured last.
 *
 * @param usableBytes may still be appended before the journal refuses
 * @param bytesPerSecond it grows by, before retention
 * @param secondsToFull at that rate; infinite when it will not be
 */
public record JournalState(JournalUsage usage, long usableBytes, double bytesPerSecond, double secondsToFull) {

    static final JournalState UNKNOWN = new JournalState(
            new JournalUsage(0, 0, 0, 0, 0, 0), 0, 0, Double.POSITIVE_INFINITY);
}
