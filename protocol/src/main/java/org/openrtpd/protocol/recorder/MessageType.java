package org.openrtpd.protocol.recorder;

/** Message types of the recorder leg, by their number on the wire (recorder leg, section 4). */
public enum MessageType {
    /** Recorder to server: one recording packet. */
    REFTEK(0x0000),
    /** Server to recorder: command bytes. */
    CMDPKT(0x0001),
    /** Both: keep-alive; on UDP it carries ack. */
    NOP(0x0002),
    /** Both: this session is over, or unknown to me. */
    BREAK(0x0008),
    /** Server to recorder: come back after some seconds. */
    BUSY(0x0009),
    /** Recorder to server, UDP: who is there? */
    DISCOVER(0x0100),
    /** Server to recorder, UDP: I am; prove your address with this cookie. */
    OFFER(0x0101),
    /** Recorder to server: begin a session. */
    ATTACH(0x0102),
    /** Server to recorder: the session, and where to go on. */
    ATTACHED(0x0103),
    /** Both: all before this is durable. */
    ACK(0x0104);

    private final int code;

    MessageType(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** True for the number of a type of this leg. */
    public static boolean isKnown(int code) {
        return code >= 0 && code <= 2 || code == 8 || code == 9 || code >= 0x0100 && code <= 0x0104;
    }

    /**
     * Type for a number on the wire.
     *
     * @throws IllegalArgumentException when it is none; ask {@link #isKnown} first
     */
    public static MessageType of(int code) {
        return switch (code) {
            case 0x0000 -> REFTEK;
            case 0x0001 -> CMDPKT;
            case 0x0002 -> NOP;
            case 0x0008 -> BREAK;
            case 0x0009 -> BUSY;
            case 0x0100 -> DISCOVER;
            case 0x0101 -> OFFER;
            case 0x0102 -> ATTACH;
            case 0x0103 -> ATTACHED;
            case 0x0104 -> ACK;
            default -> throw new IllegalArgumentException("message type " + code);
        };
    }
}
