package org.openrtpd.storage.journal;

/** Whether an entry can be read, and why not. */
public enum EntryDefect {
    NONE("is whole"),
    TOO_SHORT("is shorter than its header"),
    TOO_LONG("is longer than any entry"),
    WRONG_VERSION("has another layout version"),
    LENGTH_DISAGREES("has another length than its header says"),
    WRONG_CRC("was damaged on the disk (CRC-32C)");

    private final String meaning;

    EntryDefect(String meaning) {
        this.meaning = meaning;
    }

    /** What is wrong, as the end of a sentence that begins with "the entry". */
    public String meaning() {
        return meaning;
    }
}
