package org.openrtpd.app.decode;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.openrtpd.protocol.parameters.AutoCenterColumn;
import org.openrtpd.protocol.parameters.AuxiliaryColumn;
import org.openrtpd.protocol.parameters.AuxiliaryParameters;
import org.openrtpd.protocol.parameters.CalibrationParameters;
import org.openrtpd.protocol.parameters.CalibrationSequenceColumn;
import org.openrtpd.protocol.parameters.CalibrationSignalColumn;
import org.openrtpd.protocol.parameters.FilterEnd;
import org.openrtpd.protocol.parameters.FilterParameters;
import org.openrtpd.protocol.parameters.OldCalibrationColumn;
import org.openrtpd.protocol.parameters.OperatingMode;
import org.openrtpd.protocol.parameters.OperatingModeColumn;
import org.openrtpd.protocol.parameters.StationChannelColumn;
import org.openrtpd.protocol.parameters.StationColumn;
import org.openrtpd.protocol.parameters.StationParameters;
import org.openrtpd.protocol.parameters.StreamColumn;
import org.openrtpd.protocol.parameters.StreamParameters;
import org.openrtpd.protocol.parameters.TriggerColumn;
import org.openrtpd.protocol.parameters.TriggerDescription;
import org.openrtpd.protocol.parameters.TriggerField;
import org.openrtpd.protocol.parameters.TriggerType;
import org.openrtpd.protocol.record.TextColumn;
import org.openrtpd.protocol.record.TextField;

/** The fields of parameter packets, in the order of the packets. */
final class ParameterFields {

    private final JsonFields json;
    private final StationParameters station = new StationParameters();
    private final StreamParameters streams = new StreamParameters();
    private final AuxiliaryParameters auxiliary = new AuxiliaryParameters();
    private final CalibrationParameters calibration = new CalibrationParameters();
    private final OperatingMode mode = new OperatingMode();

    ParameterFields(JsonFields json) {
        this.json = json;
    }

    /** Writes the fields of an AD, CD, DS, FD, OM or SC. */
    void write(DecodedPacket packet) throws IOException {
        switch (packet.type()) {
            case SC -> station(station.wrap(packet.bytes(), packet.start()));
            case DS -> streams(streams.wrap(packet.bytes(), packet.start()));
            case AD -> auxiliary(auxiliary.wrap(packet.bytes(), packet.start()));
            case CD -> calibration(calibration.wrap(packet.bytes(), packet.start()));
            case OM -> operatingMode(mode.wrap(packet.bytes(), packet.start()));
            case FD -> filters(packet.filters());
            default -> throw new IllegalStateException(packet.type() + " has no parameters");
        }
    }

    private <C extends TextColumn> void columns(C[] columns, Function<C, String> text)
            throws IOException {
        for (C column : columns) {
            json.text(column.label(), text.apply(column));
        }
    }

    private <C extends TextColumn> void object(C[] columns, Function<C, String> text)
            throws IOException {
        json.values().writeStartObject();
        columns(columns, text);
        json.values().writeEndObject();
    }

    private void station(StationParameters packet) throws IOException {
        columns(StationColumn.values(), packet::text);
        json.values().writeArrayFieldStart("channels");
        for (int i = 0; i < StationParameters.CHANNEL_BLOCKS; i++) {
            int block = i;
            if (packet.hasChannel(block)) {
                object(StationChannelColumn.values(), column -> packet.text(block, column));
            }
        }
        json.values().writeEndArray();
        json.time("implement_time", packet.implementNanos());
    }

    private void streams(StreamParameters packet) throws IOException {
        json.values().writeArrayFieldStart("streams");
        for (int block = 0; block < StreamParameters.STREAM_BLOCKS; block++) {
            if (packet.hasStream(block)) {
                stream(packet, block);
            }
        }
        json.values().writeEndArray();
        json.time("implement_time", packet.implementNanos());
    }

