package org.openrtpd.protocol.record;

import io.netty.buffer.ByteBuf;
import java.util.Locale;

/**
 * A text field of a table in the record format: where it stands and what it is called. The tables
 * themselves are enums, one constant a row, in the order of the packet.
 */
public interface TextColumn {

    /** Bytes from the beginning of the table's packet or block. */
    int offset();

    /** Bytes. */
    int length();

    /** The constant's own name. */
    String name();

    /** The field's name where programs read it: lower case with underscores. */
    default String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field in a packet or block that begins at {@code start}, without its padding. */
    default String read(ByteBuf bytes, int start) {
        return TextField.trimmed(bytes, start + offset(), length());
    }
}
