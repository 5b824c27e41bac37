package org.openrtpd.storage.archive.reftek;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.openrtpd.protocol.trace.RateBook;
import org.openrtpd.storage.archive.ArchiveException;
import org.openrtpd.storage.archive.ArchiveSink;
import org.openrtpd.storage.archive.ArchiveWriter;
import org.openrtpd.storage.journal.JournalEntry;

/**
 * Writes packets, all 1024 bytes as they came and in the order they came, into files of one unit,
 * one stream and one event (record format, sections 14 and 15). A new file begins with another
 * event, behind a sequence number that is missing and behind an ET; in stream 0 with another day.
 *
 * <p>Packets that have no place in that tree, because no reader knows their letters or because
 * stream or time cannot be read, are kept beside it, below {@code other}: those of 1024 bytes in
 * {@code packets}, one behind the other; any others in {@code blocks}, each behind its length as
 * two bytes, big-endian.
 */
public final class ReftekWriter implements ArchiveWriter {

    /** To be raised when anything that is saved changes, rates, traces and health included. */
    private static final int STATE_VERSION = 2;
    private static final long LOOK_EVERY_MILLIS = 60_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int STREAMS_PER_UNIT = 16;

    private final TreeMap<Integer, StreamFiles> streams = new TreeMap<>();
    private final RateBook rates = new RateBook();
    private final ReftekPacket packet = new ReftekPacket();
    private final ByteBuf length = Unpooled.buffer(Short.BYTES);
    private long packets;
    private long others;
    private long createdMillis;
    private long nowMillis;
    private long lookAtMillis;

    @Override
    public String format() {
        return "reftek";
    }

    @Override
    public void take(JournalEntry entry, ArchiveSink tree) throws IOException {
        packet.of(entry);
        packets++;
        nowMillis = packet.receivedMillis();
        createdMillis = createdMillis == 0 ? nowMillis : createdMillis;
        if (packet.streamNumber() == ReftekPacket.NO_STREAM) {
            keepAside(entry, tree);
            return;
        }
        rates.take(packet.unit(), entry.body(), entry.bodyStart());
        StreamFiles files = streams.computeIfAbsent(
                packet.unit() * STREAMS_PER_UNIT + packet.streamNumber(),
                key -> new StreamFiles(packet.unit(), packet.streamNumber()));
        if (files.accepts(packet)) {
            files.take(packet, rates, tree);
        } else {
            keepAside(entry, tree);
        }
    }

    private void keepAside(JournalEntry entry, ArchiveSink tree) throws IOException {
        others++;
        String name = packet.isWhole() ? "packets" : "blocks";
        String path = ReftekPath.other(packet.unit(), packet.receivedMillis(), name);
        if (!packet.isWhole()) {
            length.clear().writeShort(entry.bodyLength());
            tree.append(path, length, 0, Short.BYTES);
        }
        tree.append(path, entry.body(), entry.bodyStart(), entry.bodyLength());
    }

    @Override
    public void passTime(long nowNanos, ArchiveSink tree) throws IOException {
        nowMillis = nowNanos / NANOS_PER_MILLI;
        // A clock that was ahead and is right again must not stop this until it is there once more.
        if (nowMillis < lookAtMillis && lookAtMillis - nowMillis <= LOOK_EVERY_MILLIS) {
            return;
        }
        lookAtMillis = nowMillis + LOOK_EVERY_MILLIS;
        for (StreamFiles files : streams.values()) {
            files.passTime(nowMillis, rates, tree);
        }
    }

    @Override
    public void finish(ArchiveSink tree) throws IOException {
        for (StreamFiles files : streams.values()) {
            files.close(rates, tree);
        }
    }

    @Override
    public void save(ByteBuf state) {
        state.writeByte(STATE_VERSION).writeLong(createdMillis).writeLong(packets).writeLong(others)
                .writeLong(lookAtMillis);
        rates.save(state);
        state.writeInt(streams.size());
        streams.values().forEach(files -> files.save(state));
    }

    @Override
    public void restore(ByteBuf state) {
        int version = state.readByte();
        if (version != STATE_VERSION) {
            throw ArchiveException.otherVersion(format(), version);
        }
        createdMillis = state.readLong();
        packets = state.readLong();
        others = state.readLong();
        lookAtMillis = state.readLong();
        rates.restore(state);
        for (int left = state.readInt(); left > 0; left--) {
            StreamFiles files = StreamFiles.restore(state);
            streams.put(files.unit() * STREAMS_PER_UNIT + files.streamNumber(), files);
        }
    }

    @Override
    public Map<String, ByteBuf> summaries() {
        return Map.of(ArchiveStatus.FILE, ArchiveStatus.of(
                createdMillis, nowMillis, streams.values()));
    }

    @Override
    public String totals() {
        return packets + " packets, " + others + " of them below other";
    }
}
