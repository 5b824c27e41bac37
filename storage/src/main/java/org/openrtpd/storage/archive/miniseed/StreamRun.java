package org.openrtpd.storage.archive.miniseed;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.openrtpd.storage.archive.RecordSink;

/** One stream of one unit: its channels, what it calls them, and packets that wait for a rate. */
final class StreamRun {

    private final int unit;
    private final int streamIndex;
    private final StreamNames names;
    private final HeldPackets held;
    private final TreeMap<Integer, ChannelRun> channels = new TreeMap<>();
    private boolean toldWithoutRate;

    StreamRun(int unit, int streamIndex) {
        this(unit, streamIndex, new StreamNames(), new HeldPackets());
    }

    private StreamRun(int unit, int streamIndex, StreamNames names, HeldPackets held) {
        this.unit = unit;
        this.streamIndex = streamIndex;
        this.names = names;
        this.held = held;
    }

    int unit() {
        return unit;
    }

    int streamIndex() {
        return streamIndex;
    }

    StreamNames names() {
        return names;
    }

    HeldPackets held() {
        return held;
    }

    ChannelRun channel(int channelIndex) {
        return channels.computeIfAbsent(channelIndex, key -> new ChannelRun());
    }

    /** Channels of which there are records. */
    int written() {
        return (int) channels.values().stream().filter(ChannelRun::isWritten).count();
    }

    /** True the first time it is asked: an operator need not hear it for every packet. */
    boolean tellWithoutRate() {
        boolean first = !toldWithoutRate;
        toldWithoutRate = true;
        return first;
    }

    /** Writes what waits of an event, with its last record marked as the event's last. */
    void endEvent(int event, RecordEncoder encoder, RecordSink sink)
            throws IOException {
        for (ChannelRun run : channels.values()) {
            if (run.event() == event) {
                run.writeAll(RecordFlag.ENDS_EVENT, encoder, sink);
            }
        }
    }

    /**
     * Writes what waited too long.
     *
     * @param isDue tells of a time, nanoseconds since 1970 UTC, whether it is too long ago
     */
    void writeDue(LongPredicate isDue, RecordEncoder encoder, RecordSink sink)
            throws IOException {
        for (ChannelRun run : channels.values()) {
            if (!run.isEmpty() && isDue.test(run.waitingSinceNanos())) {
                run.writeAll(RecordFlag.NONE, encoder, sink);
            }
        }
    }

    void save(ByteBuf state) {
        state.writeInt(unit).writeByte(streamIndex);
        names.save(state);
        held.save(state);
        state.writeByte(channels.size());
        for (Map.Entry<Integer, ChannelRun> channel : channels.entrySet()) {
            state.writeByte(channel.getKey());
            channel.getValue().save(state);
        }
    }

    static StreamRun restored(ByteBuf state) {
        StreamRun stream = new StreamRun(state.readInt(), state.readByte(),
                StreamNames.restored(state), HeldPackets.restored(state));
        for (int left = state.readByte(); left > 0; left--) {
            int channelIndex = state.readByte();
            stream.channels.put(channelIndex, ChannelRun.restored(state));
        }
        return stream;
    }
}
