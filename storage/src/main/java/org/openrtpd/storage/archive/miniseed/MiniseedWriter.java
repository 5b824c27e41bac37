package org.openrtpd.storage.archive.miniseed;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
import org.openrtpd.protocol.trace.Continuity;
import org.openrtpd.protocol.trace.DataFacts;
import org.openrtpd.protocol.trace.RateBook;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.protocol.trace.TraceStep;
import org.openrtpd.protocol.trace.TraceTable;
import org.openrtpd.storage.archive.ArchiveException;
import org.openrtpd.storage.archive.ArchiveWriter;
import org.openrtpd.storage.archive.ArchivedUnit;
import org.openrtpd.storage.archive.TreeChange;
import org.openrtpd.storage.journal.JournalEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes samples as miniSEED into an SDS tree, and the recorders' logs beside them (record format,
 * sections 9, 11, 12 and 13).
 *
 * <p>Samples wait for their record to be full. They are never joined over a tear, another event, a
 * packet that failed its checks, or another rate or name; a record that must end early is short.
 * What waits is part of the checkpoint, so a stop or a crash writes no short record.
 */
public final class MiniseedWriter implements ArchiveWriter {

    private static final Logger LOG = LoggerFactory.getLogger(MiniseedWriter.class);
    /** To be raised when anything that is saved changes, rates, traces and health included. */
    private static final int STATE_VERSION = 1;
    private static final int STREAMS_PER_UNIT = 16;
    private static final int STREAMS = 100_000;
    private static final long LOOK_EVERY_NANOS = 10_000_000_000L;

