package org.openrtpd.app.tail;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.storage.journal.EntryDefect;
import org.openrtpd.storage.journal.EntryKind;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalTailer;

/** Writes what a tailer reads and somebody wants to see, once or for as long as packets come. */
public final class JournalFollower {

    private static final long SHORTEST_PAUSE_NANOS = 1_000_000;
    private static final long LONGEST_PAUSE_NANOS = 50_000_000;
    private static final String NETWORK = "XX";

    private final PacketSelection selection;
    private final boolean markers;
    private final EntryOutput out;
    private final JournalEntry entry = new JournalEntry();
    private final EntryView view = new EntryView();
    private long written;
    private long damaged;
    private long holes;

    JournalFollower(PacketSelection selection, boolean markers, EntryOutput out) {
        this.selection = selection;
        this.markers = markers;
        this.out = out;
    }

    /** A follower that shows every packet and marker as text. */
    public static JournalFollower ofEverything(OutputStream out) {
        return new JournalFollower(
                new PacketSelection(Set.of(), Set.of(), 0, 0), true,
                new TextOutput(new PacketDecoder(new ChannelNames(StationMap.empty(NETWORK))),
                        ColourChoice.AUTO.colours(), out));
    }

    /**
     * Writes until the end of the journal, or until the thread is interrupted.
     *
     * @param follow whether to wait for more at the end
     * @param count packets after which to end; 0 for no limit
     */
    public void run(JournalTailer tailer, boolean follow, long count) throws IOException {
        long pause = SHORTEST_PAUSE_NANOS;
        while (!Thread.currentThread().isInterrupted()) {
            if (tailer.next(entry)) {
                pause = SHORTEST_PAUSE_NANOS;
                tellOfHoles(tailer);
                write();
                if (count > 0 && written >= count) {
                    break;
                }
            } else if (!follow && tailer.passHole()) {
                pause = SHORTEST_PAUSE_NANOS;
            } else if (follow) {
                out.pause();
                LockSupport.parkNanos(pause);
                pause = Math.min(LONGEST_PAUSE_NANOS, pause * 2);
            } else {
                break;
            }
        }
        out.end();
    }

    private void tellOfHoles(JournalTailer tailer) {
        if (tailer.holes() > holes) {
            damaged += tailer.holes() - holes;
            holes = tailer.holes();
            System.err.println("rtpd: a file of the journal is damaged before entry " + entry.index()
                    + "; what stood there is lost, rtpd verify tells what is missing");
        }
    }

    private void write() throws IOException {
        if (entry.defect() != EntryDefect.NONE) {
            damaged++;
            System.err.println("rtpd: entry " + entry.index() + " " + entry.defect().meaning()
                    + "; it is left out");
        } else if (entry.kind() == EntryKind.PACKET) {
            if (selection.accepts(view.of(entry))) {
                out.packet(view);
                written++;
            } else {
                out.passOver(view);
            }
        } else if (markers && entry.kind() != EntryKind.PROBE && isOfSelectedUnit()) {
            out.marker(entry);
        }
    }

    private boolean isOfSelectedUnit() {
        return entry.unit() == UnitId.ALL || selection.units().isEmpty()
                || selection.units().contains(entry.unit());
    }

    /** Entries and stretches that could not be read. */
    long damaged() {
        return damaged;
    }
}
