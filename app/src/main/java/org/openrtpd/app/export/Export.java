package org.openrtpd.app.export;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.trace.DataFacts;
import org.openrtpd.storage.archive.ArchiveSink;
import org.openrtpd.storage.archive.RecordSink;
import org.openrtpd.storage.archive.miniseed.MiniseedRecords;
import org.openrtpd.storage.archive.reftek.ReftekWriter;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalTailer;

/** The second pass: reads the packets that a search has found, and writes them. */
final class Export {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final String NO_FILE = "";

    private final JournalSearch search;
    private final ExportSelection selection;
    private final JournalTailer tailer;
    private final JournalEntry entry = new JournalEntry();
    private final PacketHeader header = new PacketHeader();
    private long twice;
    private long written;
    private int channels;

    Export(JournalSearch search, ExportSelection selection, JournalTailer tailer) {
        this.search = search;
        this.selection = selection;
        this.tailer = tailer;
    }

    /** Shows packets in the order of their times, each once; what they make goes to a sink. */
    void records(MiniseedRecords records, RecordSink sink) throws IOException {
        PacketPlaces places = search.places();
        places.sortByTime();
        Set<Long> sameTime = new HashSet<>();
        long millis = Long.MIN_VALUE;
        for (int place = 0; place < places.count(); place++) {
            read(places.journalIndex(place));
            if (places.millis(place) != millis) {
                millis = places.millis(place);
                sameTime.clear();
            }
            if (!sameTime.add(DataFacts.content(entry.body(), entry.bodyStart()))) {
                twice++;
            } else if (!isEventBehind(millis)) {
                records.take(entry, sink);
            }
        }
        records.passTime(search.lastReceivedNanos(), sink);
        records.finish(sink);
        written = records.packets() + search.others();
        channels = records.channels();
    }

    /** An event that begins or ends behind the span says nothing of the data in it. */
    private boolean isEventBehind(long millis) {
        PacketType type = header.wrap(entry.body(), entry.bodyStart()).type();
        return (type == PacketType.EH || type == PacketType.ET)
                && millis * NANOS_PER_MILLI >= selection.untilNanos();
    }

    /** Writes whole packets into a REF TEK archive, in the order in which they were received. */
    void archive(ReftekWriter writer, ArchiveSink tree) throws IOException {
        for (int place = 0; place < search.places().count(); place++) {
            if (readWanted(place)) {
                writer.take(entry, tree);
                writer.passTime(entry.receivedNanos(), tree);
            }
        }
        writer.finish(tree);
    }

    /** Writes whole packets one behind the other, in the order in which they were received. */
    void packets(RecordSink sink) throws IOException {
        for (int place = 0; place < search.places().count(); place++) {
            if (readWanted(place)) {
                sink.append(NO_FILE, entry.body(), entry.bodyStart(), entry.bodyLength());
            }
        }
    }

    private boolean readWanted(int place) {
        read(search.places().journalIndex(place));
        PacketType type = header.wrap(entry.body(), entry.bodyStart()).type();
        channels = search.channels();
        boolean wanted = type != PacketType.EH && type != PacketType.ET || search.wantsEvent(entry);
        written += wanted ? 1 : 0;
        return wanted;
    }

    private void read(long index) {
        // Most packets stand in the order in which they are written: a search for each would be slow.
        if (tailer.position() != index) {
            tailer.toIndex(index);
        }
        if (!tailer.next(entry) || entry.index() != index || !entry.isPacket()) {
            throw new CommandFailed("entry " + index + " is gone: retention took it while it was to be"
                    + " exported; export again, it begins at what is left");
        }
    }

    /** Packets that were written, as a whole or in records. */
    long written() {
        return written;
    }

    /** Channels of which there is data. */
    int channels() {
        return channels;
    }

    /** Packets left out because they were there already, byte for byte. */
    long twice() {
        return twice;
    }
}
