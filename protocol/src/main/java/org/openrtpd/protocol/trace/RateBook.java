package org.openrtpd.protocol.trace;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.openrtpd.protocol.parameters.StreamColumn;
import org.openrtpd.protocol.parameters.StreamParameters;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

/**
 * The sample rates of all streams, from the best source that has told (record format, section 9.2):
 * EH or ET of the event, the last EH or ET of the stream, the last DS of the unit, two data
 * packets, configuration. Show it every packet; one thread only.
 *
 * <p>The table has a limit; the stream that was silent longest is forgotten, and learned again from
 * its next header.
 */
public final class RateBook {

    /** Streams that a book remembers when nothing else is said. */
    public static final int DEFAULT_STREAMS = 20_000;

    private final BoundedTable<StreamRates> streams;
    private final KnownRate configuredForAll;
    private final PacketHeader header = new PacketHeader();
    private final ExtendedHeader extended = new ExtendedHeader();
    private final EventHeader eventHeader = new EventHeader();
    private final StreamParameters parameters = new StreamParameters();

    public RateBook() {
        this(DEFAULT_STREAMS, Optional.empty());
    }

    /**
     * A book with a limit.
     *
     * @param streams how many it remembers, at least 1
     * @param configuredForAll the rate of streams of which nothing else is known
     */
    public RateBook(int streams, Optional<SampleRate> configuredForAll) {
        this.streams = new BoundedTable<>(streams, StreamRates::new);
        this.configuredForAll = configuredForAll
                .map(rate -> KnownRate.of(rate, RateSource.CONFIGURED)).orElse(KnownRate.NONE);
    }

    /**
     * Learns from an EH, ET or DS; other packets say nothing.
     *
     * @param unit the recorder; a packet has room for only the last four of its digits
     * @param packet has {@link PacketHeader#PACKET_LENGTH} bytes from {@code start} on
     */
    public void take(int unit, ByteBuf packet, int start) {
        header.wrap(packet, start);
        PacketType type = header.type();
        if (type == PacketType.EH || type == PacketType.ET) {
            extended.wrap(packet, start);
            SampleRate.parse(eventHeader.wrap(packet, start).sampleRate())
                    .ifPresent(rate -> header(unit, extended.streamIndex(),
                            extended.event(), rate));
        } else if (type == PacketType.DS) {
            takeParameters(unit, parameters.wrap(packet, start));
        }
    }

    private void takeParameters(int unit, StreamParameters packet) {
        for (int block = 0; block < StreamParameters.STREAM_BLOCKS; block++) {
            String number = packet.text(block, StreamColumn.STREAM);
            if (number.matches("[0-9]{1,2}")) {
                // Streams are counted from 1 in DS packets, from 0 everywhere else.
                int streamIndex = Integer.parseInt(number) - 1;
                SampleRate.parse(packet.text(block, StreamColumn.RATE))
                        .ifPresent(rate -> parameters(unit, streamIndex, rate));
            }
        }
    }

    /** An EH or ET says so; what has no readable stream or event is left out. */
    public void header(int unit, int streamIndex, int event, SampleRate rate) {
        if (streamIndex != Bcd.NOT_DECIMAL && event != Bcd.NOT_DECIMAL) {
            stream(unit, streamIndex).header(event, rate);
        }
    }

    /** A DS says so. */
    public void parameters(int unit, int streamIndex, SampleRate rate) {
        stream(unit, streamIndex).parameters(rate);
    }

    /** An operator says so. */
    public void configure(int unit, int streamIndex, SampleRate rate) {
        stream(unit, streamIndex).configured(rate);
    }

    /**
     * Two packets of a channel say so, between which none was lost.
     *
     * @param samples of the first
     * @param millis from its start to that of the second
     */
    void derive(int unit, int streamIndex, int samples, long millis) {
        StreamRates rates = stream(unit, streamIndex);
        if (rates.wantsDerivation()) {
            Optional<SampleRate> rate = SampleRate.derive(samples, millis);
            if (rate.isPresent()) {
                rates.derived(rate.get());
            }
        }
    }

    /** The rate of an event of a stream. */
    public KnownRate rate(int unit, int streamIndex, int event) {
        return stream(unit, streamIndex).best(event, configuredForAll);
    }

    /** Writes what it has learned behind the writer index; the buffer must be one that grows. */
    public void save(ByteBuf saved) {
        streams.save(saved, StreamRates::save);
    }

    /** Reads what {@link #save} wrote, into a book that has learned nothing yet. */
    public void restore(ByteBuf saved) {
        streams.restore(saved, StreamRates::restored);
    }

    /** Streams that were forgotten because the table was full. */
    public long forgottenStreams() {
        return streams.forgotten();
    }

    private StreamRates stream(int unit, int streamIndex) {
        return streams.get(BoundedTable.key(unit, streamIndex, 0));
    }
}
