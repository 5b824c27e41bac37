package org.openrtpd.app.export;

/** What is written. */
enum ExportFormat {
    /** Records of miniSEED, in the order of time. */
    MSEED,
    /** Whole packets in a REF TEK archive, in the journal's order. */
    REFTEK,
    /** Whole packets, one behind the other, in the journal's order. */
    RAW
}
