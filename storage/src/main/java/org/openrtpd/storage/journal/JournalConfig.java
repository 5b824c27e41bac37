package org.openrtpd.storage.journal;

import java.nio.file.Path;
import java.time.InstantSource;

/**
 * How a journal is written.
 *
 * @param directory data directory; the journal lies in it
 * @param durability what an acknowledged packet survives
 * @param minFreeBytes free space on the file system below which nothing is appended
 * @param clock gives receive times, and when a new file begins
 */
public record JournalConfig(
        Path directory, Durability durability, long minFreeBytes, InstantSource clock) {

    public JournalConfig {
        if (minFreeBytes < 0) {
            throw new IllegalArgumentException("min-free " + minFreeBytes + " is below 0 bytes");
        }
    }
}
