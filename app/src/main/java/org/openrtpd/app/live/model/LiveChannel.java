package org.openrtpd.app.live.model;

import java.util.Optional;
import org.openrtpd.app.live.wave.BlockPool;
import org.openrtpd.app.live.wave.ChannelStore;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.trace.SampleRate;

/** One channel with data. One thread only. */
public final class LiveChannel {

    private final ChannelKey key;
    private final ChannelStore store;
    private Optional<SampleRate> rate = Optional.empty();
    private long endNanos = PacketTime.NO_TIME;
    private long longestNanos;
    private long missedUntilNanos = Long.MIN_VALUE;

    LiveChannel(ChannelKey key, BlockPool pool) {
        this.key = key;
        this.store = new ChannelStore(pool);
    }

    void take(SampleRate known, long startNanos, int[] samples, int count, long journalIndex,
            long receivedNanos) {
        if (rate.isEmpty() || !rate.get().equals(known)) {
            rate = Optional.of(known);
        }
        long length = known.nanos(count);
        longestNanos = Math.max(longestNanos, length);
        endNanos = endNanos == PacketTime.NO_TIME
                ? startNanos + length : Math.max(endNanos, startNanos + length);
        store.add(startNanos, known, samples, count, journalIndex, receivedNanos);
    }

    /** A packet came of which the rate is not known yet. */
    void miss(long receivedNanos) {
        missedUntilNanos = Math.max(missedUntilNanos, receivedNanos + 1);
    }

    /** Packets that came before are not all in the store, while rates were not known. */
    public long missedUntilNanos() {
        return missedUntilNanos;
    }

    public ChannelKey key() {
        return key;
    }

    /** What is kept of its samples. */
    public ChannelStore store() {
        return store;
    }

    /** Empty while it is not known. */
    public Optional<SampleRate> rate() {
        return rate;
    }

    /** End of its newest data, nanoseconds since 1970 UTC; {@link PacketTime#NO_TIME} without any. */
    public long endNanos() {
        return endNanos;
    }

    /** Time of the longest packet so far. */
    long longestNanos() {
        return longestNanos;
    }
}
