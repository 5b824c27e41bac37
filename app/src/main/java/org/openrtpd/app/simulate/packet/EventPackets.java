package org.openrtpd.app.simulate.packet;

import io.netty.buffer.ByteBuf;
import org.openrtpd.app.simulate.plan.Site;
import org.openrtpd.app.simulate.plan.StreamPlan;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketType;

/**
 * Writes the EH and ET of one stream. The offsets stand here as in the tables of the record format,
 * section 6; the decoders have theirs, so that each proves the other.
 */
public final class EventPackets {

    /** Byte count that recorders give, although text follows (section 2.5). */
    private static final int BYTE_COUNT = 416;

    private final PacketWriter writer;
    private final Site site;
    private final StreamPlan stream;

    public EventPackets(PacketWriter writer, Site site, StreamPlan stream) {
        this.writer = writer;
        this.site = site;
        this.stream = stream;
    }

    /** An event header, number 0 of its event. */
    public ByteBuf header(int event, long triggerMillis, ClockState clock) {
        return event(PacketType.EH, event, 0, triggerMillis, clock);
    }

    /**
     * An event trailer, which repeats the header.
     *
     * @param lastSampleMillis time of the last sample, which for a continuous stream is also that
     *     of the detrigger
     */
    public ByteBuf trailer(int event, int sequence, long triggerMillis, long lastSampleMillis,
            ClockState clock) {
        ByteBuf packet = event(PacketType.ET, event, sequence, triggerMillis, clock);
        text(packet, 128, 16, ClockText.digits(lastSampleMillis));
        text(packet, 144, 16, ClockText.digits(lastSampleMillis));
        return packet;
    }

    private ByteBuf event(
            PacketType type, int event, int sequence, long triggerMillis, ClockState clock) {
        ByteBuf packet = writer.begin(type, triggerMillis, BYTE_COUNT, sequence);
        ExtendedFields.write(packet, stream, event);
        String station = site.station();
        String trigger = ClockText.digits(triggerMillis);
        text(packet, 24, 33, "Trigger Time = " + trigger + "\r\n");
        text(packet, 57, 2, clock.letters());
        text(packet, 59, 1, station.length() > 4 ? station.substring(4) : "");
        text(packet, 60, 4, station.substring(0, Math.min(4, station.length())));
        text(packet, 64, 16, stream.name());
        text(packet, 88, 4, stream.rate().label());
        text(packet, 92, 4, "CON");
        text(packet, 96, 16, trigger);
        text(packet, 112, 16, trigger);
        for (int channel = 0; channel < stream.channels(); channel++) {
            channel(packet, channel);
        }
        text(packet, 860, 2, String.valueOf(stream.channels()));
        text(packet, 862, 40, "simulated");
        if (clock == ClockState.LOCKED) {
            text(packet, 918, 26, site.eventPosition());
        }
        return packet;
    }

    private void channel(ByteBuf packet, int channel) {
        Digitizer digitizer = Digitizer.of(stream);
        text(packet, 160 + 8 * channel, 8, digitizer.nominalBitWeight());
        text(packet, 288 + 8 * channel, 8, digitizer.trueBitWeight());
        text(packet, 416 + channel, 1, digitizer.gainCode());
        text(packet, 432 + channel, 1, stream.format() == DataFormat.INT16 ? "2" : "3");
        text(packet, 448 + channel, 1, "4");
        text(packet, 464 + 4 * channel, 4, ChannelNames.seed(stream, channel));
        text(packet, 528 + channel, 1, "4");
        text(packet, 544 + 6 * channel, 6, digitizer.sensorVoltsPerUnit());
        text(packet, 640 + channel, 1, stream.isAuxiliary() ? "P" : "V");
        text(packet, 656 + 3 * channel, 3, String.valueOf(channel + 1));
    }

    private static void text(ByteBuf packet, int offset, int width, String text) {
        PacketWriter.text(packet, offset, width, text);
    }
}
