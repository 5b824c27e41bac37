package org.openrtpd.protocol.session;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openrtpd.protocol.recorder.Seq;

/** A journal in memory that knows what is durable, can be full, and can lose what is not durable. */
final class SimulatedJournal implements PacketSink {

    record Entry(int unit, int epoch, int seq, int content, boolean gap) {}

    final List<Entry> entries = new ArrayList<>();
    int durable;
    boolean full;

    /** Appends until it is full. */
    int room = Integer.MAX_VALUE;

    @Override
    public boolean accepts() {
        return !full;
    }

    @Override
    public long append(Transport transport, InetSocketAddress peer, int unit, int epoch, int seq,
            ByteBuf bytes, int start, int lengthBytes) {
        return add(new Entry(unit, epoch, seq, bytes.getInt(start), false));
    }

    @Override
    public long appendGap(Transport transport, InetSocketAddress peer, int unit, int epoch,
            int firstLost, int goOn) {
        return add(new Entry(unit, epoch, firstLost, goOn, true));
    }

    private long add(Entry entry) {
        if (full) {
            return REFUSED;
        }
        if (room == 0) {
            full = true;
            return REFUSED;
        }
        room--;
        entries.add(entry);
        return entries.size();
    }

    void makeRoom() {
        full = false;
        room = Integer.MAX_VALUE;
    }

    void loseBehind(int length) {
        entries.subList(length, entries.size()).clear();
        durable = entries.size();
    }

    /** What a restarted server learns from the journal. */
    void restore(SessionTable table) {
        Map<Long, Entry> last = new LinkedHashMap<>();
        for (Entry entry : entries) {
            long key = (long) entry.unit << 32 | Integer.toUnsignedLong(entry.epoch);
            last.remove(key);
            last.put(key, entry);
        }
        last.values().forEach(e -> table.restore(e.unit, e.epoch, e.gap ? e.content : e.seq + 1));
    }

    boolean hasDurable(int unit, int epoch, int seq) {
        for (int i = 0; i < durable; i++) {
            Entry e = entries.get(i);
            if (e.unit == unit && e.epoch == epoch) {
                if (!e.gap && e.seq == seq) {
                    return true;
                }
                if (e.gap && !Seq.isBefore(seq, e.seq) && Seq.isBefore(seq, e.content)) {
                    return true;
                }
            }
        }
        return false;
    }
}
