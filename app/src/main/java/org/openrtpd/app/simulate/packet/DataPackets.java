package org.openrtpd.app.simulate.packet;

import io.netty.buffer.ByteBuf;
import org.openrtpd.app.simulate.plan.StreamPlan;
import org.openrtpd.protocol.data.SampleEncoder;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

/** Writes the DT packets of one stream (record format, section 4). */
public final class DataPackets {

    private static final int NUMBER_OFFSET = 14;
    private static final int NUMBERS = 10_000;

    private final PacketWriter writer;
    private final StreamPlan stream;
    private final SampleEncoder encoder;

    public DataPackets(PacketWriter writer, StreamPlan stream) {
        this.writer = writer;
        this.stream = stream;
        this.encoder = new SampleEncoder(stream.format());
    }

    /**
     * A packet with as many samples as it takes; its place in the event comes with {@link #place}.
     *
     * @param channel zero-based
     * @param clockMillis time of the first sample
     * @param from index of the first sample
     * @param count samples that are there
     * @param previous sample of the channel before that, 0 at the start of acquisition
     */
    public ByteBuf packet(int channel, long clockMillis, int[] samples, int from, int count,
            int previous) {
        ByteBuf packet = writer.begin(PacketType.DT, clockMillis, PacketWriter.WHOLE, 0);
        ExtendedFields.write(packet, stream, 0);
        Bcd.put(packet, 19, 0, 2, channel);
        encoder.encode(packet, 0, samples, from, count, previous);
        return packet;
    }

    /** How many samples a packet took. */
    public static int samples(ByteBuf packet) {
        return Bcd.fourDigits(packet, 20);
    }

    /** Gives a packet its place: the number of its event, and its own in it. */
    public static ByteBuf place(ByteBuf packet, int event, int sequence) {
        Bcd.put(packet, NUMBER_OFFSET, 0, 4, sequence % NUMBERS);
        Bcd.put(packet, PacketHeader.LENGTH, 0, 4, event);
        return packet;
    }
}
