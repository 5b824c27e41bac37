package org.openrtpd.app.ingest;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.openrtpd.app.ops.LatencyHistogram;
import org.openrtpd.app.ops.PacketTraffic;
import org.openrtpd.protocol.session.PacketSink;
import org.openrtpd.protocol.session.Transport;
import org.openrtpd.storage.journal.PacketJournal;

/** Lets the sessions append to the journal. Event loop only. */
final class JournalSink implements PacketSink {

    private final PacketJournal journal;
    private final PacketTraffic traffic;
    private final LatencyHistogram batches;
    private boolean inBatch;
    private long batchBeganNanos;

    /** @param batches told how long the appends of each batch took */
    JournalSink(PacketJournal journal, PacketTraffic traffic, LatencyHistogram batches) {
        this.journal = journal;
        this.traffic = traffic;
        this.batches = batches;
    }

    /** A batch ends: from its first append to here it took time. */
    void endOfBatch() {
        if (inBatch) {
            inBatch = false;
            journal.endBatch();
            batches.record(System.nanoTime() - batchBeganNanos);
        }
    }

    @Override
    public boolean accepts() {
        return journal.accepts();
    }

    @Override
    public long append(Transport transport, InetSocketAddress peer, int unit, int epoch, int seq,
            ByteBuf bytes, int start, int lengthBytes) {
        if (!inBatch) {
            inBatch = true;
            journal.beginBatch();
            batchBeganNanos = System.nanoTime();
        }
        long position = journal.append(transport, peer, unit, epoch, seq, bytes, start, lengthBytes);
        if (position != PacketJournal.REFUSED) {
            traffic.appended(transport, bytes, start, lengthBytes);
        }
        return position;
    }

    @Override
    public long appendGap(Transport transport, InetSocketAddress peer, int unit, int epoch,
            int firstLost, int goOn) {
        return journal.appendGap(transport, peer, unit, epoch, firstLost, goOn);
    }
}
