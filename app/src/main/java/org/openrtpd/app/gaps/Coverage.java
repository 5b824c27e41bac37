package org.openrtpd.app.gaps;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openrtpd.app.decode.OtherEntry;
import org.openrtpd.app.decode.PacketVisitor;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.trace.DataFacts;
import org.openrtpd.protocol.trace.RateBook;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.protocol.trace.TraceTable;

/**
 * Looks at all packets, in any order, and then says of each channel what is missing.
 *
 * <p>A packet without a known rate waits for one: its channel's headers may come late, and data
 * tell their rate by themselves.
 */
final class Coverage implements PacketVisitor {

    private final GapSelection selection;
    private final GapLimits limits;
    private final ChannelNames names;
    private final RateBook rates;
    private final TraceTable traces;
    private final Map<Long, StreamOrder> streams = new TreeMap<>();
    private final Map<Long, ChannelCoverage> channels = new TreeMap<>();
    private final PacketHeader header = new PacketHeader();
    private final ExtendedHeader extended = new ExtendedHeader();
    private final DataPacket data = new DataPacket();
    private final SampleDecoder decoder = new SampleDecoder();
    private final DataFacts facts = new DataFacts();
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];
    private long unreadable;
    private long forgotten;

    /**
     * A look that has seen nothing yet.
     *
     * @param fallbackRate of streams that nothing else tells the rate of
     */
    Coverage(GapSelection selection, GapLimits limits, ChannelNames names,
            Optional<SampleRate> fallbackRate) {
        this.selection = selection;
        this.limits = limits;
        this.names = names;
        this.rates = new RateBook(RateBook.DEFAULT_STREAMS, fallbackRate);
        this.traces = new TraceTable(rates);
    }

    @Override
    public void packet(ByteBuf packet, int start, int lengthBytes) {
        if (lengthBytes != PacketHeader.PACKET_LENGTH) {
            unreadable++;
            return;
        }
        PacketType type = header.wrap(packet, start).type();
        switch (type) {
            case DT -> data(packet, start);
            case EH, ET -> event(packet, start, type);
            case DS -> traces.header(header.unit(), packet, start);
            case UNKNOWN -> unreadable++;
            default -> { }
        }
    }

    @Override
    public void other(OtherEntry entry) {
        if (entry.isDamaged()) {
            unreadable++;
        }
    }

    private void event(ByteBuf packet, int start, PacketType type) {
        extended.wrap(packet, start);
        int unit = header.unit();
        int streamIndex = extended.streamIndex();
        if (streamIndex == Bcd.NOT_DECIMAL || extended.event() == Bcd.NOT_DECIMAL
                || header.sequence() == Bcd.NOT_DECIMAL) {
            unreadable++;
        } else if (selection.acceptsStream(unit, streamIndex)) {
            traces.header(unit, packet, start);
            names.take(packet, start);
            StreamOrder order = order(unit, streamIndex);
            order.take(order.place(extended.event(), header.sequence()), type == PacketType.ET);
        }
    }

    private void data(ByteBuf packet, int start) {
        data.wrap(packet, start);
        if (!data.isIdentified()) {
            unreadable++;
            return;
        }
        int unit = data.header().unit();
        if (!selection.acceptsStream(unit, data.streamIndex())) {
            return;
        }
        StreamOrder order = order(unit, data.streamIndex());
        long place = order.place(data.event(), data.header().sequence());
        order.take(place, false);
        if (!selection.acceptsChannel(data.channelIndex())) {
            return;
        }
        ChannelCoverage channel = channel(unit, order);
        if (channel == null) {
            forgotten++;
            return;
        }
        int count = decoder.decode(packet, start, samples);
        facts.read(unit, packet, start, data, decoder, count, samples);
        if (rates.rate(unit, data.streamIndex(), data.event()).rate().isEmpty()) {
            traces.data(facts);
        }
        channel.take(facts, place, StepOff.of(facts, decoder),
                rates.rate(unit, data.streamIndex(), data.event()).rate());
    }

    private StreamOrder order(int unit, int streamIndex) {
        return streams.computeIfAbsent(
                (long) unit << Byte.SIZE | streamIndex, key -> new StreamOrder());
    }

    private ChannelCoverage channel(int unit, StreamOrder order) {
        long stream = (long) unit << Byte.SIZE | data.streamIndex();
        long key = stream << Byte.SIZE | data.channelIndex();
        ChannelCoverage known = channels.get(key);
        if (known == null && channels.size() < limits.channels()) {
            known = new ChannelCoverage(unit, data.streamIndex(), data.channelIndex(), limits,
                    order, selection.window());
            channels.put(key, known);
        }
        return known;
    }

    /** What there is to say of each channel, by unit, stream and channel; ends the reading. */
    List<ChannelReport> reports() {
        List<ChannelReport> reports = new ArrayList<>();
        channels.values().forEach(channel -> reports.add(channel.report(names, rates)));
        return reports;
    }

    /** Packets and entries that could not be read, so that nobody knows whose they are. */
    long unreadable() {
        return unreadable;
    }

    /** Data packets of channels that were too many. */
    long forgotten() {
        return forgotten;
    }
}
