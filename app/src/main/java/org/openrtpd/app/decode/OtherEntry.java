package org.openrtpd.app.decode;

import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.status.StatusFrame;
import org.openrtpd.protocol.status.StatusType;
import org.openrtpd.storage.journal.EntryDefect;
import org.openrtpd.storage.journal.JournalEntry;

/**
 * A journal entry that is no 1024-byte packet: a command, a response, or damaged.
 *
 * @param index of the entry in the journal
 * @param unit that it came from, as hex digits; "0000" when the entry is damaged
 * @param lengthBytes of its body
 * @param kind COMMAND or RESPONSE with the type of a status behind it, UNKNOWN, or DAMAGED
 * @param defect why it cannot be read, or {@link EntryDefect#NONE}
 */
public record OtherEntry(long index, String unit, int lengthBytes, String kind, EntryDefect defect) {

    static OtherEntry damaged(JournalEntry entry) {
        return new OtherEntry(
                entry.index(), UnitId.format(UnitId.ALL), 0, "DAMAGED", entry.defect());
    }

    static OtherEntry of(JournalEntry entry, StatusFrame frame) {
        frame.wrap(entry.body(), entry.bodyStart(), entry.bodyLength());
        return new OtherEntry(entry.index(), UnitId.format(entry.unit()), entry.bodyLength(),
                kind(entry, frame), EntryDefect.NONE);
    }

    private static String kind(JournalEntry entry, StatusFrame frame) {
        if (!frame.isReadable()) {
            return entry.bodyLength() == 0 ? "EMPTY" : String.format(
                    "UNKNOWN %02X", entry.body().getUnsignedByte(entry.bodyStart()));
        }
        String kind = frame.isResponse() ? "RESPONSE " : "COMMAND ";
        return kind + frame.commandCode() + (frame.type() == StatusType.OTHER ? "" : frame.type());
    }

    /** True when the journal is damaged here. */
    public boolean isDamaged() {
        return defect != EntryDefect.NONE;
    }
}
