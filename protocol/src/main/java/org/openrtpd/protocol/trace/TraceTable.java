package org.openrtpd.protocol.trace;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;

/**
 * All channels of all recorders, packet by packet in the order in which they came: what each data
 * packet is to its channel (record format, section 9). Show it every EH, DT and ET once, data by
 * {@link #data}, the others by {@link #header}. One thread only.
 *
 * <p>Sequence numbers run over all channels of a stream, so headers count too: without them every
 * event looks as if its first and last packet were lost.
 *
 * <p>Both tables have a limit; the stream or channel that was silent longest is forgotten, and its
 * next packet is a first one.
 */
public final class TraceTable {

    /** A difference of so much is a tear (record format, section 9.3). */
    public static final long DEFAULT_TOLERANCE_NANOS = 1_000_000L;

    /** Channels that a table remembers when nothing else is said. */
    public static final int DEFAULT_CHANNELS = 100_000;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final RateBook rates;
    private final long toleranceNanos;
    private final BoundedTable<EventSequence> streams;
    private final BoundedTable<ChannelTrace> channels;
    /** Stands for a stream whose numbers say nothing. */
    private final EventSequence unnumbered = new EventSequence();
    private final PacketHeader header = new PacketHeader();
    private final ExtendedHeader extended = new ExtendedHeader();

    /** A table with the tolerance of the format. */
    public TraceTable(RateBook rates) {
        this(rates, DEFAULT_CHANNELS, DEFAULT_TOLERANCE_NANOS);
    }

    /**
     * A table with limits.
     *
     * @param rates learns from the same packets; {@link #header} shows them to it
     * @param channels how many are remembered, at least 1, and as many streams
     * @param toleranceNanos the smallest difference that is a tear
     */
    public TraceTable(RateBook rates, int channels, long toleranceNanos) {
        this.rates = rates;
        this.toleranceNanos = toleranceNanos;
        this.streams = new BoundedTable<>(channels, EventSequence::new);
        this.channels = new BoundedTable<>(channels, () -> new ChannelTrace(toleranceNanos));
    }

    /**
     * Takes note of a packet that has no samples: EH and ET count in the sequence, DS tells rates,
     * others say nothing here.
     *
     * @param unit the recorder; a packet has room for only the last four of its digits
     * @param packet has {@link PacketHeader#PACKET_LENGTH} bytes from {@code start} on
     */
    public void header(int unit, ByteBuf packet, int start) {
        rates.take(unit, packet, start);
        header.wrap(packet, start);
        PacketType type = header.type();
        if (type != PacketType.EH && type != PacketType.ET) {
            return;
        }
        extended.wrap(packet, start);
        int streamIndex = extended.streamIndex();
        int event = extended.event();
        int sequence = header.sequence();
        if (streamIndex != Bcd.NOT_DECIMAL && event != Bcd.NOT_DECIMAL
                && sequence != Bcd.NOT_DECIMAL) {
            stream(unit, streamIndex)
                    .take(type, event, sequence, header.timeNanos(),
                            DataFacts.content(packet, start));
        }
    }

    /** What a data packet is to its channel. Its stream, channel, event and sequence are known. */
    public TraceStep data(DataFacts facts) {
        EventSequence sequence = stream(facts.unit(), facts.streamIndex());
        ChannelTrace channel = channel(facts);
        long lostSoFar = sequence.lost();
        SequenceStep step = sequence.take(PacketType.DT, facts.event(), facts.sequence(),
                facts.startNanos(), facts.content());
        long lostBefore = sequence.lost() - lostSoFar;
        boolean moves = moves(facts, step);
        if (moves && facts.startNanos() != PacketTime.NO_TIME) {
            derive(facts, channel, sequence);
        }
        KnownRate known = rates.rate(facts.unit(), facts.streamIndex(), facts.event());
        return moves
                ? channel.take(facts, known, sequence, step, lostBefore)
                : new TraceStep(aside(facts, step), step, lostBefore, Optional.empty(), known);
    }

    /**
     * What a data packet is to its channel where packets are shown in the order of their times: only
     * the times tell, since numbers run over all channels of a stream, which do not end their packets
     * together. Nothing is late then, and what comes twice is not known.
     */
    public TraceStep dataInTimeOrder(DataFacts facts) {
        KnownRate known = rates.rate(facts.unit(), facts.streamIndex(), facts.event());
        if (facts.samples() == 0) {
            return new TraceStep(
                    Continuity.NO_SAMPLES, SequenceStep.NEXT, 0, Optional.empty(), known);
        }
        return channel(facts).take(facts, known, unnumbered, SequenceStep.NEXT, 0);
    }

    /** True when the channel goes on from that packet. */
    private static boolean moves(DataFacts facts, SequenceStep step) {
        return facts.samples() > 0 && step != SequenceStep.DUPLICATE && step != SequenceStep.LATE;
    }

    /** What a packet is that does not move its channel. */
    private static Continuity aside(DataFacts facts, SequenceStep step) {
        if (step == SequenceStep.DUPLICATE) {
            return Continuity.DUPLICATE;
        }
        return facts.samples() == 0 ? Continuity.NO_SAMPLES : Continuity.LATE;
    }

    private void derive(DataFacts facts, ChannelTrace channel, EventSequence sequence) {
        if (channel.tellsRate(sequence, facts.event())) {
            long millis = (facts.startNanos() - channel.startNanos()) / NANOS_PER_MILLI;
            rates.derive(facts.unit(), facts.streamIndex(), channel.samples(), millis);
        }
    }

    /**
     * Writes where all streams and channels are behind the writer index; the buffer must be one that
     * grows. The rates have a book of their own to save.
     */
    public void save(ByteBuf saved) {
        streams.save(saved, EventSequence::save);
        channels.save(saved, ChannelTrace::save);
    }

    /** Reads what {@link #save} wrote, into a table that has seen nothing yet. */
    public void restore(ByteBuf saved) {
        streams.restore(saved, EventSequence::restored);
        channels.restore(saved, bytes -> ChannelTrace.restored(bytes, toleranceNanos));
    }

    /** Streams and channels that were forgotten because a table was full. */
    public long forgotten() {
        return streams.forgotten() + channels.forgotten();
    }

    private EventSequence stream(int unit, int streamIndex) {
        return streams.get(BoundedTable.key(unit, streamIndex, 0));
    }

    private ChannelTrace channel(DataFacts facts) {
        return channels.get(
                BoundedTable.key(facts.unit(), facts.streamIndex(), facts.channelIndex()));
    }
}
