package org.openrtpd.app.live.model;

import io.netty.buffer.ByteBuf;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openrtpd.app.live.station.StationTable;
import org.openrtpd.app.live.station.UnitRow;
import org.openrtpd.app.live.wave.BlockPool;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.health.HealthBook;
import org.openrtpd.protocol.health.TimingSettings;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.trace.DataFacts;
import org.openrtpd.protocol.trace.RateBook;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.protocol.trace.TearCause;
import org.openrtpd.protocol.trace.TraceStep;
import org.openrtpd.protocol.trace.TraceTable;
import org.openrtpd.storage.archive.ArchivedUnit;
import org.openrtpd.storage.journal.JournalEntry;

/** All units, channels and events, as the journal has told of them so far. One thread only. */
public final class LiveModel {

    private final LiveSettings settings;
    private final ChannelNames names;
    private final RowWriter rowWriter;
    private final RateBook rates = new RateBook();
    private final TraceTable traces = new TraceTable(rates);
    private final HealthBook health;
    private final BlockPool pool;
    private final IntObjectMap<LiveUnit> units = new IntObjectHashMap<>();
    private final Map<Integer, UnitRow> rows = new TreeMap<>();
    private final LogBook log = new LogBook();
    private final EventList events = new EventList();
    private final Watchers watchers = new Watchers();
    private final PacketHeader header = new PacketHeader();
    private final ExtendedHeader extended = new ExtendedHeader();
    private final EventHeader event = new EventHeader();
    private final DataPacket data = new DataPacket();
    private final SampleDecoder decoder = new SampleDecoder();
    private final DataFacts facts = new DataFacts();
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];
    private int channels;
    private long uncounted;
    private long version;
    private long beganNanos = Long.MAX_VALUE;
    private long lastReceivedNanos;

    /** A model that has seen nothing yet. */
    public LiveModel(LiveSettings settings, ChannelNames names) {
        this.settings = settings;
        this.names = names;
        this.rowWriter = new RowWriter(names, settings.limits());
        this.health = new HealthBook(settings.units(), TimingSettings.DEFAULTS);
        this.pool = new BlockPool(settings.memoryBytes());
    }

    /** Takes in the next entry of the journal; what is no packet says nothing here. */
    public void take(JournalEntry entry) {
        if (!entry.isPacket()) {
            return;
        }
        beganNanos = Math.min(beganNanos, entry.receivedNanos());
        lastReceivedNanos = Math.max(lastReceivedNanos, entry.receivedNanos());
        if (entry.bodyLength() != PacketHeader.PACKET_LENGTH) {
            uncounted++;
            return;
        }
        ByteBuf packet = entry.body();
        int start = entry.bodyStart();
        int id = ArchivedUnit.of(entry.unit(), header.wrap(packet, start).unit());
        LiveUnit unit = units.get(id);
        if (unit == null) {
            Optional<LiveUnit> opened = open(id);
            if (opened.isEmpty()) {
                uncounted++;
                return;
            }
            unit = opened.get();
        }
        unit.received(entry.receivedNanos());
        unit.page().packet(packet, start, unit.log());
        switch (header.type()) {
            case DT -> data(unit, entry);
            case EH, ET -> event(unit, packet, start);
            case DS -> traces.header(unit.unit(), packet, start);
            default -> { }
        }
        // Each of the others may tell of its health.
        if (header.type() != PacketType.DT) {
            unit.told();
        }
    }

    /** Empty where no more units have room. */
    private Optional<LiveUnit> open(int id) {
        Optional<LiveUnit> opened = health.open(id)
                .map(page -> new LiveUnit(id, page, line -> log.add(id, line)));
        opened.ifPresent(unit -> units.put(id, unit));
        return opened;
    }

    private void event(LiveUnit unit, ByteBuf packet, int start) {
        PacketType type = header.type();
        extended.wrap(packet, start);
        int stream = extended.streamIndex();
        int number = extended.event();
        int sequence = header.sequence();
        if (stream == Bcd.NOT_DECIMAL || stream > ExtendedHeader.HIGHEST_STREAM_INDEX
                || number == Bcd.NOT_DECIMAL || sequence == Bcd.NOT_DECIMAL) {
            return;
        }
        traces.header(unit.unit(), packet, start);
        names.take(packet, start);
        LiveStream opened = unit.open(stream);
        event.wrap(packet, start);
        String letters = event.triggerType().strip();
        if (!letters.isEmpty()) {
            opened.trigger(letters);
        }
        if (type == PacketType.ET) {
            opened.progress().eventEnds(number, sequence);
            return;
        }
        opened.progress().eventBegins(number, sequence);
        LiveEvent begun = new LiveEvent(unit.unit(), stream, number, event.triggerNanos(),
                event.firstSampleNanos(), letters);
        if (events.add(begun)) {
            watchers.tell(begun);
        }
    }

    private void data(LiveUnit unit, JournalEntry entry) {
        data.wrap(entry.body(), entry.bodyStart());
        if (!data.isIdentified() || data.streamIndex() > ExtendedHeader.HIGHEST_STREAM_INDEX
                || data.channelIndex() > ExtendedHeader.HIGHEST_CHANNEL_INDEX) {
            return;
        }
        int count = decoder.decode(entry.body(), entry.bodyStart(), samples);
        facts.read(unit.unit(), entry.body(), entry.bodyStart(), data, decoder, count, samples);
        LiveStream stream = unit.open(facts.streamIndex());
        boolean isNew = !stream.has(facts.channelIndex());
        if (isNew && channels >= settings.channels()) {
            uncounted++;
            return;
        }
        TraceStep step = traces.data(facts);
        Optional<SampleRate> rate = step.rate().rate();
        stream.progress().data(facts, decoder, rate);
        LiveChannel known = isNew ? open(stream) : stream.get(facts.channelIndex());
        if (rate.isPresent() && count > 0 && facts.startNanos() != PacketTime.NO_TIME) {
            known.take(rate.get(), facts.startNanos(), samples, count, entry.index(),
                    entry.receivedNanos());
            unit.data(rate.get().hertz(), facts.startNanos() + rate.get().nanos(count),
                    entry.receivedNanos());
            if (watchers.watches(known.key())) {
                watchers.tell(new LivePacket(known.key(), rate.get(), facts.startNanos(),
                        Arrays.copyOf(samples, count), step.tear().filter(tear ->
                                stream.isContinuous() || tear.cause() != TearCause.NOT_RECORDED)));
            }
        } else if (rate.isEmpty()) {
            known.miss(entry.receivedNanos());
        }
    }

    private LiveChannel open(LiveStream stream) {
        channels++;
        return stream.add(new LiveChannel(new ChannelKey(
                facts.unit(), facts.streamIndex(), facts.channelIndex()), pool));
    }

    /**
     * Lets time pass, about once a second: what is too old for memory goes, and numbers are noted that
     * are due.
     */
    public void passTime(long nowNanos, StationTable.Reading reading) {
        pool.expire(nowNanos);
        names.poll(System.nanoTime());
        long asOfNanos = asOf(nowNanos, reading);
        units.values().forEach(unit -> unit.passTime(asOfNanos));
    }

    /** While it reads back nobody is late only because the newest packets were not looked at yet. */
    private long asOf(long nowNanos, StationTable.Reading reading) {
        return reading == StationTable.Reading.BACK ? Math.min(nowNanos, lastReceivedNanos) : nowNanos;
    }

    /** All rows as of now; while it reads back, as of what was read. */
    public StationTable table(long nowNanos, StationTable.Reading reading, long behindNanos) {
        long asOfNanos = asOf(nowNanos, reading);
        long next = version + 1;
        for (LiveUnit unit : units.values()) {
            UnitRow row = rowWriter.row(unit, next, asOfNanos);
            UnitRow before = rows.get(unit.unit());
            if (before == null || !before.isSameAs(row)) {
                version = next;
                rows.put(unit.unit(), row);
            } else {
                rows.put(unit.unit(), row.as(before.version()));
            }
        }
        List<UnitRow> sorted = new ArrayList<>(rows.values());
        sorted.sort(UnitRow.BY_TROUBLE);
        return new StationTable(version, nowNanos, behindNanos, reading, uncounted, sorted);
    }

    /** All units, by number. */
    public List<LiveUnit> units() {
        return units.values().stream().sorted(Comparator.comparingInt(LiveUnit::unit)).toList();
    }

    public Optional<LiveUnit> unit(int id) {
        return Optional.ofNullable(units.get(id));
    }

    public Optional<LiveChannel> channel(ChannelKey key) {
        return unit(key.unit()).flatMap(unit -> unit.stream(key.streamIndex()))
                .flatMap(stream -> stream.channel(key.channelIndex()));
    }

    /** What a channel is called now. */
    public String name(LiveChannel channel) {
        ChannelKey key = channel.key();
        return names.name(key.unit(), key.streamIndex(), key.channelIndex(), channel.endNanos(),
                channel.rate()).name().toString();
    }

    public LogBook log() {
        return log;
    }

    public EventList events() {
        return events;
    }

    public Watchers watchers() {
        return watchers;
    }

    public LiveSettings settings() {
        return settings;
    }

    /** Memory of samples that are kept. */
    public long memoryBytes() {
        return pool.bytes();
    }

    /** When the oldest packet was received that was taken in: it has seen all that came since. */
    public long beganNanos() {
        return beganNanos;
    }

    /** When the newest packet was received that was taken in; 0 before the first. */
    long lastReceivedNanos() {
        return lastReceivedNanos;
    }
}
