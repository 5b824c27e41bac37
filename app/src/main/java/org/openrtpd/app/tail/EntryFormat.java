package org.openrtpd.app.tail;

/** How {@code tail} writes what it reads. */
enum EntryFormat {
    /** Lines for people. */
    TEXT,
    /** A JSON object a line. */
    JSON,
    /** The packets' bytes and nothing else. */
    RAW,
    /** Records of miniSEED 2. */
    MSEED
}
