package org.openrtpd.app.gaps;

import org.openrtpd.protocol.trace.TearCause;

/** Why the data of a channel do not go on where they ended (record format, sections 9.3, 9.4). */
public enum GapCause {
    LOST_PACKETS("packets are missing"),
    CLOCK("the clock was stepped"),
    NOT_RECORDED("nothing was recorded"),
    DAMAGED_PACKET("a packet could not be read"),
    /** Late or duplicated data with other borders. */
    DATA_AGAIN("the same data again"),
    /** The time asked for begins before the data, or ends behind them. */
    NO_DATA("no data at this end");

    private final String words;

    GapCause(String words) {
        this.words = words;
    }

    static GapCause of(TearCause cause) {
        return switch (cause) {
            case LOST_PACKETS -> LOST_PACKETS;
            case CLOCK -> CLOCK;
            case NOT_RECORDED -> NOT_RECORDED;
            case DAMAGED_PACKET -> DAMAGED_PACKET;
        };
    }

    /** For people. */
    public String words() {
        return words;
    }
}
