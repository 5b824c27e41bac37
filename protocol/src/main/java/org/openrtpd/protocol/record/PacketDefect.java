package org.openrtpd.protocol.record;

/** Every way the headers of a packet can be wrong (record format, section 13). */
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
    UNKNOWN_FORMAT("has a data format that is not defined");

    private final String meaning;

    PacketDefect(String meaning) {
        this.meaning = meaning;
    }

    /** What is wrong, as the end of a sentence that begins with "the packet". */
    public String meaning() {
        return meaning;
    }
}
