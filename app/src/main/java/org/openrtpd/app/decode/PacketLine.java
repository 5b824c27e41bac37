package org.openrtpd.app.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.SohPacket;
import org.openrtpd.protocol.record.UnitId;

/** A packet as one JSON object with every field that the format gives its type. */
public final class PacketLine {

    private static final String[] FLAG_NAMES = {
        "first", "last", "second", "bit3", "st_command", "stacked", "overscaled", "calibration"
    };

    private final JsonFields json;
    private final EventFields eventFields;
    private final ParameterFields parameterFields;
    private final SohPacket soh = new SohPacket();
    private final SampleHash hash = new SampleHash("SHA-256");

    public PacketLine(JsonFields json) {
        this.json = json;
        this.eventFields = new EventFields(json);
        this.parameterFields = new ParameterFields(json);
    }

    /**
     * Writes a line.
     *
     * @param file where the packet stands
     * @param index of the packet in it, from 0
     */
    void write(String file, long index, DecodedPacket packet) throws IOException {
        json.beginLine("packet").text("file", file).number("i", index);
        writeFields(packet);
        json.endLine();
    }

    /** Writes the fields of a packet into the object that is open. */
    public void writeFields(DecodedPacket packet) throws IOException {
        json.text("type", packet.letters());
        if (packet.hasHeader()) {
            header(packet.header());
        }
        if (!packet.isTruncated()) {
            fieldsOfType(packet);
        }
        json.texts("errors", packet.errors());
    }

    private void header(PacketHeader header) throws IOException {
        json.decimal("experiment", header.experiment())
                .decimal("year", header.year())
                .text("unit", UnitId.format(header.unit()))
                .time("time", header.timeNanos())
                .decimal("bytes", header.byteCount())
                .decimal("seq", header.sequence());
    }

    private void fieldsOfType(DecodedPacket packet) throws IOException {
        switch (packet.type()) {
            case DT -> {
                extended(packet.extended());
                data(packet);
            }
            case EH, ET -> {
                extended(packet.extended());
                eventFields.write(packet.event());
            }
            case SH -> {
                soh.wrap(packet.bytes(), packet.start());
                json.texts("lines", soh.lines()).flag("open_ended", soh.isOpenEnded());
            }
            case AD, CD, DS, FD, OM, SC -> parameterFields.write(packet);
            default -> { }
        }
    }

    private void extended(ExtendedHeader extended) throws IOException {
        json.decimal("event", extended.event())
                .decimal("stream0", extended.streamIndex())
                .oneBased("stream", extended.streamIndex())
                .number("flags", extended.flags())
                .text("format", String.format("%02X", extended.formatCode()));
    }

    private void data(DecodedPacket packet) throws IOException {
        ExtendedHeader extended = packet.extended();
        json.decimal("channel0", extended.channelIndex())
                .oneBased("channel", extended.channelIndex())
                .decimal("nsamp", extended.sampleCount())
                .texts("flag_names", flagNames(extended.flags()));
        boolean looked = extended.sampleCount() >= 0;
        if (looked && extended.format().isCompressed()) {
            steim(packet.samples().steim());
        }
        if (looked && extended.format().hasOverscaleBits()) {
            json.number("overscaled_samples", packet.samples().overscaled());
        }
        if (packet.samples().count() > 0) {
            json.number("first", packet.samples().first())
                    .number("last", packet.samples().last())
                    .text("sha256", packet.samples().addTo(hash).hex());
        }
    }

    private void steim(SampleDecoder steim) throws IOException {
        json.number("x0", steim.x0()).number("xn", steim.xn());
        if (steim.hasFirstDifference()) {
            json.number("d0", steim.firstDifference());
        } else {
            json.nothing("d0");
        }
        json.number("diffs_in_frames", steim.differences());
    }

    /** Words for the bits that are set in the flags of a DT. */
    public static List<String> flagNames(int flags) {
        List<String> names = new ArrayList<>();
        for (int bit = 0; bit < FLAG_NAMES.length; bit++) {
            if ((flags >> bit & 1) != 0) {
                names.add(FLAG_NAMES[bit]);
            }
        }
        return names;
    }
}
