package org.openrtpd.app.tail;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.decode.DecodedPacket;
import org.openrtpd.app.decode.DecodedSamples;
import org.openrtpd.app.decode.JsonFields;
import org.openrtpd.app.decode.PacketLine;
import org.openrtpd.app.terminal.IsoTime;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketDefect;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.recorder.Seq;
import org.openrtpd.protocol.station.NamedChannel;
import org.openrtpd.protocol.trace.KnownRate;
import org.openrtpd.storage.journal.EntryKind;
import org.openrtpd.storage.journal.JournalEntry;

/**
 * An entry as one JSON object. Stream and channel are counted from 1; what cannot be read is null;
 * fields may be added later, none is taken away. What a packet holds stands in an object of its
 * own, "packet", in the names of {@code rtpd decode}: some of them mean something else in a journal.
 */
final class JsonOutput implements EntryOutput {

    /** Whether all samples are written. */
    enum Samples {
        ALL,
        NONE
    }

    private final PacketDecoder decoder;
    private final Samples samples;
    private final OutputStream out;
    private final JsonFields json;
    private final PacketLine fields;

    JsonOutput(PacketDecoder decoder, Samples samples, OutputStream out) throws IOException {
        this.decoder = decoder;
        this.samples = samples;
        this.out = out;
        this.json = new JsonFields(out);
        this.fields = new PacketLine(json);
    }

    @Override
    public void passOver(EntryView packet) {
        decoder.learn(packet);
    }

    @Override
    public void packet(EntryView packet) throws IOException {
        decoder.learn(packet);
        JournalEntry entry = packet.entry();
        common(entry).text("unit", UnitId.format(entry.unit()))
                .number("epoch", Integer.toUnsignedLong(entry.epoch()))
                .number("seq", Seq.toLong(entry.seq()))
                .text("transport", entry.transport().name().toLowerCase(Locale.ROOT))
                .text("peer", HostPort.format(entry.peer()));
        facts(packet);
    }

    /** Writes a packet that came over the network a moment ago. */
    void live(EntryView packet, long receivedNanos) throws IOException {
        decoder.learn(packet);
        json.beginLine().text("received", IsoTime.nanos(receivedNanos));
        facts(packet);
    }

    private void facts(EntryView packet) throws IOException {
        json.number("length", packet.length()).text("type", packet.typeText());
        boolean readable = packet.hasHeader() && packet.type() != PacketType.UNKNOWN;
        if (readable) {
            json.time("time", packet.header().timeNanos())
                    .decimal("packetSequence", packet.header().sequence())
                    .text("packetUnit", UnitId.format(packet.header().unit()));
        } else {
            json.nothing("time").nothing("packetSequence");
        }
        if (packet.isEventPacket()) {
            event(packet);
        }
        Set<PacketDefect> defects = packet.defects();
        if (!defects.isEmpty()) {
            json.texts("defects", defects.stream().map(Enum::name).toList());
        }
        if (readable) {
            decoded(packet);
        }
        json.endLine();
        json.flush();
    }

    private void event(EntryView packet) throws IOException {
        json.decimal("event", packet.extended().event())
                .oneBased("stream", packet.extended().streamIndex());
        if (packet.type() == PacketType.DT) {
            json.oneBased("channel", packet.extended().channelIndex())
                    .decimal("samples", packet.extended().sampleCount());
        }
        DataFormat format = packet.extended().format();
        json.text("format", format == DataFormat.UNKNOWN
                ? String.format("%02X", packet.extended().formatCode()) : format.label());
    }

    private void decoded(EntryView packet) throws IOException {
        DecodedPacket decoded = decoder.decode(packet);
        if (packet.isEventPacket() && packet.isWhole()) {
            rate(decoder.rate(packet));
        }
        if (packet.channelNumber() != 0 && packet.streamNumber() != 0) {
            NamedChannel name = decoder.channelName(packet);
            json.text("name", name.name().toString())
                    .text("nameOrigin", name.origin().name().toLowerCase(Locale.ROOT));
        } else {
            json.text("name", decoder.stationName(packet));
        }
        DecodedSamples values = decoded.samples();
        if (values.count() > 0) {
            json.number("min", values.min()).number("max", values.max());
        }
        if (!values.defects().isEmpty()) {
            json.texts("sampleDefects", values.defects().stream().map(Enum::name).toList());
        }
        json.values().writeObjectFieldStart("packet");
        fields.writeFields(decoded);
        if (samples == Samples.ALL && packet.type() == PacketType.DT) {
            json.values().writeArrayFieldStart("samples");
            for (int i = 0; i < values.count(); i++) {
                json.values().writeNumber(values.at(i));
            }
            json.values().writeEndArray();
        }
        json.values().writeEndObject();
    }

    private void rate(KnownRate known) throws IOException {
        if (known.rate().isPresent()) {
            json.number("rate", known.rate().get().hertz());
        } else {
            json.nothing("rate");
        }
        json.text("rateSource", known.source().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void marker(JournalEntry entry) throws IOException {
        common(entry).text("marker", entry.kind().name().toLowerCase(Locale.ROOT));
        if (entry.kind() == EntryKind.GAP) {
            json.text("unit", UnitId.format(entry.unit()))
                    .number("epoch", Integer.toUnsignedLong(entry.epoch()))
                    .number("firstLost", Seq.toLong(entry.seq()))
                    .number("goOn", Seq.toLong(entry.gapEnd()));
        } else if (entry.kind() == EntryKind.SERVER_START) {
            json.text("text", entry.text());
        }
        json.endLine();
        json.flush();
    }

    private JsonFields common(JournalEntry entry) throws IOException {
        return json.beginLine().number("index", entry.index())
                .text("received", IsoTime.nanos(entry.receivedNanos()));
    }

    @Override
    public void pause() throws IOException {
        out.flush();
        decoder.poll();
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
