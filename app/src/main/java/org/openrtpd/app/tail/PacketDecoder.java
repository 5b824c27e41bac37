package org.openrtpd.app.tail;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.openrtpd.app.decode.DecodedPacket;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.station.NamedChannel;
import org.openrtpd.protocol.trace.DataFacts;
import org.openrtpd.protocol.trace.KnownRate;
import org.openrtpd.protocol.trace.RateBook;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.protocol.trace.TraceTable;

/**
 * Decodes packets, and knows of each what packets before it have told: the rate of its stream and
 * the name of its channel.
 */
final class PacketDecoder {

    private final ChannelNames names;
    private final RateBook rates;
    private final TraceTable traces;
    private final DecodedPacket decoded = new DecodedPacket();
    private final DataPacket data = new DataPacket();
    private final SampleDecoder derivation = new SampleDecoder();
    private final DataFacts facts = new DataFacts();
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];

    PacketDecoder(ChannelNames names) {
        this(names, Optional.empty());
    }

    /**
     * A decoder that has seen nothing yet.
     *
     * @param fallbackRate of streams that nothing else tells the rate of
     */
    PacketDecoder(ChannelNames names, Optional<SampleRate> fallbackRate) {
        this.names = names;
        this.rates = new RateBook(RateBook.DEFAULT_STREAMS, fallbackRate);
        this.traces = new TraceTable(rates);
    }

    /** Looks whether names have changed. */
    void poll() {
        names.poll(System.nanoTime());
    }

    /** Takes in what a packet says about others. */
    void learn(EntryView packet) {
        if (!packet.isWhole()) {
            return;
        }
        switch (packet.type()) {
            case EH, ET -> {
                traces.header(packet.header().unit(), packet.bytes(), packet.start());
                names.take(packet.bytes(), packet.start());
            }
            case DS -> traces.header(packet.header().unit(), packet.bytes(), packet.start());
            case DT -> derive(packet.bytes(), packet.start());
            default -> { }
        }
    }

    /** While no header has told a rate, the data have to. */
    private void derive(ByteBuf packet, int start) {
        data.wrap(packet, start);
        if (data.isIdentified()
                && rates.rate(data.header().unit(), data.streamIndex(), data.event())
                        .rate().isEmpty()) {
            int count = derivation.decode(packet, start, samples);
            facts.read(data.header().unit(), packet, start, data, derivation, count, samples);
            traces.data(facts);
        }
    }

    /** Everything a packet holds; its header alone when it ends early. */
    DecodedPacket decode(EntryView packet) {
        return decoded.of(packet.bytes(), packet.start(),
                Math.min(packet.length(), PacketHeader.PACKET_LENGTH));
    }

    /** The rate of the event of a DT, EH or ET. */
    KnownRate rate(EntryView packet) {
        ExtendedHeader extended = packet.extended();
        return extended.streamIndex() == Bcd.NOT_DECIMAL || extended.event() == Bcd.NOT_DECIMAL
                ? KnownRate.NONE
                : rates.rate(packet.header().unit(), extended.streamIndex(), extended.event());
    }

    /** The name of the channel of a DT that has one. */
    NamedChannel channelName(EntryView packet) {
        return names.name(packet.header().unit(), packet.extended().streamIndex(),
                packet.extended().channelIndex(), time(packet), rate(packet).rate());
    }

    /** Network and station of any packet with a header. */
    String stationName(EntryView packet) {
        int stream = packet.isEventPacket() ? Math.max(0, packet.extended().streamIndex()) : 0;
        return names.stationName(packet.header().unit(), stream, time(packet));
    }

    private static long time(EntryView packet) {
        return packet.type() == PacketType.UNKNOWN
                ? PacketTime.NO_TIME : packet.header().timeNanos();
    }
}
