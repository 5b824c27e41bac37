package org.openrtpd.protocol.data;

/**
 * Every way the samples of a packet can be wrong (record format, sections 4.8 and 13). The first
 * four leave no sample; with the others the samples that could be read are there.
 */
public enum SampleDefect {
    /** Nothing is read. */
    TRUNCATED("has fewer bytes than a packet"),
    /** Nothing is read. */
    NOT_DATA("is no data packet"),
    /** Nothing is read; {@code findDefects} of the two headers names the field. */
    UNDECODABLE("does not say whose samples it has, or how many"),
    /** Nothing is read. */
    UNKNOWN_FORMAT("has a data format that is not defined"),
    /** As many as the format can hold are read. */
    TOO_MANY("has more samples than its format can hold"),
    /** The samples are read; the byte count is not trusted. */
    BYTES_SHORT("has a byte count that ends before its samples"),
    /** The samples that are there are kept; what follows is no continuation of them. */
    SHORT("has fewer differences than samples"),
    /** The samples are suspect. */
    MISMATCH("ends with another sample than it says"),
    /** The word is taken as empty. */
    BAD_CODE("has a word with a code that is not defined"),
    /** What is too much is left out. */
    SURPLUS("has more differences than samples");

    private final String meaning;

    SampleDefect(String meaning) {
        this.meaning = meaning;
    }

    /** What is wrong, as the end of a sentence that begins with "the packet". */
    public String meaning() {
        return meaning;
    }
}
