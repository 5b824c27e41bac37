package org.openrtpd.protocol.parameters;

import org.openrtpd.protocol.record.TextColumn;

/** Fields of a stream block in a DS packet, offsets in the block (record format, section 8.2). */
public enum StreamColumn implements TextColumn {
    /** One-based, unlike everywhere else in packets. */
    STREAM(0, 2),
    NAME(2, 16),
    /** Samples a second. */
    RATE(42, 4),
    /** See {@link StreamParameters#format}. */
    FORMAT(46, 2),
    TRIGGER_TYPE(64, 4);

    private final int offset;
    private final int length;

    StreamColumn(int offset, int length) {
        this.offset = offset;
        this.length = length;
    }

    @Override
    public int offset() {
        return offset;
    }

    @Override
    public int length() {
        return length;
    }
}
