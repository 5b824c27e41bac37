package org.openrtpd.storage.archive.miniseed;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.LongPredicate;
import org.openrtpd.protocol.health.HealthBook;
import org.openrtpd.protocol.health.HealthPage;
import org.openrtpd.protocol.health.SohLine;
import org.openrtpd.protocol.health.TimingQuality;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.station.ChannelName;
import org.openrtpd.storage.archive.ArchiveException;
import org.openrtpd.storage.archive.RecordSink;

/**
 * The logs of all units: their lines go into text records, each with its time tag in front, and
 * what they say of the clock into the timing quality of the unit's data.
 */
final class UnitLogs {

    private static final int UNITS = 100_000;
    private static final int NUMBERS = 999_999;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** After so much time without a packet SeisComP forgets a unit's clock (section 11.1). */
    private static final long SILENCE_NANOS = 60 * NANOS_PER_SECOND;

    private final MiniseedSettings settings;
    private final Excerpt excerpt;
    private final RecordEncoder encoder;
    private final PacketHeader header = new PacketHeader();
    private final TimingQuality unknownClock;
    private final TreeMap<Integer, Integer> numbers = new TreeMap<>();
    /** When a unit that has a page was last received. */
    private final TreeMap<Integer, Long> heardNanos = new TreeMap<>();
    /** When text that may wait for the end of its line was received. */
    private final TreeMap<Integer, Long> textNanos = new TreeMap<>();
    private HealthBook book;

    UnitLogs(MiniseedSettings settings, Excerpt excerpt, RecordEncoder encoder) {
        this.settings = settings;
        this.excerpt = excerpt;
        this.encoder = encoder;
        this.unknownClock = new TimingQuality(settings.timing());
        this.book = new HealthBook(UNITS, settings.timing());
    }

    /** What is known of a unit's clock. */
    TimingQuality timing(int unit) {
        return book.find(unit).map(HealthPage::timing).orElse(unknownClock);
    }

    /** Notes that a packet of any type came, before it is taken in. */
    void heard(int unit, long receivedNanos) {
        Optional<HealthPage> page = book.find(unit);
        if (page.isEmpty()) {
            return;
        }
        long before = heardNanos.getOrDefault(unit, receivedNanos);
        heardNanos.put(unit, receivedNanos);
        if (receivedNanos - before > SILENCE_NANOS) {
            page.get().timing().silence();
        }
    }

    /** Takes in a packet that is no data, and writes the lines that are complete with it. */
    void take(int unit, ByteBuf packet, int start, long receivedNanos, StreamNames station,
            RecordSink sink) throws IOException {
        long packetNanos = header.wrap(packet, start).timeNanos();
        boolean timed = packetNanos != PacketTime.NO_TIME;
        List<SohLine> lines = new ArrayList<>();
        Optional<HealthPage> page = book.open(unit);
        page.ifPresent(of -> heardNanos.put(unit, receivedNanos));
        if (timed && ClockState.isSuspect(packetNanos, receivedNanos)) {
            // Its lines are kept, but a clock so wrong says nothing of the times of other packets.
            page.ifPresent(of -> of.lines().take(packet, start, lines::add));
        } else {
            page.ifPresent(of -> of.packet(packet, start, lines::add));
        }
        if (header.type() == PacketType.SH && page.isPresent()) {
            textNanos.put(unit, receivedNanos);
        }
        if (excerpt.logTypes().contains(header.type())) {
            writeLines(unit, lines, timed ? packetNanos : receivedNanos, receivedNanos, station,
                    sink);
        }
    }

    /**
     * Writes what waited too long for the end of its line.
     *
     * @param isDue tells of a time, nanoseconds since 1970 UTC, whether it is too long ago
     */
    void writeWaiting(LongPredicate isDue, IntFunction<StreamNames> stations, RecordSink sink)
            throws IOException {
        Iterator<Map.Entry<Integer, Long>> waiting = textNanos.entrySet().iterator();
        while (waiting.hasNext()) {
            Map.Entry<Integer, Long> text = waiting.next();
            int unit = text.getKey();
            long receivedNanos = text.getValue();
            if (!isDue.test(receivedNanos)) {
                continue;
            }
            waiting.remove();
            List<SohLine> lines = new ArrayList<>();
            book.find(unit).ifPresent(page -> page.lines().end(lines::add));
            if (excerpt.logTypes().contains(PacketType.SH)) {
                writeLines(unit, lines, receivedNanos, receivedNanos, stations.apply(unit), sink);
            }
        }
    }

    private void writeLines(int unit, List<SohLine> lines, long otherwiseNanos, long nowNanos,
            StreamNames station, RecordSink sink) throws IOException {
        StringBuilder text = new StringBuilder();
        long firstNanos = 0;
        for (SohLine line : lines) {
            long nanos = line.timeNanos() == PacketTime.NO_TIME ? otherwiseNanos : line.timeNanos();
            if (!excerpt.contains(nanos)) {
                continue;
            }
            String tagged = tag(nanos) + ' ' + line.text() + "\r\n";
            for (int from = 0; from < tagged.length(); from += encoder.textLength()) {
                String piece = tagged.substring(
                        from, Math.min(tagged.length(), from + encoder.textLength()));
                if (text.length() + piece.length() > encoder.textLength()) {
                    writeRecord(unit, text.toString(), firstNanos, nowNanos, station, sink);
                    text.setLength(0);
                }
                firstNanos = text.length() == 0 ? nanos : firstNanos;
                text.append(piece);
            }
        }
        if (text.length() > 0) {
            writeRecord(unit, text.toString(), firstNanos, nowNanos, station, sink);
        }
    }

    private void writeRecord(int unit, String text, long nanos, long nowNanos, StreamNames station,
            RecordSink sink) throws IOException {
        ChannelName name =
                settings.stations().get().logName(unit, nanos, station.ofUnit()).name();
        ClockState clock = ClockState.at(nanos, timing(unit), nowNanos);
        int number = numbers.merge(unit, 1, (before, one) -> before % NUMBERS + one);
        encoder.writeText(new RecordHead(name, nanos, Optional.empty(), RecordHead.TEXT,
                text.length(), number, clock.flags(), clock.quality()), text, sink);
    }

    /** "DDD:HH:MM:SS", as recorders write it. */
    private static String tag(long nanos) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(nanos, NANOS_PER_SECOND), 0, ZoneOffset.UTC);
        return String.format("%03d:%02d:%02d:%02d", time.getDayOfYear(), time.getHour(),
                time.getMinute(), time.getSecond());
    }

    void save(ByteBuf state) {
        book.save(state);
        state.writeInt(numbers.size());
        numbers.forEach((unit, number) -> state.writeInt(unit).writeInt(number));
        state.writeInt(heardNanos.size());
        heardNanos.forEach((unit, nanos) -> state.writeInt(unit).writeLong(nanos));
        state.writeInt(textNanos.size());
        textNanos.forEach((unit, nanos) -> state.writeInt(unit).writeLong(nanos));
    }

    void restore(ByteBuf state) {
        book = HealthBook.restored(state, UNITS, settings.timing()).orElseThrow(() ->
                ArchiveException.otherVersion("miniseed", 1));
        for (int left = state.readInt(); left > 0; left--) {
            numbers.put(state.readInt(), state.readInt());
        }
        for (int left = state.readInt(); left > 0; left--) {
            heardNanos.put(state.readInt(), state.readLong());
        }
        for (int left = state.readInt(); left > 0; left--) {
            textNanos.put(state.readInt(), state.readLong());
        }
    }
}
