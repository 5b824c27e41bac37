package org.openrtpd.storage.archive.miniseed;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.openrtpd.protocol.station.ChannelName;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.storage.archive.RecordSink;
import org.openrtpd.storage.archive.StateText;

/**
 * One channel: the samples that wait for their record to be full. All of them follow each other
 * without a tear, in one event, at one rate, under one name.
 */
final class ChannelRun {

    private static final int NUMBERS = 999_999;
    private static final int INITIAL = 512;
    private static final int NO_EVENT = -1;
    private static final ClockState NO_CLOCK = new ClockState(RecordFlag.NONE, 0);

    private int[] samples = new int[INITIAL];
    private int count;
    private int previous;
    private long startNanos;
    /** Where in the samples the last packet begins, and when: times are counted from there. */
    private int anchor;
    private long anchorNanos;
    private Optional<ChannelName> name = Optional.empty();
    private Optional<SampleRate> rate = Optional.empty();
    private int event = NO_EVENT;
    private int flags;
    private int packetFlags;
    private ClockState clock = NO_CLOCK;
    private ClockState packetClock = NO_CLOCK;
    private long waitingSinceNanos;
    private int number;

    /** True when samples of an event, under a name and at a rate, can go behind those waiting. */
    boolean accepts(ChannelName ofName, SampleRate ofRate, int ofEvent) {
        return count == 0 || event == ofEvent && name.equals(Optional.of(ofName))
                && rate.equals(Optional.of(ofRate));
    }

    /** Event of the samples that wait, and of the last that did. */
    int event() {
        return event;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** True when there are records of it. */
    boolean isWritten() {
        return number > 0;
    }

    /** When the first packet of those waiting was received. */
    long waitingSinceNanos() {
        return waitingSinceNanos;
    }

    /** Adds the samples of a packet behind those waiting, which must accept them. */
    void add(Segment segment, long receivedNanos) {
        if (count == 0) {
            startNanos = segment.startNanos();
            waitingSinceNanos = receivedNanos;
            flags = RecordFlag.NONE;
            clock = segment.clock();
        }
        if (count + segment.count() > samples.length) {
            samples = Arrays.copyOf(samples, 2 * (count + segment.count()));
        }
        System.arraycopy(segment.samples(), 0, samples, count, segment.count());
        anchor = count;
        anchorNanos = segment.startNanos();
        count += segment.count();
        name = Optional.of(segment.name());
        rate = segment.rate();
        event = segment.event();
        flags |= segment.flags();
        // The event begins once, not in every record of its first packet.
        packetFlags = segment.flags() & ~RecordFlag.BEGINS_EVENT;
        packetClock = segment.clock();
    }

    /** Writes the records that are full. */
    void writeFull(RecordEncoder encoder, RecordSink sink) throws IOException {
        while (count > encoder.fewestInFullRecord()) {
            int used = encoder.encode(samples, 0, count, previous);
            if (used == count) {
                return;
            }
            write(used, RecordFlag.NONE, encoder, sink);
        }
    }

    /**
     * Writes everything that waits.
     *
     * @param lastFlags are set in the last record
     */
    void writeAll(int lastFlags, RecordEncoder encoder, RecordSink sink)
            throws IOException {
        while (count > 0) {
            int used = encoder.encode(samples, 0, count, previous);
            write(used, used == count ? lastFlags : RecordFlag.NONE, encoder, sink);
        }
    }

    private void write(int used, int more, RecordEncoder encoder, RecordSink sink)
            throws IOException {
        encoder.write(head(name.orElseThrow(), startNanos, rate, used, flags | more, clock, encoder), sink);
        previous = samples[used - 1];
        startNanos = timeOf(used);
        flags = used >= anchor ? packetFlags : flags & ~RecordFlag.BEGINS_EVENT;
        clock = used >= anchor ? packetClock : clock;
        anchor = Math.max(0, anchor - used);
        if (anchor == 0) {
            anchorNanos = startNanos;
        }
        count -= used;
        System.arraycopy(samples, used, samples, 0, count);
    }

    private long timeOf(int sample) {
        return sample >= anchor
                ? anchorNanos + rate.orElseThrow().nanos(sample - anchor)
                : startNanos + rate.orElseThrow().nanos(sample);
    }

    /** Writes the samples of a packet in records of their own, beside those that wait. */
    void writeAlone(Segment segment, RecordEncoder encoder, RecordSink sink)
            throws IOException {
        int from = 0;
        int before = 0;
        int bits = segment.flags();
        while (from < segment.count()) {
            int used = encoder.encode(segment.samples(), from, segment.count() - from, before);
            long behind = from;
            long nanos = segment.rate().map(known -> known.nanos(behind)).orElse(0L);
            encoder.write(head(segment.name(), segment.startNanos() + nanos, segment.rate(), used,
                    bits, segment.clock(), encoder), sink);
            from += used;
            before = segment.samples()[from - 1];
            bits &= ~RecordFlag.BEGINS_EVENT;
        }
    }

    private RecordHead head(ChannelName of, long nanos, Optional<SampleRate> at, int used, int bits,
            ClockState known, RecordEncoder encoder) {
        number = number % NUMBERS + 1;
        return new RecordHead(of, nanos, at, encoder.encoding(), used, number,
                bits | known.flags(), known.quality());
    }

    void save(ByteBuf state) {
        state.writeInt(number).writeInt(event).writeInt(previous).writeInt(count);
        if (count == 0) {
            return;
        }
        for (int i = 0; i < count; i++) {
            state.writeInt(samples[i]);
        }
        ChannelName of = name.orElseThrow();
        StateText.write(of.network(), state);
        StateText.write(of.station(), state);
        StateText.write(of.location(), state);
        StateText.write(of.channel(), state);
        state.writeLong(rate.orElseThrow().numerator()).writeLong(rate.orElseThrow().denominator());
        state.writeLong(startNanos).writeInt(anchor).writeLong(anchorNanos).writeInt(flags)
                .writeInt(packetFlags).writeLong(waitingSinceNanos);
        state.writeInt(clock.flags()).writeByte(clock.quality());
        state.writeInt(packetClock.flags()).writeByte(packetClock.quality());
    }

    static ChannelRun restored(ByteBuf state) {
        ChannelRun run = new ChannelRun();
        run.number = state.readInt();
        run.event = state.readInt();
        run.previous = state.readInt();
        run.count = state.readInt();
        if (run.count == 0) {
            return run;
        }
        run.samples = new int[Math.max(INITIAL, run.count)];
        for (int i = 0; i < run.count; i++) {
            run.samples[i] = state.readInt();
        }
        run.name = Optional.of(new ChannelName(StateText.read(state), StateText.read(state),
                StateText.read(state), StateText.read(state)));
        run.rate = Optional.of(new SampleRate(state.readLong(), state.readLong()));
        run.startNanos = state.readLong();
        run.anchor = state.readInt();
        run.anchorNanos = state.readLong();
        run.flags = state.readInt();
        run.packetFlags = state.readInt();
        run.waitingSinceNanos = state.readLong();
        run.clock = new ClockState(state.readInt(), state.readByte());
        run.packetClock = new ClockState(state.readInt(), state.readByte());
        return run;
    }
}
