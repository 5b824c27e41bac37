package org.openrtpd.app.tail;

import java.util.List;
import java.util.stream.Collectors;
import org.openrtpd.app.decode.DecodedPacket;
import org.openrtpd.protocol.parameters.AuxiliaryColumn;
import org.openrtpd.protocol.parameters.AuxiliaryParameters;
import org.openrtpd.protocol.parameters.CalibrationParameters;
import org.openrtpd.protocol.parameters.CalibrationSequenceColumn;
import org.openrtpd.protocol.parameters.FilterEnd;
import org.openrtpd.protocol.parameters.FilterParameters;
import org.openrtpd.protocol.parameters.OperatingMode;
import org.openrtpd.protocol.parameters.OperatingModeColumn;
import org.openrtpd.protocol.parameters.StationColumn;
import org.openrtpd.protocol.parameters.StationParameters;
import org.openrtpd.protocol.parameters.StreamColumn;
import org.openrtpd.protocol.parameters.StreamParameters;

/** What parameter packets set, in a line: the fields that tell one setting from another. */
final class ParameterText {

    private final StationParameters station = new StationParameters();
    private final StreamParameters streams = new StreamParameters();
    private final AuxiliaryParameters auxiliary = new AuxiliaryParameters();
    private final CalibrationParameters calibration = new CalibrationParameters();
    private final OperatingMode mode = new OperatingMode();

    /** Adds a parameter packet; nothing to packets of another type. */
    void append(StringBuilder line, DecodedPacket packet) {
        switch (packet.type()) {
            case SC -> station(line, station.wrap(packet.bytes(), packet.start()));
            case DS -> streams(line, streams.wrap(packet.bytes(), packet.start()));
            case AD -> auxiliary(line, auxiliary.wrap(packet.bytes(), packet.start()));
            case CD -> calibration(line, calibration.wrap(packet.bytes(), packet.start()));
            case OM -> mode(line, mode.wrap(packet.bytes(), packet.start()));
            case FD -> filters(line, packet.filters());
            default -> { }
        }
    }

    private static void station(StringBuilder line, StationParameters packet) {
        DecodedText.word(line, "experiment", packet.text(StationColumn.EXPERIMENT_NAME));
        DecodedText.word(line, "station", packet.text(StationColumn.STATION_NUMBER));
        DecodedText.word(line, "station-name", packet.text(StationColumn.STATION_NAME));
        DecodedText.word(line, "model", packet.text(StationColumn.DAS_MODEL));
        DecodedText.word(line, "serial", packet.text(StationColumn.DAS_SERIAL));
        int channels = 0;
        for (int block = 0; block < StationParameters.CHANNEL_BLOCKS; block++) {
            channels += packet.hasChannel(block) ? 1 : 0;
        }
        line.append(" channels=").append(channels);
    }

    private static void streams(StringBuilder line, StreamParameters packet) {
        for (int block = 0; block < StreamParameters.STREAM_BLOCKS; block++) {
            if (packet.hasStream(block)) {
                String text = packet.text(block, StreamColumn.RATE) + "sps "
                        + packet.text(block, StreamColumn.FORMAT) + ' '
                        + packet.text(block, StreamColumn.TRIGGER_TYPE) + " channels "
                        + numbers(packet.channels(block));
                DecodedText.word(line, "stream"
                        + Printable.of(packet.text(block, StreamColumn.STREAM)), text);
            }
        }
    }

    private static void auxiliary(StringBuilder line, AuxiliaryParameters packet) {
        DecodedText.word(line, "channels", numbers(packet.channels()));
        DecodedText.word(line, "period-s", packet.text(AuxiliaryColumn.SAMPLE_PERIOD_S));
        DecodedText.word(line, "data-format", packet.text(AuxiliaryColumn.DATA_FORMAT));
        DecodedText.word(line, "length-s", packet.text(AuxiliaryColumn.RECORD_LENGTH_S));
    }

    private static void calibration(StringBuilder line, CalibrationParameters packet) {
        for (int block = 0; block < CalibrationParameters.BLOCKS; block++) {
            if (!packet.text(block, CalibrationSequenceColumn.SEQUENCE).isEmpty()) {
                DecodedText.word(line, "sequence"
                        + Printable.of(packet.text(block, CalibrationSequenceColumn.SEQUENCE)),
                        "enabled " + packet.text(block, CalibrationSequenceColumn.ENABLE)
                                + " start " + packet.text(block, CalibrationSequenceColumn.START));
            }
        }
    }

    private static void mode(StringBuilder line, OperatingMode packet) {
        DecodedText.word(line, "power", packet.text(OperatingModeColumn.POWER_STATE));
        DecodedText.word(line, "mode", packet.text(OperatingModeColumn.RECORDING_MODE));
        DecodedText.word(line, "dump-on-et", packet.text(OperatingModeColumn.AUTO_DUMP_ON_ET));
        DecodedText.word(line, "dump-at", packet.text(OperatingModeColumn.AUTO_DUMP_THRESHOLD));
        DecodedText.word(line, "disk-wrap", packet.text(OperatingModeColumn.DISK_WRAP));
    }

    private static void filters(StringBuilder line, FilterParameters packet) {
        StringBuilder codes = new StringBuilder();
        for (packet.first(); packet.end() == FilterEnd.NONE; packet.next()) {
            codes.append(codes.length() == 0 ? "" : ",").append(packet.code());
        }
        DecodedText.word(line, "filters", codes.toString());
    }

    private static String numbers(List<Integer> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
