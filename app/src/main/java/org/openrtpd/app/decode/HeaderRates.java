package org.openrtpd.app.decode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.trace.SampleRate;

/** Rates by the EH and ET of a file: the first of an event counts, else the first of a stream. */
final class HeaderRates {

    private final Map<Long, NamedRate> byEvent = new HashMap<>();
    private final Map<Long, NamedRate> byStream = new HashMap<>();

    /** Learns from a whole EH or ET. */
    void add(DecodedPacket packet) {
        Optional<SampleRate> rate = SampleRate.parse(packet.event().sampleRate());
        if (rate.isEmpty()) {
            return;
        }
        ExtendedHeader extended = packet.extended();
        long stream = key(packet.header().unit(), extended.streamIndex());
        String origin = packet.type().name();
        byEvent.putIfAbsent(stream << 16 | extended.event() + 1, new NamedRate(rate, origin));
        byStream.putIfAbsent(stream, new NamedRate(rate, origin + "*"));
    }

    NamedRate of(TracePacket packet) {
        long stream = key(packet.unit(), packet.streamIndex());
        NamedRate ofEvent = byEvent.get(stream << 16 | packet.event() + 1);
        return ofEvent != null ? ofEvent : byStream.getOrDefault(stream, NamedRate.NONE);
    }

    private static long key(int unit, int streamIndex) {
        return (long) unit << 8 | streamIndex + 1;
    }
}
