package org.openrtpd.app.ingest;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.openrtpd.protocol.session.PacketSink;
import org.openrtpd.protocol.session.Transport;
import org.openrtpd.storage.journal.PacketJournal;

/** Lets the sessions append to the journal. Event loop only. */
final class JournalSink implements PacketSink {

    private final PacketJournal journal;

    JournalSink(PacketJournal journal) {
        this.journal = journal;
    }

    @Override
    public boolean accepts() {
        return journal.accepts();
    }

    @Override
    public long append(Transport transport, InetSocketAddress peer, int unit, int epoch, int seq,
            ByteBuf bytes, int start, int lengthBytes) {
        return journal.append(transport, peer, unit, epoch, seq, bytes, start, lengthBytes);
    }

    @Override
    public long appendGap(Transport transport, InetSocketAddress peer, int unit, int epoch,
            int firstLost, int goOn) {
        return journal.appendGap(transport, peer, unit, epoch, firstLost, goOn);
    }
}
