package org.openrtpd.app.tail;

import java.util.List;
import java.util.Locale;
import org.openrtpd.app.decode.DecodedPacket;
import org.openrtpd.app.decode.PacketLine;
import org.openrtpd.app.terminal.IsoTime;
import org.openrtpd.protocol.data.SampleDefect;
import org.openrtpd.protocol.health.SohLine;
import org.openrtpd.protocol.health.SohLines;
import org.openrtpd.protocol.record.EventCodes;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.record.Position;
import org.openrtpd.protocol.record.SohPacket;
import org.openrtpd.protocol.record.TextField;
import org.openrtpd.protocol.trace.SampleRate;

/** What a packet holds, in words, for the end of its line. */
final class DecodedText {

    private static final String LOG_INDENT = "    ";
    /** So begins the message that says the time of the trigger once more. */
    private static final String TRIGGER_TIME = "Trigger Time";

    private final PacketDecoder decoder;
    private final Colours colours;
    private final ParameterText parameters = new ParameterText();
    private final SohPacket soh = new SohPacket();
    private DecodedPacket decoded;

    DecodedText(PacketDecoder decoder, Colours colours) {
        this.decoder = decoder;
        this.colours = colours;
    }

    /** Adds what a whole packet of a known type holds; nothing to others. */
    void append(StringBuilder line, EntryView packet) {
        if (!packet.isWhole() || packet.type() == PacketType.UNKNOWN) {
            return;
        }
        decoded = decoder.decode(packet);
        switch (packet.type()) {
            case DT -> data(line, packet);
            case EH, ET -> event(line, packet, decoded.event());
            case DR, NH, NT -> { }
            default -> {
                name(line, decoder.stationName(packet));
                parameters.append(line, decoded);
            }
        }
    }

    /** Adds the words for damage to the samples of the packet added last, and its log lines. */
    void appendBehindDefects(StringBuilder line, EntryView packet) {
        if (packet.isWhole() && packet.type() == PacketType.DT) {
            for (SampleDefect defect : decoded.samples().defects()) {
                if (!isSaid(defect)) {
                    line.append(' ').append(colours.defect("!" + defect.name()));
                }
            }
        } else if (packet.isWhole() && packet.type() == PacketType.SH) {
            log(line, packet);
        }
    }

    /** The headers have the same defect, with a name of their own. */
    private static boolean isSaid(SampleDefect defect) {
        return defect == SampleDefect.TOO_MANY;
    }

    private void name(StringBuilder line, String name) {
        line.append(" name=").append(colours.name(name));
    }

    private void data(StringBuilder line, EntryView packet) {
        name(line, packet.channelNumber() == 0 || packet.streamNumber() == 0
                ? "?" : decoder.channelName(packet).name().toString());
        rate(line, packet);
        int count = decoded.samples().count();
        if (count > 0) {
            line.append(" first=").append(decoded.samples().first())
                    .append(" last=").append(decoded.samples().last())
                    .append(" min=").append(decoded.samples().min())
                    .append(" max=").append(decoded.samples().max());
        }
        List<String> flags = PacketLine.flagNames(packet.extended().flags());
        if (!flags.isEmpty()) {
            line.append(" flags=").append(String.join(",", flags));
        }
        if (decoded.samples().overscaled() > 0) {
            line.append(" overscaled=").append(decoded.samples().overscaled());
        }
    }

    private void rate(StringBuilder line, EntryView packet) {
        line.append(" rate=").append(
                decoder.rate(packet).rate().map(DecodedText::decimal).orElse("?"));
    }

    /** "100", "0.1"; a fraction only where no decimal number is exact. */
    private static String decimal(SampleRate rate) {
        String text = rate.denominator() == 1 ? rate.toString() : String.valueOf(rate.hertz());
        return SampleRate.parse(text).filter(rate::equals).isPresent() ? text : rate.toString();
    }

    private void event(StringBuilder line, EntryView packet, EventHeader event) {
        name(line, decoder.stationName(packet));
        rate(line, packet);
        word(line, "station", event.station());
        word(line, "stream-name", event.streamName());
        word(line, "trigger", event.triggerType());
        time(line, "at", event.triggerNanos());
        if (event.firstSampleNanos() != event.triggerNanos()) {
            time(line, "first-sample", event.firstSampleNanos());
        }
        time(line, "last-sample", event.lastSampleNanos());
        if (!TextField.isPadding(event.timeSource())) {
            word(line, "clock", EventCodes.timeSource(event.timeSource()));
        }
        if (!TextField.isPadding(event.timeQuality())) {
            word(line, "locked", lock(event.timeQuality()));
        }
        Position position = event.position();
        if (position.isKnown()) {
            line.append(String.format(Locale.ROOT, " position=%.5f,%.5f,%dm",
                    position.latitude(), position.longitude(), position.altitudeMetres()));
        }
        if (!event.triggerMessage().startsWith(TRIGGER_TIME)) {
            word(line, "message", event.triggerMessage());
        }
    }

    /** "never", or how long ago. */
    private static String lock(char code) {
        return code >= '0' && code <= '9' ? code + "d-ago" : code == '?' ? "never" : "?";
    }

    /** A text of the recorder, in quotes where it has blanks; nothing when there is none. */
    static void word(StringBuilder line, String name, String text) {
        String printable = Printable.of(text.strip());
        if (!printable.isEmpty()) {
            boolean quoted = printable.indexOf(' ') >= 0;
            line.append(' ').append(name).append('=')
                    .append(quoted ? '"' + printable + '"' : printable);
        }
    }

    private static void time(StringBuilder line, String name, long nanos) {
        if (nanos != PacketTime.NO_TIME) {
            line.append(' ').append(name).append('=').append(IsoTime.millis(nanos));
        }
    }

    /** A log line that goes on in the next packet is shown as far as it came, and marked. */
    private void log(StringBuilder line, EntryView packet) {
        boolean open = soh.wrap(packet.bytes(), packet.start()).isOpenEnded();
        int before = line.length();
        SohLines lines = new SohLines();
        lines.take(packet.bytes(), packet.start(), said -> log(line, said));
        lines.end(said -> log(line, said));
        if (open && line.length() > before) {
            line.append(" ...");
        }
    }

    private void log(StringBuilder line, SohLine said) {
        String time = IsoTime.millis(said.timeNanos());
        line.append('\n').append(LOG_INDENT).append(time == null ? "no-time" : time).append(' ')
                .append(colours.log(said.text()));
    }
}
