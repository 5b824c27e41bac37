package org.openrtpd.protocol.session;

/** How a packet came. The codes stand in journal entries and never change. */
public enum Transport {
    /** By no network: markers that the server writes itself. */
    NONE(0),
    UDP(1),
    TCP(2);

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
            default -> NONE;
        };
    }
}