    private void stream(StreamParameters packet, int block) throws IOException {
        json.values().writeStartObject();
        json.text("stream", packet.text(block, StreamColumn.STREAM))
                .text("name", packet.text(block, StreamColumn.NAME))
                .text("destination", packet.destinations(block))
                .numbers("channels", packet.channels(block))
                .text("rate", packet.text(block, StreamColumn.RATE))
                .text("format", packet.text(block, StreamColumn.FORMAT));
        json.values().writeObjectFieldStart("trigger");
        json.text("type", packet.text(block, StreamColumn.TRIGGER_TYPE));
        trigger(packet.trigger(block));
        json.values().writeEndObject();
        json.values().writeEndObject();
    }

    private void trigger(TriggerDescription trigger) throws IOException {
        for (TriggerColumn column : trigger.type().columns()) {
            TriggerField field = column.field();
            if (field == TriggerField.TRIGGER_CHANNELS) {
                json.text(field.label(), withoutSpaceBehind(trigger.triggerChannels()));
            } else if (!column.isList()) {
                json.text(field.label(), trigger.text(field));
            } else {
                List<String> values = trigger.list(field);
                boolean places = trigger.type() == TriggerType.VOT;
                json.texts(field.label(), places ? values
                        : values.stream().filter(value -> !value.isEmpty()).toList());
            }
        }
    }

    private static String withoutSpaceBehind(String text) {
        int end = text.length();
        while (end > 0 && TextField.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private void auxiliary(AuxiliaryParameters packet) throws IOException {
        json.text("marker", packet.text(AuxiliaryColumn.MARKER))
                .numbers("channels", packet.channels())
                .text("sample_period_s", packet.text(AuxiliaryColumn.SAMPLE_PERIOD_S))
                .text("data_format", packet.text(AuxiliaryColumn.DATA_FORMAT))
                .text("record_length_s", packet.text(AuxiliaryColumn.RECORD_LENGTH_S))
                .text("destination", packet.destinations())
                .time("implement_time", packet.implementNanos());
    }

    private void calibration(CalibrationParameters packet) throws IOException {
        JsonGenerator values = json.values();
        values.writeFieldName("cal_72a");
        object(OldCalibrationColumn.values(), packet::text);
        blocks("auto_center", AutoCenterColumn.values(),
                block -> column -> packet.text(block, column));
        blocks("cal_signal", CalibrationSignalColumn.values(),
                block -> column -> packet.text(block, column));
        blocks("cal_sequence", CalibrationSequenceColumn.values(),
                block -> column -> packet.text(block, column));
        json.time("implement_time", packet.implementNanos());
    }

    private <C extends TextColumn> void blocks(
            String name, C[] columns, Function<Integer, Function<C, String>> texts)
            throws IOException {
        json.values().writeArrayFieldStart(name);
        for (int block = 0; block < CalibrationParameters.BLOCKS; block++) {
            object(columns, texts.apply(block));
        }
        json.values().writeEndArray();
    }

    private void operatingMode(OperatingMode packet) throws IOException {
        columns(OperatingModeColumn.values(), packet::text);
        json.time("implement_time", packet.implementNanos());
    }

    private void filters(FilterParameters packet) throws IOException {
        json.values().writeArrayFieldStart("filters");
        for (packet.first(); packet.end() == FilterEnd.NONE; packet.next()) {
            json.values().writeStartObject();
            json.number("more", packet.blocksBehind())
                    .text("id", String.valueOf(packet.code()))
                    .number("decimation", packet.decimation())
                    .number("scalar_log2", packet.scalarLog2())
                    .number("coefficients", packet.filterLength())
                    .number("here", packet.hereCount())
                    .number("more_packets", packet.morePackets())
                    .number("bits", packet.coefficientBytes() * Byte.SIZE);
            json.values().writeArrayFieldStart("values");
            for (int i = 0; i < packet.hereCount(); i++) {
                json.values().writeNumber(packet.coefficient(i));
            }
            json.values().writeEndArray();
            json.values().writeEndObject();
        }
        json.values().writeEndArray();
        json.time("implement_time", packet.implementNanos());
    }
}
