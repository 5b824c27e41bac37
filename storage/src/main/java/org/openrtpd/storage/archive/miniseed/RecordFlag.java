package org.openrtpd.storage.archive.miniseed;

/**
 * What is said of the samples in a record, as bits of one number (record format, section 12). The
 * low three bytes are activity, I/O and clock, and data quality flags of miniSEED 2 as they stand
 * there.
 */
final class RecordFlag {

    static final int NONE = 0;

    /** Activity bit 0: a calibration signal was on. */
    static final int CALIBRATION = 0x01;

    /** Activity bit 2: the event begins here. */
    static final int BEGINS_EVENT = 0x04;

    /** Activity bit 3: the event ends here. */
    static final int ENDS_EVENT = 0x08;

    /** I/O and clock bit 5: the clock was locked lately. */
    static final int CLOCK_LOCKED = 0x20 << 8;

    /** Data quality bit 1: the digitizer clipped. */
    static final int CLIPPED = 0x02 << 16;

    /**
     * Data quality bit 5, telemetry error: the packet failed its own checks, samples are missing or
     * wrong.
     */
    static final int DAMAGED = 0x20 << 16;

    /** Data quality bit 7: the time is questionable. */
    static final int QUESTIONABLE_TIME = 0x80 << 16;

    private RecordFlag() {}

    static int activity(int flags) {
        return flags & 0xFF;
    }

    static int clock(int flags) {
        return flags >> 8 & 0xFF;
    }

    static int quality(int flags) {
        return flags >> 16 & 0xFF;
    }

    static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }
}
