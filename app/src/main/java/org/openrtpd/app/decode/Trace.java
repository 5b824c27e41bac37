package org.openrtpd.app.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openrtpd.protocol.record.UnitId;

/** Samples of one channel without a gap, packet by packet. */
final class Trace {

    /** Samples that are shown of each end. */
    private static final int SHOWN = 5;

    private final NamedRate rate;
    private final List<TracePacket> packets = new ArrayList<>();
    private long samples;

    Trace(NamedRate rate) {
        this.rate = rate;
    }

    void add(TracePacket packet) {
        packets.add(packet);
        samples += packet.samples().length;
    }

    NamedRate rate() {
        return rate;
    }

    TracePacket first() {
        return packets.get(0);
    }

    TracePacket last() {
        return packets.get(packets.size() - 1);
    }

    /** Writes the fields that are always there. */
    void write(JsonFields json) throws IOException {
        json.text("unit", UnitId.format(first().unit()))
                .oneBased("stream", first().streamIndex())
                .oneBased("channel", first().channelIndex())
                .decimal("event", first().event());
        if (rate.rate().isPresent()) {
            json.number("rate", rate.rate().get().hertz());
        } else {
            json.nothing("rate");
        }
        json.text("rate_from", rate.origin())
                .texts("formats", formats())
                .number("packets", packets.size())
                .time("start", first().startNanos());
        if (rate.rate().isPresent()) {
            json.time("end", last().lastSampleNanos(rate.rate().get()));
        } else {
            json.nothing("end");
        }
        json.number("npts", samples)
                .numbers("first", range(0, Math.min(SHOWN, samples)))
                .numbers("last", range(Math.max(0, samples - SHOWN), samples));
        statistics(json);
    }

    private List<String> formats() {
        Set<String> formats = new LinkedHashSet<>();
        packets.forEach(packet -> formats.add(String.format("%02X", packet.formatCode())));
        return List.copyOf(formats);
    }

    private List<Integer> range(long from, long to) {
        List<Integer> values = new ArrayList<>();
        long at = 0;
        for (TracePacket packet : packets) {
            for (int i = (int) Math.max(0, Math.min(from - at, packet.samples().length));
                    i < packet.samples().length && at + i < to; i++) {
                values.add(packet.samples()[i]);
            }
            at += packet.samples().length;
        }
        return values;
    }

    private void statistics(JsonFields json) throws IOException {
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        long sum = 0;
        SampleHash sha256 = new SampleHash("SHA-256");
        SampleHash md5 = new SampleHash("MD5");
        for (TracePacket packet : packets) {
            for (int sample : packet.samples()) {
                min = Math.min(min, sample);
                max = Math.max(max, sample);
                sum += sample;
            }
            sha256.add(packet.samples(), packet.samples().length);
            md5.add(packet.samples(), packet.samples().length);
        }
        json.number("min", min).number("max", max).number("sum", sum)
                .text("sha256", sha256.hex()).text("md5", md5.hex());
    }

    /** Writes all samples. */
    void writeSamples(JsonFields json) throws IOException {
        json.values().writeArrayFieldStart("samples");
        for (TracePacket packet : packets) {
            for (int sample : packet.samples()) {
                json.values().writeNumber(sample);
            }
        }
        json.values().writeEndArray();
    }
}
