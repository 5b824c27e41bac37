package org.openrtpd.storage.archive.miniseed;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.data.SampleDefect;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.station.ChannelName;
import org.openrtpd.protocol.station.NamedChannel;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.protocol.trace.Continuity;
import org.openrtpd.protocol.trace.DataFacts;
import org.openrtpd.protocol.trace.RateBook;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.protocol.trace.TraceStep;
import org.openrtpd.protocol.trace.TraceTable;
import org.openrtpd.storage.archive.ArchivedUnit;
import org.openrtpd.storage.archive.RecordSink;
import org.openrtpd.storage.journal.JournalEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes samples as miniSEED into an SDS sink, and the recorders' logs beside them (record format,
 * sections 9, 11, 12 and 13).
 *
 * <p>Samples wait for their record to be full. They are never joined over a tear, another event, a
 * packet that failed its checks, or another rate or name; a record that must end early is short.
 * What waits is part of the checkpoint, so a stop or a crash writes no short record.
 */
public final class MiniseedRecords {

    private static final Logger LOG = LoggerFactory.getLogger(MiniseedRecords.class);
    private static final int STREAMS_PER_UNIT = 16;
    private static final int STREAMS = 100_000;
    private static final long LOOK_EVERY_NANOS = 10_000_000_000L;

    /** In which order packets come. */
    private enum Order { ARRIVAL, TIME }

