package org.openrtpd.app.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * Keeps the samples of all data packets and makes traces of them: runs without a gap, channel by
 * channel.
 *
 * <p><b>Design note.</b> {@code TraceTable} answers for packets as they come. Here a whole file
 * lies before us: headers count wherever they stand, and packets are put into the order of their
 * times.
 */
final class TraceCollector {

    private final TraceRules rules;
    private final Map<Long, List<TracePacket>> channels = new TreeMap<>();
    private HeaderRates headers = new HeaderRates();

    TraceCollector(TraceRules rules) {
        this.rules = rules;
    }

    void add(DecodedPacket packet) {
        if (packet.isTruncated()) {
            return;
        }
        if (packet.type() == PacketType.EH || packet.type() == PacketType.ET) {
            headers.add(packet);
        } else if (packet.type() == PacketType.DT && belongsToTrace(packet)) {
            ExtendedHeader extended = packet.extended();
            TracePacket data = new TracePacket(packet.header().unit(), extended.streamIndex(),
                    extended.channelIndex(), extended.event(), packet.header().timeNanos(),
                    extended.sampleCount(), extended.formatCode(),
                    packet.samples().copyOfSamples());
            channels.computeIfAbsent(data.channelKey(), key -> new ArrayList<>()).add(data);
        }
    }

    private static boolean belongsToTrace(DecodedPacket packet) {
        return packet.samples().count() > 0
                && packet.header().timeNanos() != PacketTime.NO_TIME
                && packet.extended().streamIndex() != Bcd.NOT_DECIMAL
                && packet.extended().channelIndex() != Bcd.NOT_DECIMAL;
    }

    /**
     * Writes the traces of what was added, and begins anew.
     *
     * @param file where it stands; nothing when it was in several files
     */
    void write(Optional<String> file, JsonFields json) throws IOException {
        for (List<TracePacket> channel : channels.values()) {
            for (Trace trace : traces(channel)) {
                json.beginLine("trace");
                trace.write(json);
                if (rules.has(TraceRules.Choice.SAMPLES)) {
                    trace.writeSamples(json);
                }
                if (file.isPresent()) {
                    json.text("file", file.get());
                }
                json.endLine();
            }
        }
        channels.clear();
        headers = new HeaderRates();
    }

    private List<Trace> traces(List<TracePacket> channel) {
        if (!rules.has(TraceRules.Choice.FILE_ORDER)) {
            channel.sort(Comparator.comparingLong(TracePacket::startNanos));
        }
        NamedRate fallback = fallback(TracePacket.derivedRate(channel));
        List<Trace> traces = new ArrayList<>();
        for (TracePacket packet : channel) {
            NamedRate ofHeader = headers.of(packet);
            NamedRate rate = ofHeader.rate().isPresent() ? ofHeader : fallback;
            if (traces.isEmpty()
                    || !rules.continues(traces.get(traces.size() - 1), packet, rate)) {
                traces.add(new Trace(rate));
            }
            traces.get(traces.size() - 1).add(packet);
        }
        return traces;
    }

    private NamedRate fallback(Optional<SampleRate> derived) {
        if (derived.isPresent()) {
            return new NamedRate(derived, "DT");
        }
        return rules.rate().isPresent() ? new NamedRate(rules.rate(), "option") : NamedRate.NONE;
    }
}
