package org.openrtpd.storage.archive.miniseed;

import io.netty.buffer.ByteBuf;

/** One version of miniSEED: where in a record the head and the data are. */
interface RecordLayout {

    /** Bytes of data that a record has room for. */
    int dataLength();

    /** Puts a sample into the data as it is, in this version's byte order. */
    void setSample(ByteBuf data, int offset, int sample);

    /**
     * Writes a record.
     *
     * @param data {@code dataLength} bytes, zero behind those that are used
     * @param usedBytes of data; whole frames where it is Steim
     * @param to gets the record behind its writer index
     */
    void write(RecordHead head, ByteBuf data, int usedBytes, ByteBuf to);
}
