package org.openrtpd.protocol.station;

/** Who gave a name. */
public enum NameOrigin {

    /** All of it is written in the map. */
    MAPPED("mapped"),

    /** Network and station are written in the map, the channel code is not. */
    CHANNEL_DERIVED("channel derived"),

    /** The map has nothing about the unit at that time; see record format, section 12. */
    FALLBACK("fallback");

    private final String words;

    NameOrigin(String words) {
        this.words = words;
    }

    /** For people. */
    @Override
    public String toString() {
        return words;
    }
}
