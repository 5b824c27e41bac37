package org.openrtpd.protocol.client;

/** Message types of the client leg, by their number on the wire (client leg, sections 1 and 8). */
public enum FrameType {
    /** Server to client: one recording packet. */
    REFTEK(0),
    /** Client to server: command bytes for a unit. */
    CMDPKT(1),
    /** Server to client: heartbeat. */
    NOP(2),
    /** Both: attributes asked, attributes granted. */
    ATTR(3),
    /** Client asks, server answers: state of the server and its units. */
    SOH(4),
    /** Client to server: forward packets. */
    START(5),
    /** Client to server: forward no packets. */
    STOP(6),
    /** Client to server: drop what is queued for me. */
    FLUSH(7),
    /** Both: I am leaving; the client may come again. */
    BREAK(8),
    /** Server to client: no room now; the client comes again. */
    BUSY(9),
    /** Server to client: go away for good; client programs exit. */
    FAULT(10),
    /** Both, handshake only: process id. */
    PID(11),
    /** Version 2, ignored when received. */
    CONMSG(12),
    /** Version 2, server to client: the packet's pmask bit, then one recording packet. */
    REFTEK_XTND(13),
    /** Version 2, client to server: a pmask bit, then what CMDPKT carries. */
    CMDPKT_XTND(14),
    /** Version 2, ignored when received. */
    OOR(15),
    /** Both, first of all: a preamble whose type field is the version. Has no number of its own. */
    VERSION(-1),
    /** A number that is none of these: read, counted, ignored. */
    UNKNOWN(-1);

    private static final int HIGHEST_CODE = 15;
    private static final FrameType[] BY_CODE = values();

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    /** The number on the wire; -1 for {@link #VERSION} and {@link #UNKNOWN}. */
    public int code() {
        return code;
    }

    /**
     * True for the two types that carry a u32 in front of their body which the length field does
     * not count.
     */
    public boolean isExtended() {
        return this == REFTEK_XTND || this == CMDPKT_XTND;
    }

    /** Type for a number on the wire; {@link #UNKNOWN} when there is none. */
    public static FrameType of(int code) {
        return code >= 0 && code <= HIGHEST_CODE ? BY_CODE[code] : UNKNOWN;
    }
}
