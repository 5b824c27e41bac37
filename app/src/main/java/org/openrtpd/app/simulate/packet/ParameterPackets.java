package org.openrtpd.app.simulate.packet;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.openrtpd.app.simulate.plan.Site;
import org.openrtpd.app.simulate.plan.StreamPlan;
import org.openrtpd.protocol.record.PacketType;

/**
 * Writes the set of parameter packets that a recorder sends when acquisition starts: SC, OM, DS, AD
 * and CD (record format, section 8). Streams and channels are one-based in them. Offsets stand here
 * as in the tables of that section.
 */
public final class ParameterPackets {

    private static final int IMPLEMENT_TIME = 1008;
    private static final int CHANNELS_PER_SC = 5;
    private static final int CHANNEL_BLOCK = 146;
    private static final int STREAMS_PER_DS = 4;
    private static final int STREAM_BLOCK = 230;
    private static final int SENSOR_BLOCK = 16;
    private static final int MOST_SENSORS = 4;

    private final PacketWriter writer;
    private final Site site;
    private final List<StreamPlan> streams;
    private final List<ByteBuf> packets = new ArrayList<>();
    private long clockMillis;
    private int firstSequence;

    public ParameterPackets(PacketWriter writer, Site site, List<StreamPlan> streams) {
        this.writer = writer;
        this.site = site;
        this.streams = streams;
    }

    /**
     * The whole set, in the order in which it is sent.
     *
     * @param clock when the parameters are implemented, ms by the recorder's clock
     * @param sequence of the first packet; the state-of-health log counts in the same row
     */
    public List<ByteBuf> all(long clock, int sequence) {
        packets.clear();
        clockMillis = clock;
        firstSequence = sequence;
        List<StreamPlan> users = streams.stream().filter(stream -> !stream.isAuxiliary()).toList();
        int channels = users.stream().mapToInt(StreamPlan::channels).max().orElse(0);
        for (int first = 0; first < channels; first += CHANNELS_PER_SC) {
            channels(first, Math.min(channels, first + CHANNELS_PER_SC));
        }
        operatingMode();
        for (int first = 0; first < users.size(); first += STREAMS_PER_DS) {
            dataStreams(users.subList(first, Math.min(users.size(), first + STREAMS_PER_DS)));
        }
        streams.stream().filter(StreamPlan::isAuxiliary).forEach(this::auxiliary);
        calibration(channels);
        return List.copyOf(packets);
    }

    private ByteBuf begin(PacketType type) {
        ByteBuf packet = writer.begin(
                type, clockMillis, PacketWriter.WHOLE, firstSequence + packets.size());
        text(packet, IMPLEMENT_TIME, 16, ClockText.digits(clockMillis));
        packets.add(packet);
        return packet;
    }

    private void channels(int first, int end) {
        ByteBuf packet = begin(PacketType.SC);
        text(packet, 16, 2, "00");
        text(packet, 18, 24, "SIMULATED NETWORK");
        text(packet, 42, 40, "made by a program, no ground moved");
        text(packet, 82, 4, site.station().substring(1));
        text(packet, 86, 24, site.station());
        text(packet, 150, 12, "130-01");
        text(packet, 162, 12, String.format("%04X", writer.unit()));
        text(packet, 174, 14, ClockText.digits(clockMillis).substring(0, 13));
        text(packet, 188, 4, "GPS");
        text(packet, 192, 10, String.format("G%04X", writer.unit()));
        for (int channel = first; channel < end; channel++) {
            int block = 202 + (channel - first) * CHANNEL_BLOCK;
            text(packet, block, 2, String.valueOf(channel + 1));
            text(packet, block + 2, 10, ChannelNames.component(channel));
            text(packet, block + 12, 10, ChannelNames.azimuth(channel));
            text(packet, block + 22, 10, ChannelNames.inclination(channel));
            Digitizer digitizer = Digitizer.of(streams.get(0));
            text(packet, block + 70, 4, digitizer.gain());
            text(packet, block + 74, 12, "BROADBAND");
            text(packet, block + 86, 12, String.format("%04X-%d", writer.unit(),
                    ChannelNames.sensor(channel)));
            text(packet, block + 138, 8, digitizer.nominalBitWeight());
        }
    }

    private void operatingMode() {
        ByteBuf packet = begin(PacketType.OM);
        text(packet, 18, 2, "SC");
        text(packet, 24, 1, "Y");
        text(packet, 26, 2, "66");
        text(packet, 32, 1, "Y");
        text(packet, 36, 1, "1");
    }

    private void dataStreams(List<StreamPlan> some) {
        ByteBuf packet = begin(PacketType.DS);
        for (int i = 0; i < some.size(); i++) {
            StreamPlan stream = some.get(i);
            int block = 16 + i * STREAM_BLOCK;
            text(packet, block, 2, String.valueOf(stream.streamIndex() + 1));
            text(packet, block + 2, 16, stream.name());
            text(packet, block + 18, 4, "YYY ");
            text(packet, block + 26, 16, "Y".repeat(stream.channels()));
            text(packet, block + 42, 4, stream.rate().label());
            text(packet, block + 46, 2, stream.format().label());
            text(packet, block + 64, 4, "CON");
            text(packet, block + 68, 8, seconds(stream));
        }
    }

    private void auxiliary(StreamPlan stream) {
        ByteBuf packet = begin(PacketType.AD);
        text(packet, 16, 2, "99");
        text(packet, 18, 16, "Y".repeat(stream.channels()));
        text(packet, 34, 8, String.valueOf(stream.rate().intervalMillis() / 1000));
        text(packet, 42, 2, stream.format().label());
        text(packet, 44, 8, seconds(stream));
        text(packet, 52, 4, "YYY ");
    }

    /** Auto-centring of each sensor, switched off; no calibration is planned. */
    private void calibration(int channels) {
        ByteBuf packet = begin(PacketType.CD);
        int sensors = channels == 0 ? 0 : ChannelNames.sensor(channels - 1);
        for (int sensor = 0; sensor < Math.min(sensors, MOST_SENSORS); sensor++) {
            int block = 130 + sensor * SENSOR_BLOCK;
            text(packet, block, 1, String.valueOf(sensor + 1));
            text(packet, block + 1, 1, "N");
            text(packet, block + 2, 4, "10");
            text(packet, block + 8, 4, "1.5");
        }
    }

    private static String seconds(StreamPlan stream) {
        return String.valueOf(stream.recordLength().toSeconds());
    }

    private static void text(ByteBuf packet, int offset, int width, String text) {
        PacketWriter.text(packet, offset, width, text);
    }
}
