package org.openrtpd.app.tail;

import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.terminal.IsoTime;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketDefect;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.recorder.Seq;
import org.openrtpd.storage.journal.JournalEntry;

/**
 * An entry as one line that a person reads at a glance. Its columns up to the format are those of
 * the first version; what a packet holds stands behind them, and a log's lines below.
 */
final class TextLine {

    private static final int TO_MILLIS = 23;

    private final Colours colours;
    private final DecodedText decoded;

    TextLine(PacketDecoder decoder, Colours colours) {
        this.colours = colours;
        this.decoded = new DecodedText(decoder, colours);
    }

    String packet(EntryView packet) {
        JournalEntry entry = packet.entry();
        StringBuilder line = new StringBuilder();
        line.append(colours.aside(entry.index() + " " + received(entry.receivedNanos()))).append(' ')
                .append(UnitId.format(entry.unit())).append(' ')
                .append(colours.aside("#" + Seq.toLong(entry.seq()))).append(' ');
        return facts(line, packet);
    }

    /** A packet that came over the network a moment ago. */
    String live(EntryView packet, long receivedNanos) {
        StringBuilder line = new StringBuilder();
        line.append(colours.aside(received(receivedNanos))).append(' ');
        if (packet.hasHeader()) {
            line.append(UnitId.format(packet.header().unit())).append(' ');
        }
        return facts(line, packet);
    }

    private static String received(long nanos) {
        return IsoTime.nanos(nanos).substring(0, TO_MILLIS) + "Z";
    }

    private String facts(StringBuilder line, EntryView packet) {
        line.append(packet.typeText());
        if (packet.hasHeader() && packet.type() != PacketType.UNKNOWN) {
            String time = IsoTime.millis(packet.header().timeNanos());
            line.append(' ').append(time == null ? "no-time" : time);
            number(line, " packet=", packet.header().sequence());
        } else {
            line.append(' ').append(packet.length()).append(" bytes");
        }
        if (packet.isEventPacket()) {
            event(line, packet);
        }
        decoded.append(line, packet);
        for (PacketDefect defect : packet.defects()) {
            line.append(' ').append(colours.defect("!" + defect.name()));
        }
        decoded.appendBehindDefects(line, packet);
        return line.toString();
    }

    private static void event(StringBuilder line, EntryView packet) {
        number(line, " event=", packet.extended().event());
        line.append(" stream=").append(packet.streamNumber() == 0 ? "?" : packet.streamNumber());
        if (packet.type() == PacketType.DT) {
            line.append(" channel=")
                    .append(packet.channelNumber() == 0 ? "?" : packet.channelNumber());
            number(line, " samples=", packet.extended().sampleCount());
        }
        DataFormat format = packet.extended().format();
        line.append(" format=").append(format == DataFormat.UNKNOWN
                ? String.format("0x%02X", packet.extended().formatCode()) : format.label());
    }

    private static void number(StringBuilder line, String name, int value) {
        line.append(name).append(value == Bcd.NOT_DECIMAL ? "?" : Integer.toString(value));
    }

    String marker(JournalEntry entry) {
        String start = entry.index() + " " + received(entry.receivedNanos()) + " ";
        return start + switch (entry.kind()) {
            case GAP -> UnitId.format(entry.unit()) + " -- gap: packets " + Seq.toLong(entry.seq())
                    + " to " + Seq.toLong(entry.gapEnd() - 1) + " were lost at the recorder ("
                    + HostPort.format(entry.peer()) + ")";
            case SERVER_START -> "-- server start: " + entry.text();
            default -> "-- entry of a later version";
        };
    }
}
