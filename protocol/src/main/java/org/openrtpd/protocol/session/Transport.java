package org.openrtpd.protocol.session;

/** How a packet came. The codes stand in journal entries and never change. */
public enum Transport {
    /** By no network: markers that the server writes itself. */
    NONE(0),
    UDP(1),
    TCP(2),
    /** From another RTPD, whose client we are. */
    UPSTREAM(3);

    private final int code;

    Transport(int code) {
        this.code = code;
    }

    /** The number in a journal entry. */
    public int code() {
        return code;
    }

    /** Transport for a number in a journal entry; {@link #NONE} for one of a later version. */
    public static Transport of(int code) {
        return switch (code) {
            case 1 -> UDP;
            case 2 -> TCP;
            case 3 -> UPSTREAM;
            default -> NONE;
        };
    }
}
