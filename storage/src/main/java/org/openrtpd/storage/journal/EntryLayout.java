package org.openrtpd.storage.journal;

/**
 * Layout 1 of an entry (docs/journal.md). All numbers big-endian.
 *
 * <pre>
 *    0 version u8 | 1 kind u8 | 2 transport u8 | 3 flags u8 | 4 CRC-32C u32 | 8 receive time i64 (ns)
 *   16 unit u32 | 20 epoch u32 | 24 seq u32 | 28 peer port u16 | 30 body length u16
 *   32 peer address, 16 bytes, IPv4 as ::ffff:a.b.c.d | 48 body
 * </pre>
 *
 * The CRC is over the whole entry with its own field zero.
 */
final class EntryLayout {

    static final int VERSION = 1;

    static final int VERSION_OFFSET = 0;
    static final int KIND_OFFSET = VERSION_OFFSET + 1;
    static final int TRANSPORT_OFFSET = KIND_OFFSET + 1;
    static final int FLAGS_OFFSET = TRANSPORT_OFFSET + 1;
    static final int CRC_OFFSET = FLAGS_OFFSET + 1;
    static final int RECEIVED_OFFSET = CRC_OFFSET + 4;
    static final int UNIT_OFFSET = RECEIVED_OFFSET + 8;
    static final int EPOCH_OFFSET = UNIT_OFFSET + 4;
    static final int SEQ_OFFSET = EPOCH_OFFSET + 4;
    static final int PORT_OFFSET = SEQ_OFFSET + 4;
    static final int BODY_LENGTH_OFFSET = PORT_OFFSET + 2;
    static final int ADDRESS_OFFSET = BODY_LENGTH_OFFSET + 2;
    static final int ADDRESS_LENGTH = 16;
    static final int BODY_OFFSET = ADDRESS_OFFSET + ADDRESS_LENGTH;

    /** Longest body: one packet. */
    static final int MAX_BODY = 1024;

    static final int MAX_ENTRY = BODY_OFFSET + MAX_BODY;

    private EntryLayout() {}
}
