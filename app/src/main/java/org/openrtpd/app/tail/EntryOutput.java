package org.openrtpd.app.tail;

import java.io.IOException;
import org.openrtpd.storage.journal.JournalEntry;

/** Where the entries go that somebody wants to see, in a form of its own. */
interface EntryOutput {

    /** Writes a packet. */
    void packet(EntryView packet) throws IOException;

    /** Takes note of a packet that nobody wants to see: it may explain others. */
    void passOver(EntryView packet) throws IOException;

    /** Writes what the journal says between packets. */
    void marker(JournalEntry entry) throws IOException;

    /** Nothing more is there for now. */
    void pause() throws IOException;

    /** Nothing more will come. */
    void end() throws IOException;
}
