package org.openrtpd.app.decode;

import java.util.Optional;
import java.util.Set;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * How traces are made.
 *
 * @param choices what differs from the default
 * @param rate of streams whose rate neither headers nor data tell
 * @param toleranceMs the smallest difference of time that is a tear
 */
record TraceRules(Set<Choice> choices, Optional<SampleRate> rate, int toleranceMs) {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** What may be chosen. */
    enum Choice {
        /** All samples are written. */
        SAMPLES,
        /** A new event begins a new trace. */
        BY_EVENT,
        /** Packets are taken in the order of the file, not of their times. */
        FILE_ORDER
    }

    boolean has(Choice choice) {
        return choices.contains(choice);
    }

    /** True when a packet continues a trace. */
    boolean continues(Trace trace, TracePacket packet, NamedRate packetRate) {
        Optional<SampleRate> traceRate = trace.rate().rate();
        if (traceRate.isEmpty() || !traceRate.equals(packetRate.rate())) {
            return false;
        }
        if (has(Choice.BY_EVENT) && trace.first().event() != packet.event()) {
            return false;
        }
        long expected = trace.last().endNanos(traceRate.get());
        return Math.abs(packet.startNanos() - expected) < toleranceMs * NANOS_PER_MILLI;
    }
}
