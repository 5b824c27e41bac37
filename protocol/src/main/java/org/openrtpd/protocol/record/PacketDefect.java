package org.openrtpd.protocol.record;

/** Every way a packet can be wrong, apart from its samples (record format, section 13). */
public enum PacketDefect {
    TRUNCATED("has fewer bytes than a packet"),
    UNKNOWN_TYPE("begins with two bytes that are no packet type"),
    RESERVED_UNIT("names unit 0000 or FFFF, which no recorder has"),
    BAD_EXPERIMENT("has an experiment number that is not decimal"),
    BAD_YEAR("has a year that is not decimal"),
    BAD_TIME("has a time that is not decimal, or that no calendar has"),
    BAD_BYTE_COUNT("has a byte count that is not decimal"),
    BYTE_COUNT_RANGE("has a byte count outside 24-1024"),
    BAD_SEQUENCE("has a packet sequence that is not decimal"),
    BAD_EVENT("has an event number that is not decimal"),
    BAD_STREAM("has a stream that is not decimal or above 9"),
    BAD_CHANNEL("has a channel that is not decimal or above 32"),
    BAD_SAMPLE_COUNT("has a sample count that is not decimal"),
    SAMPLE_COUNT_RANGE("has more samples than its format can hold"),
    UNKNOWN_FORMAT("has a data format that is not defined"),
    BAD_RATE("has a sample rate that is blank, zero or no number"),
    YEAR_DISAGREES("has another year in its text than in its header"),
    BAD_POSITION("has a position that cannot be read"),
    FILTER_FORMAT("has filter coefficients of a size that is not defined"),
    FILTER_COUNT("has more filter coefficients in a block than the format allows"),
    FILTER_OVERRUN("has a filter block that goes on behind the end of its place");

    private final String meaning;

    PacketDefect(String meaning) {
        this.meaning = meaning;
    }

    /** What is wrong, as the end of a sentence that begins with "the packet". */
    public String meaning() {
        return meaning;
    }
}
