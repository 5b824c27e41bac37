package org.openrtpd.app.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.ReferenceCountUtil;
import java.util.function.IntConsumer;
import org.openrtpd.protocol.client.PacketFrame;
import org.openrtpd.protocol.client.Pmask;
import org.openrtpd.protocol.clientsession.ClientSession;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalTailer;

/**
 * Carries packets from the journal to one client: as many as its connection takes, in batches, one
 * write for each. The journal is the buffer; nothing waits in memory but one batch.
 */
final class ClientFeed {

    private static final int BATCH_BYTES = 64 << 10;
    private static final int ENTRIES_PER_TURN = 512;

    private final Channel channel;
    private final ClientSession session;
    private final JournalTailer tailer;
    private final IntConsumer delivered;
    private final JournalEntry entry = new JournalEntry();
    private final DeliveredTrail trail = new DeliveredTrail();

    /**
     * @param tailer at the first entry that the client may get; not closed here
     * @param delivered told the unit of every packet that was written
     */
    ClientFeed(Channel channel, ClientSession session, JournalTailer tailer, IntConsumer delivered) {
        this.channel = channel;
        this.session = session;
        this.tailer = tailer;
        this.delivered = delivered;
    }

    /**
     * Writes what there is, up to a batch.
     *
     * @return true when there may be more at once
     */
    boolean pump(long nowNanos) {
        if (!session.isForwarding() || !channel.isWritable()) {
            return false;
        }
        ByteBuf batch = null;
        int read = 0;
        long firstIndex = -1;
        try {
            while (read < ENTRIES_PER_TURN
                    && (batch == null || batch.readableBytes() + PacketFrame.LONGEST <= BATCH_BYTES)
                    && tailer.next(entry)) {
                read++;
                firstIndex = firstIndex < 0 ? entry.index() : firstIndex;
                if (isWanted()) {
                    batch = batch == null ? channel.alloc().ioBuffer(BATCH_BYTES) : batch;
                    write(batch);
                }
            }
        } catch (RuntimeException e) {
            ReferenceCountUtil.release(batch);
            throw e;
        }
        if (batch != null) {
            session.sent(nowNanos);
            trail.wrote(firstIndex, batch.readableBytes());
            channel.writeAndFlush(batch, channel.voidPromise());
        }
        return read > 0;
    }

    private boolean isWanted() {
        return entry.isPacket()
                && session.filter().accepts(entry.body(), entry.bodyStart(), entry.bodyLength());
    }

    private void write(ByteBuf batch) {
        PacketFrame.write(batch, session.version(), entry.body(), entry.bodyStart(), entry.bodyLength());
        delivered.accept(entry.unit());
    }

    /** Drops what the client has not been sent yet. */
    void skipToEnd() {
        tailer.toEnd();
    }

    /** True when retention took entries that this client had not read, since the last call. */
    boolean fellBehind() {
        return tailer.tookMissing();
    }

    /** From here on the client may not have got everything. */
    long safeIndex() {
        long written = trail.safeIndex();
        return written < 0 ? tailer.position() : written;
    }
}
