package org.openrtpd.protocol.trace;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.openrtpd.protocol.record.PacketTime;

/**
 * One channel of one stream of one unit: where its next packet is expected, and what is to be said
 * of the packet that comes (record format, sections 9.3 and 9.4).
 *
 * <p>The expectation goes on from each packet's own time, so that an error below the tolerance does
 * not add up.
 */
final class ChannelTrace {

    private final long toleranceNanos;
    private Optional<SampleRate> rate = Optional.empty();
    private long startNanos = PacketTime.NO_TIME;
    private long expectedNanos;
    private int samples;
    private long lastSample;
    private boolean damaged;
    private int event;
    private long lost;
    private long breaks;
    private long restarts;
    /** The answer to the last packet, which is that to the next when all is well. */
    private TraceStep answered = TraceStep.FIRST;

    ChannelTrace(long toleranceNanos) {
        this.toleranceNanos = toleranceNanos;
    }

    void save(ByteBuf saved) {
        saved.writeBoolean(rate.isPresent());
        rate.ifPresent(known -> known.save(saved));
        saved.writeLong(startNanos).writeLong(expectedNanos).writeInt(samples);
        saved.writeLong(lastSample).writeBoolean(damaged).writeInt(event);
        saved.writeLong(lost).writeLong(breaks).writeLong(restarts);
    }

    static ChannelTrace restored(ByteBuf saved, long toleranceNanos) {
        ChannelTrace trace = new ChannelTrace(toleranceNanos);
        trace.rate = saved.readBoolean() ? Optional.of(SampleRate.restored(saved)) : Optional.empty();
        trace.startNanos = saved.readLong();
        trace.expectedNanos = saved.readLong();
        trace.samples = saved.readInt();
        trace.lastSample = saved.readLong();
        trace.damaged = saved.readBoolean();
        trace.event = saved.readInt();
        trace.lost = saved.readLong();
        trace.breaks = saved.readLong();
        trace.restarts = saved.readLong();
        return trace;
    }

    /**
     * True when the next packet of this channel can tell the rate: none was lost since the last, and
     * it is of the same event, since a recorder may rest between two.
     */
    boolean tellsRate(EventSequence sequence, int nextEvent) {
        return startNanos != PacketTime.NO_TIME && nextEvent == event
                && breaks == sequence.breaks() && !damaged;
    }

    /** Start of the last packet, or {@link PacketTime#NO_TIME}. */
    long startNanos() {
        return startNanos;
    }

    /** Samples of the last packet. */
    int samples() {
        return samples;
    }

    /** What a packet is that has samples and is neither late nor a duplicate. */
    TraceStep take(DataFacts facts, KnownRate known, EventSequence sequence, SequenceStep step,
            long lostBefore) {
        if (facts.startNanos() == PacketTime.NO_TIME) {
            damaged = true;
            return answer(Continuity.NO_TIME, step, lostBefore, Optional.empty(), known);
        }
        Continuity continuity = continuity(facts, known, sequence);
        Optional<Tear> tear = continuity == Continuity.TORN
                ? Optional.of(new Tear(expectedNanos, facts.startNanos(), rate.orElseThrow(),
                        cause(facts, sequence), sequence.lost() - lost))
                : Optional.empty();
        remember(facts, known, sequence);
        return answer(continuity, step, lostBefore, tear, known);
    }

    private TraceStep answer(Continuity continuity, SequenceStep step, long lostBefore,
            Optional<Tear> tear, KnownRate known) {
        if (!answered.isOf(continuity, step, lostBefore, tear, known)) {
            answered = new TraceStep(continuity, step, lostBefore, tear, known);
        }
        return answered;
    }

    private Continuity continuity(DataFacts facts, KnownRate known, EventSequence sequence) {
        if (known.rate().isEmpty()) {
            return Continuity.NO_RATE;
        }
        if (startNanos == PacketTime.NO_TIME) {
            return Continuity.FIRST;
        }
        if (rate.isEmpty()) {
            // The rate became known with this packet, maybe from this very pair.
            rate = known.rate();
            expect();
        }
        if (!known.rate().equals(rate)) {
            return Continuity.RATE_CHANGED;
        }
        if (Math.abs(facts.startNanos() - expectedNanos) >= toleranceNanos) {
            return Continuity.TORN;
        }
        if (restarts != sequence.restarts()) {
            return Continuity.RESTARTED;
        }
        return damaged ? Continuity.AFTER_DAMAGE : Continuity.CONTINUES;
    }

    private TearCause cause(DataFacts facts, EventSequence sequence) {
        if (damaged) {
            return TearCause.DAMAGED_PACKET;
        }
        boolean bothKnown = facts.previousSample() != DataFacts.NO_SAMPLE
                && lastSample != DataFacts.NO_SAMPLE;
        if (bothKnown && facts.previousSample() == lastSample) {
            return TearCause.CLOCK;
        }
        if (sequence.breaks() != breaks) {
            return TearCause.LOST_PACKETS;
        }
        // Nobody records the same time twice: an overlap is the clock's.
        if (facts.startNanos() < expectedNanos) {
            return TearCause.CLOCK;
        }
        return bothKnown || facts.event() != event ? TearCause.NOT_RECORDED : TearCause.CLOCK;
    }

    private void remember(DataFacts facts, KnownRate known, EventSequence sequence) {
        // A reference that is stored anew is work for the collector, be it the same.
        if (rate != known.rate()) {
            rate = known.rate();
        }
        startNanos = facts.startNanos();
        samples = facts.samples();
        expect();
        lastSample = facts.lastSample();
        damaged = facts.isDamaged();
        event = facts.event();
        lost = sequence.lost();
        breaks = sequence.breaks();
        restarts = sequence.restarts();
    }

    private void expect() {
        expectedNanos = rate.isPresent() ? startNanos + rate.get().nanos(samples) : startNanos;
    }
}
