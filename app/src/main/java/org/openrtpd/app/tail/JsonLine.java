package org.openrtpd.app.tail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.recorder.Seq;
import org.openrtpd.storage.journal.EntryKind;
import org.openrtpd.storage.journal.JournalEntry;

/**
 * An entry as one JSON object. Stream and channel are counted from 1; what cannot be read is null;
 * fields may be added later, none is taken away.
 */
final class JsonLine {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonLine() {}

    static String packet(EntryView packet) {
        JournalEntry entry = packet.entry();
        ObjectNode json = common(entry)
                .put("unit", UnitId.format(entry.unit()))
                .put("epoch", Integer.toUnsignedLong(entry.epoch()))
                .put("seq", Seq.toLong(entry.seq()))
                .put("transport", entry.transport().name().toLowerCase(Locale.ROOT))
                .put("peer", HostPort.format(entry.peer()))
                .put("length", entry.bodyLength())
                .put("type", packet.typeText());
        facts(json, packet);
        return json.toString();
    }

    /** A packet that came over the network a moment ago. */
    static String live(EntryView packet, long receivedNanos) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("received", IsoTime.nanos(receivedNanos))
                .put("length", packet.length())
                .put("type", packet.typeText());
        facts(json, packet);
        return json.toString();
    }

    private static void facts(ObjectNode json, EntryView packet) {
        boolean decodable = packet.hasHeader() && packet.type() != PacketType.UNKNOWN;
        json.put("time", decodable ? IsoTime.millis(packet.header().timeNanos()) : null);
        number(json, "packetSequence", decodable ? packet.header().sequence() : Bcd.NOT_DECIMAL);
        if (decodable) {
            json.put("packetUnit", UnitId.format(packet.header().unit()));
        }
        if (packet.isEventPacket()) {
            event(json, packet);
        }
        var defects = packet.defects();
        if (!defects.isEmpty()) {
            var names = json.putArray("defects");
            defects.forEach(defect -> names.add(defect.name()));
        }
    }

    private static void event(ObjectNode json, EntryView packet) {
        number(json, "event", packet.extended().event());
        oneBased(json, "stream", packet.streamNumber());
        if (packet.type() == PacketType.DT) {
            oneBased(json, "channel", packet.channelNumber());
            number(json, "samples", packet.extended().sampleCount());
        }
        DataFormat format = packet.extended().format();
        json.put("format", format == DataFormat.UNKNOWN
                ? String.format("%02X", packet.extended().formatCode()) : format.label());
    }

    static String marker(JournalEntry entry) {
        ObjectNode json = common(entry)
                .put("marker", entry.kind().name().toLowerCase(Locale.ROOT));
        if (entry.kind() == EntryKind.GAP) {
            json.put("unit", UnitId.format(entry.unit()))
                    .put("epoch", Integer.toUnsignedLong(entry.epoch()))
                    .put("firstLost", Seq.toLong(entry.seq()))
                    .put("goOn", Seq.toLong(entry.gapEnd()));
        } else if (entry.kind() == EntryKind.SERVER_START) {
            json.put("text", entry.text());
        }
        return json.toString();
    }

    private static ObjectNode common(JournalEntry entry) {
        return MAPPER.createObjectNode()
                .put("index", entry.index())
                .put("received", IsoTime.nanos(entry.receivedNanos()));
    }

    private static void number(ObjectNode json, String name, int value) {
        json.put(name, value == Bcd.NOT_DECIMAL ? null : Integer.valueOf(value));
    }

    private static void oneBased(ObjectNode json, String name, int value) {
        json.put(name, value == 0 ? null : Integer.valueOf(value));
    }
}
