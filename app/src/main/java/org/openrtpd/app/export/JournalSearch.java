package org.openrtpd.app.export;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.trace.DataFacts;
import org.openrtpd.protocol.trace.RateBook;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.protocol.trace.TraceTable;
import org.openrtpd.storage.archive.ArchivedUnit;
import org.openrtpd.storage.journal.EntryDefect;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalTailer;

/**
 * The first pass: notes the places of packets that touch the span, and of those around it that tell
 * rates, names and clocks; learns sample rates on the way.
 */
final class JournalSearch {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private final ExportSelection selection;
    private final ExportFormat format;
    private final long marginNanos;
    private final PacketPlaces places;
    private final RateBook rates;
    private final TraceTable traces;
    private final PacketHeader header = new PacketHeader();
    private final DataPacket data = new DataPacket();
    private final EventHeader event = new EventHeader();
    private final SampleDecoder decoder = new SampleDecoder();
    private final DataFacts facts = new DataFacts();
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];
    private final Set<Long> events = new HashSet<>();
    private final Set<Long> channels = new HashSet<>();
    /** The newest data of the event that a stream is in: an event's end stands behind it. */
    private final Map<Long, NewestData> newest = new HashMap<>();
    private boolean any;
    private long others;
    private long unplaced;
    private long damaged;
    private long lastReceivedNanos;

    private record NewestData(int event, long nanos) {}

    /**
     * Makes a search.
     *
     * @param marginNanos how far around the span packets are learned from
     * @param rates learns; may know rates already
     */
    JournalSearch(ExportSelection selection, ExportFormat format, long marginNanos, RateBook rates) {
        this.selection = selection;
        this.format = format;
        this.marginNanos = marginNanos;
        this.places = new PacketPlaces(
                Math.floorDiv(selection.fromNanos() - marginNanos - NANOS_PER_DAY, NANOS_PER_MILLI));
        this.rates = rates;
        this.traces = new TraceTable(rates);
    }

    /** Reads from where the tailer stands to the end of the journal as it is by then. */
    void read(JournalTailer tailer) {
        JournalEntry entry = new JournalEntry();
        while (tailer.next(entry)) {
            if (entry.isPacket()) {
                lastReceivedNanos = Math.max(lastReceivedNanos, entry.receivedNanos());
                packet(entry);
            } else if (entry.defect() != EntryDefect.NONE) {
                damaged++;
            }
        }
    }

    private void packet(JournalEntry entry) {
        if (entry.bodyLength() != PacketHeader.PACKET_LENGTH) {
            unplaced += selection.hasUnit(entry.unit()) ? 1 : 0;
            return;
        }
        header.wrap(entry.body(), entry.bodyStart());
        int unit = ArchivedUnit.of(entry.unit(), header.unit());
        if (!selection.hasUnit(unit)) {
            return;
        }
        if (header.timeNanos() == PacketTime.NO_TIME) {
            unplaced++;
            return;
        }
        switch (header.type()) {
            case DT -> data(unit, entry);
            case EH, ET -> event(unit, entry);
            case AD, CD, DS, FD, OM, SC, SH -> other(unit, entry);
            default -> unplaced++;
        }
    }

    private void data(int unit, JournalEntry entry) {
        data.wrap(entry.body(), entry.bodyStart());
        if (!data.isIdentified()) {
            unplaced++;
            return;
        }
        Optional<SampleRate> rate = rate(unit);
        if (rate.isEmpty()) {
            derive(unit, entry.body(), entry.bodyStart());
            rate = rate(unit);
        }
        long start = header.timeNanos();
        newest.merge(streamKey(unit, data.streamIndex()), new NewestData(data.event(), start),
                (before, now) -> before.event == now.event && before.nanos > now.nanos ? before : now);
        long length = rate.map(known -> known.nanos(data.boundedSampleCount())).orElse(NANOS_PER_DAY);
        if (start >= selection.untilNanos() || start + length <= selection.fromNanos()
                || !selection.hasType(PacketType.DT) || !selection.hasStream(data.streamIndex())
                || !selection.hasChannel(data.channelIndex())) {
            return;
        }
        // Without a rate it may reach into the span: samples are cut when all headers were seen.
        if (rate.isPresent() || selection.isInside(start)) {
            channels.add(streamKey(unit, data.streamIndex()) << 8 | data.channelIndex());
            events.add(eventKey(unit, data.streamIndex(), data.event()));
        } else if (format != ExportFormat.MSEED) {
            return;
        }
        any = true;
        place(start, entry);
    }

    private Optional<SampleRate> rate(int unit) {
        return rates.rate(unit, data.streamIndex(), data.event()).rate();
    }

    private void derive(int unit, ByteBuf packet, int start) {
        int decoded = decoder.decode(packet, start, samples);
        facts.read(unit, packet, start, data, decoder, decoded, samples);
        traces.data(facts);
    }

    private void event(int unit, JournalEntry entry) {
        traces.header(unit, entry.body(), entry.bodyStart());
        event.wrap(entry.body(), entry.bodyStart());
        data.wrap(entry.body(), entry.bodyStart());
        long nanos = eventNanos(unit);
        if (isNear(nanos) && selection.hasStream(data.streamIndex())
                && (format == ExportFormat.MSEED || selection.hasType(header.type()))) {
            place(nanos, entry);
            any |= format != ExportFormat.MSEED && selection.isInside(header.timeNanos());
        }
    }

    /**
     * Where an event header or trailer belongs among the data: both carry the time of the trigger,
     * which is behind the first samples and before the last ones.
     */
    private long eventNanos(int unit) {
        long nanos = header.timeNanos();
        if (header.type() == PacketType.EH) {
            long first = event.firstSampleNanos();
            return isPlausible(first) ? Math.min(nanos, first) : nanos;
        }
        NewestData data = newest.get(streamKey(unit, this.data.streamIndex()));
        long last = event.lastSampleNanos();
        long behind = isPlausible(last) ? Math.max(nanos, last) : nanos;
        return data != null && data.event == this.data.event()
                ? Math.max(behind, data.nanos) : behind;
    }

    private boolean isPlausible(long nanos) {
        return nanos != PacketTime.NO_TIME && Math.abs(nanos - header.timeNanos()) < NANOS_PER_DAY;
    }

    private void other(int unit, JournalEntry entry) {
        traces.header(unit, entry.body(), entry.bodyStart());
        boolean wanted = selection.isInside(header.timeNanos()) && selection.hasUnstreamed()
                && selection.hasType(header.type());
        others += wanted ? 1 : 0;
        any |= wanted;
        if (wanted || format == ExportFormat.MSEED && isNear(header.timeNanos())) {
            place(header.timeNanos(), entry);
        }
    }

    private boolean isNear(long nanos) {
        return nanos >= selection.fromNanos() - marginNanos
                && nanos < selection.untilNanos() + marginNanos;
    }

    private void place(long nanos, JournalEntry entry) {
        places.add(Math.floorDiv(nanos, NANOS_PER_MILLI), entry.index());
    }

    private static long streamKey(int unit, int streamIndex) {
        return (long) unit << 8 | streamIndex & 0xFF;
    }

    private static long eventKey(int unit, int streamIndex, int event) {
        return streamKey(unit, streamIndex) << 16 | event & 0xFFFF;
    }

    /** True for the header or trailer of an event that the span has data of, or that is in the span. */
    boolean wantsEvent(JournalEntry entry) {
        header.wrap(entry.body(), entry.bodyStart());
        data.wrap(entry.body(), entry.bodyStart());
        int unit = ArchivedUnit.of(entry.unit(), header.unit());
        return events.contains(eventKey(unit, data.streamIndex(), data.event()))
                || selection.isInside(header.timeNanos());
    }

    PacketPlaces places() {
        return places;
    }

    /** Sample rates, as known at the end of the journal. */
    RateBook rates() {
        return rates;
    }

    /** True when nothing can touch the span. */
    boolean isEmpty() {
        return !any;
    }

    /** Packets in the span that are of no stream: state of health and parameters. */
    long others() {
        return others;
    }

    /** Channels with data in the span. */
    int channels() {
        return channels.size();
    }

    /** Packets whose time or letters cannot be read: nobody can tell whether they belong there. */
    long unplaced() {
        return unplaced;
    }

    /** Entries of the journal that cannot be read. */
    long damaged() {
        return damaged;
    }

    /** When the newest packet of the journal was received. */
    long lastReceivedNanos() {
        return lastReceivedNanos;
    }
}