    private final MiniseedSettings settings;
    private final Excerpt excerpt;
    private final Order order;
    private final RecordEncoder encoder;
    private final RateBook rates;
    private final TraceTable traces;
    private final UnitLogs logs;
    private final TreeMap<Integer, StreamRun> streams = new TreeMap<>();
    private final UnmappedChannels unmapped = new UnmappedChannels();
    private final MiniseedCounts counts = new MiniseedCounts();
    private final PacketHeader header = new PacketHeader();
    private final ExtendedHeader extended = new ExtendedHeader();
    private final EventHeader eventHeader = new EventHeader();
    private final DataPacket data = new DataPacket();
    private final SampleDecoder decoder = new SampleDecoder();
    private final DataFacts facts = new DataFacts();
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];
    private long lookAtNanos;
    private long packets;
    private long gaps;

    /** Of everything, from packets in the order in which they were received. */
    public MiniseedRecords(MiniseedSettings settings) {
        this(settings, Excerpt.ALL, Order.ARRIVAL, new RateBook(STREAMS, settings.fallbackRate()));
    }

    private MiniseedRecords(
            MiniseedSettings settings, Excerpt excerpt, Order order, RateBook rates) {
        this.settings = settings;
        this.excerpt = excerpt;
        this.order = order;
        this.encoder = new RecordEncoder(settings.version() == 2
                ? new Miniseed2(settings.recordLength()) : new Miniseed3(settings.recordLength()));
        this.rates = rates;
        this.traces = new TraceTable(rates);
        this.logs = new UnitLogs(settings, excerpt, encoder);
    }

    /**
     * Of an excerpt, from packets in the order of their own times, none of them twice: the records
     * of a channel come in the order of time, too.
     *
     * @param rates what is known of sample rates before the first packet
     */
    public static MiniseedRecords inTimeOrder(
            MiniseedSettings settings, Excerpt excerpt, RateBook rates) {
        return new MiniseedRecords(settings, excerpt, Order.TIME, rates);
    }

    /** Takes in one packet; the entry is used again after this call. */
    public void take(JournalEntry entry, RecordSink sink) throws IOException {
        if (entry.bodyLength() != PacketHeader.PACKET_LENGTH) {
            counts.add(MiniseedCounts.NOT_DECODED);
            return;
        }
        ByteBuf packet = entry.body();
        int start = entry.bodyStart();
        header.wrap(packet, start);
        int unit = ArchivedUnit.of(entry.unit(), header.unit());
        PacketType type = header.type();
        if (order == Order.ARRIVAL) {
            logs.heard(unit, entry.receivedNanos());
        }
        switch (type) {
            case DT -> data(unit, packet, start, entry.receivedNanos(), sink);
            case EH, ET -> event(unit, type, packet, start, entry.receivedNanos(), sink);
            case AD, CD, DS, FD, OM, SC, SH -> {
                traces.header(unit, packet, start);
                logs.take(unit, packet, start, entry.receivedNanos(), station(unit), sink);
            }
            default -> counts.add(MiniseedCounts.NOT_DECODED);
        }
    }

    private StreamRun stream(int unit, int streamIndex) {
        return streams.computeIfAbsent(unit * STREAMS_PER_UNIT + streamIndex,
                key -> new StreamRun(unit, streamIndex));
    }

    /** What the unit calls its station, by its lowest stream that has said so. */
    private StreamNames station(int unit) {
        return streams.subMap(unit * STREAMS_PER_UNIT, (unit + 1) * STREAMS_PER_UNIT).values()
                .stream().map(StreamRun::names)
                .filter(names -> !names.ofUnit().stationName().isEmpty())
                .findFirst().orElseGet(StreamNames::new);
    }

    private void event(int unit, PacketType type, ByteBuf packet, int start, long receivedNanos,
            RecordSink sink) throws IOException {
        traces.header(unit, packet, start);
        extended.wrap(packet, start);
        int streamIndex = extended.streamIndex();
        int event = extended.event();
        logs.take(unit, packet, start, receivedNanos, station(unit), sink);
        if (streamIndex < 0 || streamIndex > ExtendedHeader.HIGHEST_STREAM_INDEX || event < 0) {
            counts.add(MiniseedCounts.NOT_DECODED);
            return;
        }
        StreamRun stream = stream(unit, streamIndex);
        stream.names().take(eventHeader.wrap(packet, start));
        releaseKnown(stream, receivedNanos, sink);
        if (type == PacketType.ET) {
            stream.endEvent(event, encoder, sink);
        }
    }

    private void data(int unit, ByteBuf packet, int start, long receivedNanos, RecordSink sink)
            throws IOException {
        data.wrap(packet, start);
        if (!data.isIdentified() || !UnitId.isValid(unit)) {
            counts.add(MiniseedCounts.NOT_DECODED);
            return;
        }
        int decoded = decoder.decode(packet, start, samples);
        facts.read(unit, packet, start, data, decoder, decoded, samples);
        TraceStep step = order == Order.TIME
                ? traces.dataInTimeOrder(facts) : traces.data(facts);
        StreamRun stream = stream(unit, facts.streamIndex());
        if (facts.startNanos() == PacketTime.NO_TIME) {
            counts.add(MiniseedCounts.WITHOUT_TIME);
            return;
        }
        if (step.rate().rate().isPresent() && !stream.held().isEmpty()) {
            releaseKnown(stream, receivedNanos, sink);
            // The same buffers were used for what was held.
            data.wrap(packet, start);
            decoded = decoder.decode(packet, start, samples);
        }
        switch (step.continuity()) {
            case DUPLICATE -> counts.add(MiniseedCounts.DUPLICATES);
            case NO_SAMPLES -> counts.add(decoder.defects().isEmpty()
                    ? MiniseedCounts.EMPTY : MiniseedCounts.NOT_DECODED);
            case NO_RATE -> hold(stream, packet, start, receivedNanos, sink);
            default -> write(stream, step, decoded, receivedNanos, sink);
        }
    }

    private void write(StreamRun stream, TraceStep step, int decoded,
            long receivedNanos, RecordSink sink) throws IOException {
        ChannelRun run = stream.channel(facts.channelIndex());
        Segment segment = excerpt.cut(
                segment(stream, run, decoded, step.rate().rate(), receivedNanos));
        if (decoded > 0 && segment.count() == 0) {
            return;
        }
        packets++;
        boolean torn = step.tear()
                .filter(tear -> tear.expectedNanos() > excerpt.fromNanos()).isPresent();
        gaps += torn ? 1 : 0;
        boolean damaged = isDamaged();
        if (step.continuity() == Continuity.LATE) {
            counts.add(MiniseedCounts.LATE);
            run.writeAlone(segment, encoder, sink);
            return;
        }
        boolean joins = step.continuity().joins() && !damaged && run.accepts(
                segment.name(), segment.rate().orElseThrow(), segment.event());
        if (!joins) {
            run.writeAll(RecordFlag.NONE, encoder, sink);
        }
        if (decoded == 0) {
            counts.add(MiniseedCounts.NOT_DECODED);
            return;
        }
        run.add(segment, receivedNanos);
        if (damaged) {
            counts.add(MiniseedCounts.DAMAGED);
            run.writeAll(RecordFlag.NONE, encoder, sink);
        } else {
            run.writeFull(encoder, sink);
        }
    }

    private boolean isDamaged() {
        return decoder.has(SampleDefect.SHORT) || decoder.has(SampleDefect.MISMATCH)
                || decoder.has(SampleDefect.BAD_CODE) || decoder.has(SampleDefect.TOO_MANY);
    }

    /** The packet decoded last, under the name that its channel has at its time. */
    private Segment segment(StreamRun stream, ChannelRun run, int decoded,
            Optional<SampleRate> rate, long nowNanos) {
        long startNanos = data.header().timeNanos();
        StationMap map = settings.stations().get();
        NamedChannel named = map.name(stream.unit(), stream.streamIndex(),
                data.channelIndex(), startNanos, stream.names().of(data.channelIndex(), rate));
        ChannelName name = named.name();
        if (unmapped.take(map, stream.unit(), stream.streamIndex(), data.channelIndex(), named)) {
            counts.add(MiniseedCounts.UNMAPPED);
        }
        boolean begins = data.isFirstOfEvent() || data.event() != run.event();
        boolean clipped = data.isOverscaled() || decoder.overscaledSamples() > 0;
        int flags = (data.isCalibration() ? RecordFlag.CALIBRATION : 0)
                | (begins ? RecordFlag.BEGINS_EVENT : 0)
                | (data.isLastOfEvent() ? RecordFlag.ENDS_EVENT : 0)
                | (clipped ? RecordFlag.CLIPPED : 0)
                | (isDamaged() ? RecordFlag.DAMAGED : 0);
        return new Segment(samples, decoded, startNanos, name, rate, data.event(), flags,
                ClockState.at(startNanos, logs.timing(stream.unit()), nowNanos));
    }

    private void hold(StreamRun stream, ByteBuf packet, int start, long receivedNanos,
            RecordSink sink) throws IOException {
        if (stream.held().isFull()) {
            releaseOldest(stream, receivedNanos, sink);
        }
        stream.held().add(packet, start, receivedNanos);
    }

    /** Writes what waited for a rate, once it is known. */
    private void releaseKnown(StreamRun stream, long nowNanos, RecordSink sink) throws IOException {
        while (!stream.held().isEmpty() && rate(stream, stream.held().event()).isPresent()) {
            releaseOldest(stream, nowNanos, sink);
        }
    }

    private Optional<SampleRate> rate(StreamRun stream, int event) {
        return rates.rate(stream.unit(), stream.streamIndex(), event).rate();
    }

    /** Each in records of its own: what it follows on is known no more. */
    private void releaseOldest(StreamRun stream, long nowNanos, RecordSink sink)
            throws IOException {
        Optional<SampleRate> rate = rate(stream, stream.held().event());
        ByteBuf packet = stream.held().poll();
        int decoded = decoder.decode(packet, 0, samples);
        data.wrap(packet, 0);
        if (rate.isEmpty()) {
            counts.add(MiniseedCounts.WITHOUT_RATE);
            if (stream.tellWithoutRate()) {
                LOG.warn("unit={} stream={}: nothing tells its sample rate (no EH, ET or DS, and no two"
                        + " packets of a channel in a row); its samples are written with rate 0. Give"
                        + " --fallback-rate if you know it", UnitId.format(stream.unit()),
                        stream.streamIndex() + 1);
            }
        }
        ChannelRun run = stream.channel(data.channelIndex());
        Segment segment = excerpt.cut(segment(stream, run, decoded, rate, nowNanos));
        packets += segment.count() > 0 ? 1 : 0;
        run.writeAlone(segment, encoder, sink);
    }

    /**
     * Time has come to that point: what waits too long for more is written.
     *
     * @param nowNanos nanoseconds since 1970 UTC, by the server's clock
     */
    public void passTime(long nowNanos, RecordSink sink) throws IOException {
        // A clock that was ahead and is right again must not stop this until it is there once more.
        if (nowNanos < lookAtNanos && lookAtNanos - nowNanos <= LOOK_EVERY_NANOS) {
            return;
        }
        lookAtNanos = nowNanos + LOOK_EVERY_NANOS;
        long flushNanos = settings.flushAfter().toNanos();
        writeDue(nanos -> Math.abs(nowNanos - nanos) >= flushNanos, nowNanos, sink);
    }

    private void writeDue(LongPredicate isDue, long nowNanos, RecordSink sink) throws IOException {
        logs.writeWaiting(isDue, this::station, sink);
        for (StreamRun stream : streams.values()) {
            while (!stream.held().isEmpty() && isDue.test(stream.held().sinceNanos())) {
                releaseOldest(stream, nowNanos, sink);
            }
            stream.writeDue(isDue, encoder, sink);
        }
    }

    /** Nothing more comes: writes all that waits. */
    public void finish(RecordSink sink) throws IOException {
        writeDue(nanos -> true, lookAtNanos, sink);
    }

    /** Writes all that it knows. */
    void save(ByteBuf state) {
        state.writeLong(lookAtNanos).writeLong(encoder.records());
        counts.save(state);
        rates.save(state);
        traces.save(state);
        logs.save(state);
        state.writeInt(streams.size());
        streams.values().forEach(stream -> stream.save(state));
    }

    /** Reads what {@link #save} wrote, into one that has taken in nothing yet. */
    void restore(ByteBuf state) {
        lookAtNanos = state.readLong();
        encoder.restoreRecords(state.readLong());
        counts.restore(state);
        rates.restore(state);
        traces.restore(state);
        logs.restore(state);
        for (int left = state.readInt(); left > 0; left--) {
            StreamRun stream = StreamRun.restored(state);
            streams.put(stream.unit() * STREAMS_PER_UNIT + stream.streamIndex(), stream);
        }
    }

    /** Records made so far. */
    public long records() {
        return encoder.records();
    }

    /** Data packets of which samples were taken, as a whole or in part. */
    public long packets() {
        return packets;
    }

    /** Channels of which there are records. */
    public int channels() {
        return streams.values().stream().mapToInt(StreamRun::written).sum();
    }

    /** Tears between samples that were written: time left out, or there twice. */
    public long gaps() {
        return gaps;
    }

    /** What was made so far, for people. */
    public String totals() {
        return encoder.records() + " records" + counts;
    }
}