    private final MiniseedSettings settings;
    private final RecordEncoder encoder;
    private final RateBook rates;
    private final TraceTable traces;
    private final UnitLogs logs;
    private final TreeMap<Integer, StreamRun> streams = new TreeMap<>();
    private final MiniseedCounts counts = new MiniseedCounts();
    private final PacketHeader header = new PacketHeader();
    private final ExtendedHeader extended = new ExtendedHeader();
    private final EventHeader eventHeader = new EventHeader();
    private final DataPacket data = new DataPacket();
    private final SampleDecoder decoder = new SampleDecoder();
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];
    private long lookAtNanos;

    public MiniseedWriter(MiniseedSettings settings) {
        this.settings = settings;
        this.encoder = new RecordEncoder(settings.version() == 2
                ? new Miniseed2(settings.recordLength()) : new Miniseed3(settings.recordLength()));
        this.rates = new RateBook(STREAMS, settings.fallbackRate());
        this.traces = new TraceTable(rates);
        this.logs = new UnitLogs(settings, encoder);
    }

    @Override
    public String format() {
        return "miniseed";
    }

    @Override
    public void take(JournalEntry entry, TreeChange tree) throws IOException {
        if (entry.bodyLength() != PacketHeader.PACKET_LENGTH) {
            counts.add(MiniseedCounts.NOT_DECODED);
            return;
        }
        ByteBuf packet = entry.body();
        int start = entry.bodyStart();
        header.wrap(packet, start);
        int unit = ArchivedUnit.of(entry.unit(), header.unit());
        PacketType type = header.type();
        switch (type) {
            case DT -> data(unit, packet, start, entry.receivedNanos(), tree);
            case EH, ET -> event(unit, type, packet, start, entry.receivedNanos(), tree);
            case AD, CD, DS, FD, OM, SC, SH -> {
                traces.header(packet, start);
                logs.take(unit, packet, start, entry.receivedNanos(), station(unit), tree);
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
            TreeChange tree) throws IOException {
        traces.header(packet, start);
        extended.wrap(packet, start);
        int streamIndex = extended.streamIndex();
        int event = extended.event();
        logs.take(unit, packet, start, receivedNanos, station(unit), tree);
        if (streamIndex < 0 || streamIndex > ExtendedHeader.HIGHEST_STREAM_INDEX || event < 0) {
            counts.add(MiniseedCounts.NOT_DECODED);
            return;
        }
        StreamRun stream = stream(unit, streamIndex);
        stream.names().take(eventHeader.wrap(packet, start));
        releaseKnown(stream, receivedNanos, tree);
        if (type == PacketType.ET) {
            stream.endEvent(event, encoder, tree);
        }
    }

    private void data(int unit, ByteBuf packet, int start, long receivedNanos, TreeChange tree)
            throws IOException {
        data.wrap(packet, start);
        if (!data.isIdentified() || !UnitId.isValid(unit)) {
            counts.add(MiniseedCounts.NOT_DECODED);
            return;
        }
        int decoded = decoder.decode(packet, start, samples);
        DataFacts facts = DataFacts.of(packet, start, data, decoder, decoded, samples);
        TraceStep step = traces.data(facts);
        StreamRun stream = stream(unit, facts.streamIndex());
        if (facts.startNanos() == PacketTime.NO_TIME) {
            counts.add(MiniseedCounts.WITHOUT_TIME);
            return;
        }
        if (step.rate().rate().isPresent() && !stream.held().isEmpty()) {
            releaseKnown(stream, receivedNanos, tree);
            // The same buffers were used for what was held.
            data.wrap(packet, start);
            decoded = decoder.decode(packet, start, samples);
        }
        switch (step.continuity()) {
            case DUPLICATE -> counts.add(MiniseedCounts.DUPLICATES);
            case NO_SAMPLES -> counts.add(decoder.defects().isEmpty()
                    ? MiniseedCounts.EMPTY : MiniseedCounts.NOT_DECODED);
            case NO_RATE -> hold(stream, packet, start, receivedNanos, tree);
            default -> write(stream, facts, step, decoded, receivedNanos, tree);
        }
    }

    private void write(StreamRun stream, DataFacts facts, TraceStep step, int decoded,
            long receivedNanos, TreeChange tree) throws IOException {
        ChannelRun run = stream.channel(facts.channelIndex());
        Segment segment = segment(stream, run, decoded, step.rate().rate(), receivedNanos);
        boolean damaged = isDamaged();
        if (step.continuity() == Continuity.LATE) {
            counts.add(MiniseedCounts.LATE);
            run.writeAlone(segment, encoder, tree);
            return;
        }
        boolean joins = step.continuity().joins() && !damaged && run.accepts(
                segment.name(), segment.rate().orElseThrow(), segment.event());
        if (!joins) {
            run.writeAll(RecordFlag.NONE, encoder, tree);
        }
        if (decoded == 0) {
            counts.add(MiniseedCounts.NOT_DECODED);
            return;
        }
        run.add(segment, receivedNanos);
        if (damaged) {
            counts.add(MiniseedCounts.DAMAGED);
            run.writeAll(RecordFlag.NONE, encoder, tree);
        } else {
            run.writeFull(encoder, tree);
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
        ChannelName name = settings.stations().get().name(stream.unit(), stream.streamIndex(),
                data.channelIndex(), startNanos, stream.names().of(data.channelIndex(), rate))
                .name();
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
            TreeChange tree) throws IOException {
        if (stream.held().isFull()) {
            releaseOldest(stream, receivedNanos, tree);
        }
        stream.held().add(packet, start, receivedNanos);
    }

    /** Writes what waited for a rate, once it is known. */
    private void releaseKnown(StreamRun stream, long nowNanos, TreeChange tree) throws IOException {
        while (!stream.held().isEmpty() && rate(stream, stream.held().event()).isPresent()) {
            releaseOldest(stream, nowNanos, tree);
        }
    }

    private Optional<SampleRate> rate(StreamRun stream, int event) {
        int unit = stream.unit() & ArchivedUnit.IN_PACKET;
        return rates.rate(unit, stream.streamIndex(), event).rate();
    }

    /** Each in records of its own: what it follows on is known no more. */
    private void releaseOldest(StreamRun stream, long nowNanos, TreeChange tree)
            throws IOException {
        Optional<SampleRate> rate = rate(stream, stream.held().event());
        ByteBuf packet = stream.held().poll();
        int decoded = decoder.decode(packet, 0, samples);
        data.wrap(packet, 0);
        if (rate.isEmpty()) {
            counts.add(MiniseedCounts.WITHOUT_RATE);
            if (stream.tellWithoutRate()) {
                LOG.warn("unit={} stream={}: nothing tells its sample rate (no EH, ET or DS, and"
                        + " no two packets of a channel in a row); its samples are written with"
                        + " rate 0. Give --fallback-rate if you know it",
                        UnitId.format(stream.unit()), stream.streamIndex() + 1);
            }
        }
        ChannelRun run = stream.channel(data.channelIndex());
        run.writeAlone(segment(stream, run, decoded, rate, nowNanos), encoder, tree);
    }

    @Override
    public void passTime(long nowNanos, TreeChange tree) throws IOException {
        if (nowNanos < lookAtNanos) {
            return;
        }
        lookAtNanos = nowNanos + LOOK_EVERY_NANOS;
        writeOlder(nowNanos - settings.flushAfter().toNanos(), nowNanos, tree);
    }

    private void writeOlder(long sinceNanos, long nowNanos, TreeChange tree) throws IOException {
        for (StreamRun stream : streams.values()) {
            while (!stream.held().isEmpty() && stream.held().sinceNanos() <= sinceNanos) {
                releaseOldest(stream, nowNanos, tree);
            }
            stream.writeOlder(sinceNanos, encoder, tree);
        }
    }

    @Override
    public void finish(TreeChange tree) throws IOException {
        writeOlder(Long.MAX_VALUE, lookAtNanos, tree);
    }

    @Override
    public void save(ByteBuf state) {
        state.writeByte(STATE_VERSION).writeLong(lookAtNanos).writeLong(encoder.records());
        counts.save(state);
        rates.save(state);
        traces.save(state);
        logs.save(state);
        state.writeInt(streams.size());
        streams.values().forEach(stream -> stream.save(state));
    }

    @Override
    public void restore(ByteBuf state) {
        int version = state.readByte();
        if (version != STATE_VERSION) {
            throw ArchiveException.otherVersion(format(), version);
        }
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

    @Override
    public Map<String, ByteBuf> summaries() {
        return Map.of();
    }

    @Override
    public String totals() {
        return encoder.records() + " records" + counts;
    }
}
