package org.openrtpd.storage.journal;

/** What an entry of the journal is. The codes stand in the journal and never change. */
public enum EntryKind {
    /** One packet, exactly as it came. */
    PACKET(1),
    /** A recorder no longer had some packets: they will never come. */
    GAP(2),
    /** The server started here. */
    SERVER_START(3),
    /** What RTPID sent to see whether packets are taken in: no reader shows it, it numbers nothing. */
    PROBE(4),
    /** A kind of a later version: skipped. */
    UNKNOWN(0);

    private final int code;

    EntryKind(int code) {
        this.code = code;
    }

    /** The number in the entry. */
    public int code() {
        return code;
    }

    /** Kind for the number in an entry. */
    public static EntryKind of(int code) {
        return switch (code) {
            case 1 -> PACKET;
            case 2 -> GAP;
            case 3 -> SERVER_START;
            case 4 -> PROBE;
            default -> UNKNOWN;
        };
    }
}
