package org.openrtpd.app.decode;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openrtpd.protocol.record.ChannelColumn;
import org.openrtpd.protocol.record.CodeRow;
import org.openrtpd.protocol.record.EventCodes;
import org.openrtpd.protocol.record.EventColumn;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.record.Position;
import org.openrtpd.protocol.trace.SampleRate;

/** The fields of an EH or ET behind its extended header. */
final class EventFields {

    /** A centimetre on the ground. */
    private static final int DEGREE_DIGITS = 7;

    private final JsonFields json;

    EventFields(JsonFields json) {
        this.json = json;
    }

    void write(EventHeader event) throws IOException {
        json.number("channel_base", event.firstChannelNumber())
                .text("trigger_message", event.triggerMessage())
                .text("time_source", String.valueOf(event.timeSource()))
                .text("time_quality", String.valueOf(event.timeQuality()))
                .text("station", event.station())
                .text("stream_name", event.streamName());
        rate(event.sampleRate());
        json.text("trigger_type", event.triggerType())
                .time("trigger_time", event.triggerNanos())
                .time("first_sample_time", event.firstSampleNanos())
                .time("detrigger_time", event.detriggerNanos())
                .time("last_sample_time", event.lastSampleNanos());
        channels("nominal_bit_weights", ChannelColumn.NOMINAL_BIT_WEIGHT, event);
        channels("true_bit_weights", ChannelColumn.TRUE_BIT_WEIGHT, event);
        json.texts("gains", gains(event.codes(CodeRow.GAINS)))
                .text("ad_resolution", event.codes(CodeRow.RESOLUTIONS))
                .text("fsa", event.codes(CodeRow.FULL_SCALES));
        channels("channel_codes", ChannelColumn.CHANNEL_CODE, event);
        json.text("sensor_fsa", event.codes(CodeRow.SENSOR_FULL_SCALES));
        channels("sensor_vpu", ChannelColumn.SENSOR_VOLTS_PER_UNIT, event);
        json.text("sensor_units", event.codes(CodeRow.SENSOR_UNITS));
        channels("station_channel_numbers", ChannelColumn.STATION_CHANNEL_NUMBER, event);
        json.text("total_channels", event.text(EventColumn.TOTAL_CHANNELS))
                .text("station_comment", event.text(EventColumn.STATION_COMMENT))
                .text("filters", event.codes(CodeRow.FILTERS));
        position(event);
    }

    private void rate(String text) throws IOException {
        Optional<SampleRate> rate = SampleRate.parse(text);
        if (rate.isPresent()) {
            json.number("rate", rate.get().hertz());
        } else {
            json.nothing("rate");
        }
    }

    /** The fields up to the last one that is set; null where one is not. */
    private void channels(String name, ChannelColumn column, EventHeader event) throws IOException {
        List<String> values = new ArrayList<>();
        int used = 0;
        for (int slot = 0; slot < EventHeader.CHANNELS; slot++) {
            String value = event.text(column, slot);
            values.add(value.isEmpty() ? null : value);
            used = value.isEmpty() ? used : slot + 1;
        }
        json.texts(name, values.subList(0, used));
    }

    private static List<String> gains(String codes) {
        List<String> gains = new ArrayList<>();
        for (char code : codes.toCharArray()) {
            String gain = EventCodes.gain(code);
            gains.add(gain.isEmpty() ? null : gain);
        }
        return gains;
    }

    private void position(EventHeader event) throws IOException {
        Position position = event.position();
        if (position.equals(Position.NONE)) {
            json.nothing("position");
            return;
        }
        json.values().writeObjectFieldStart("position");
        if (position.isKnown()) {
            json.number("lat", rounded(position.latitude()))
                    .number("lon", rounded(position.longitude()))
                    .number("alt_m", position.altitudeMetres());
        } else {
            json.text("raw", event.positionText());
        }
        json.values().writeEndObject();
    }

    private static double rounded(double degrees) {
        return new BigDecimal(degrees)
                .setScale(DEGREE_DIGITS, RoundingMode.HALF_EVEN).doubleValue();
    }
}
