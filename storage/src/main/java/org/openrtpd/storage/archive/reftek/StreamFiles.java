package org.openrtpd.storage.archive.reftek;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Optional;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.trace.RateBook;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.storage.archive.ArchiveSink;

/**
 * The open files of one stream: that of the event that is recorded now, and a second one for
 * packets that come late, so that these do not cut the first into pieces.
 */
final class StreamFiles {

    private static final long IDLE_MILLIS = 24 * 3_600_000L;
    private static final long LATE_IDLE_MILLIS = 600_000;
    private static final long PLAUSIBLE_MILLIS = 86_400_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final int unit;
    private final int streamNumber;
    private final StreamExtent extent;
    private OpenFile current;
    private OpenFile late;

    StreamFiles(int unit, int streamNumber) {
        this(unit, streamNumber, new StreamExtent());
    }

    private StreamFiles(int unit, int streamNumber, StreamExtent extent) {
        this.unit = unit;
        this.streamNumber = streamNumber;
        this.extent = extent;
    }

    int unit() {
        return unit;
    }

    int streamNumber() {
        return streamNumber;
    }

    /** True when a packet can be filed: it has a time to be named by, or goes on in a file. */
    boolean accepts(ReftekPacket packet) {
        return packet.hasTime() || current != null && current.isContinuedBy(packet);
    }

    /** Adds a packet to the file that it belongs to. */
    void take(ReftekPacket packet, RateBook rates, ArchiveSink tree) throws IOException {
        if (current != null && !current.isContinuedBy(packet) && current.isPreceded(packet)) {
            if (late != null && !late.isContinuedBy(packet)) {
                closeLate(rates, tree);
            }
            late = late == null ? open(packet, tree) : late;
            add(late, packet, rates, tree);
            if (late.isTrailed()) {
                closeLate(rates, tree);
            }
            return;
        }
        if (current != null && !current.isContinuedBy(packet)) {
            closeCurrent(rates, tree);
        }
        current = current == null ? open(packet, tree) : current;
        add(current, packet, rates, tree);
        if (current.isTrailed()) {
            closeCurrent(rates, tree);
        }
    }

    private void add(OpenFile file, ReftekPacket packet, RateBook rates, ArchiveSink tree)
            throws IOException {
        tree.append(file.path(), packet.bytes(), packet.start(), packet.entry().bodyLength());
        Optional<SampleRate> rate = rate(file, rates);
        file.add(packet, rate);
        extent.add(packet, rate);
    }

    /** What is archived of the stream. */
    StreamExtent extent() {
        return extent;
    }

    /** Closes what has been silent for long, by the time at which packets are received. */
    void passTime(long nowMillis, RateBook rates, ArchiveSink tree) throws IOException {
        if (late != null && Math.abs(nowMillis - late.receivedMillis()) >= LATE_IDLE_MILLIS) {
            closeLate(rates, tree);
        }
        if (current != null && Math.abs(nowMillis - current.receivedMillis()) >= IDLE_MILLIS) {
            closeCurrent(rates, tree);
        }
    }

    /** Closes both files. */
    void close(RateBook rates, ArchiveSink tree) throws IOException {
        if (late != null) {
            closeLate(rates, tree);
        }
        if (current != null) {
            closeCurrent(rates, tree);
        }
    }

    private void closeCurrent(RateBook rates, ArchiveSink tree) throws IOException {
        close(current, rates, tree);
        current = null;
    }

    private void closeLate(RateBook rates, ArchiveSink tree) throws IOException {
        close(late, rates, tree);
        late = null;
    }

    private void close(OpenFile file, RateBook rates, ArchiveSink tree) throws IOException {
        long length = file.lengthMillis(rate(file, rates));
        String closed = ReftekPath.closed(file.path(), length, 0);
        // Two files of one start and length must both stay: the second is said to be longer.
        for (int longer = 1; tree.isTaken(closed); longer++) {
            closed = ReftekPath.closed(file.path(), length, longer);
        }
        tree.move(file.path(), closed);
    }

    private Optional<SampleRate> rate(OpenFile file, RateBook rates) {
        return streamNumber == 0
                ? Optional.empty()
                : rates.rate(unit, streamNumber - 1, file.group()).rate();
    }

    private OpenFile open(ReftekPacket first, ArchiveSink tree) {
        long start = startMillis(first);
        String path = ReftekPath.open(unit, streamNumber, start);
        // A file of that name may have been copied here, or be open for the other packets.
        for (long more = 1; tree.isTaken(path); more++) {
            path = ReftekPath.open(unit, streamNumber, start + more);
        }
        int sequence = first.sequence();
        return new OpenFile(path, first.group(), sequence == Bcd.NOT_DECIMAL ? 0 : sequence);
    }

    /** Time of the first sample as the EH tells it, when it is near; else of the packet. */
    private static long startMillis(ReftekPacket first) {
        long millis = first.timeMillis();
        if (first.type() != PacketType.EH) {
            return millis;
        }
        long told = first.event().firstSampleNanos();
        boolean plausible = told != PacketTime.NO_TIME
                && Math.abs(told / NANOS_PER_MILLI - millis) < PLAUSIBLE_MILLIS;
        return plausible ? told / NANOS_PER_MILLI : millis;
    }

    void save(ByteBuf state) {
        state.writeInt(unit).writeByte(streamNumber);
        extent.save(state);
        save(current, state);
        save(late, state);
    }

    private static void save(OpenFile file, ByteBuf state) {
        state.writeBoolean(file != null);
        if (file != null) {
            file.save(state);
        }
    }

    static StreamFiles restore(ByteBuf state) {
        StreamFiles files = new StreamFiles(
                state.readInt(), state.readByte(), StreamExtent.restored(state));
        files.current = state.readBoolean() ? OpenFile.restore(state) : null;
        files.late = state.readBoolean() ? OpenFile.restore(state) : null;
        return files;
    }
}
