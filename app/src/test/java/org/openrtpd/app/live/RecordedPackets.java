package org.openrtpd.app.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.openrtpd.protocol.data.SampleEncoder;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

/** Packets made field by field: stream 1, 100 samples a second, 200 plain samples each. */
public final class RecordedPackets {

    public static final int UNIT_9E16 = 0x9E16;
    public static final int RATE = 100;
    public static final int SAMPLES = 200;

    /** 2026-03-01T10:00:00Z. */
    public static final long TEN = 1_772_359_200_000_000_000L;
    public static final long SECOND = 1_000_000_000L;

    private static final SampleEncoder PLAIN = new SampleEncoder(DataFormat.INT32);
    private static final int TRIGGER_TYPE_OFFSET = 92;
    private static final int TRIGGER_TIME_OFFSET = 96;
    private static final int RATE_OFFSET = 88;

    private RecordedPackets() {}

    private static ByteBuf packet(PacketType type, int unit, int event, int sequence, long nanos) {
        ByteBuf packet = Unpooled.buffer(PacketHeader.PACKET_LENGTH)
                .writeZero(PacketHeader.PACKET_LENGTH);
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                nanos / SECOND, (int) (nanos % SECOND), ZoneOffset.UTC);
        packet.setShort(0, type.letters()).setShort(4, unit);
        Bcd.put(packet, 3, 0, 2, time.getYear() % 100);
        Bcd.put(packet, 6, 0, 3, time.getDayOfYear());
        Bcd.put(packet, 6, 3, 2, time.getHour());
        Bcd.put(packet, 6, 5, 2, time.getMinute());
        Bcd.put(packet, 6, 7, 2, time.getSecond());
        Bcd.put(packet, 6, 9, 3, time.getNano() / 1_000_000);
        Bcd.put(packet, 12, 0, 4, PacketHeader.PACKET_LENGTH);
        Bcd.put(packet, 14, 0, 4, sequence);
        return packet;
    }

    /** An EH of the first event, with a trigger as CON or EVT. */
    public static ByteBuf header(int unit, long nanos, String trigger) {
        ByteBuf packet = packet(PacketType.EH, unit, 1, 0, nanos);
        Bcd.put(packet, 16, 0, 4, 1);
        packet.setByte(23, DataFormat.INT32.code());
        text(packet, RATE_OFFSET, Integer.toString(RATE));
        text(packet, TRIGGER_TYPE_OFFSET, trigger);
        LocalDateTime time = LocalDateTime.ofEpochSecond(nanos / SECOND, 0, ZoneOffset.UTC);
        text(packet, TRIGGER_TIME_OFFSET, String.format("%04d%03d%02d%02d%02d000", time.getYear(),
                time.getDayOfYear(), time.getHour(), time.getMinute(), time.getSecond()));
        return packet;
    }

    private static void text(ByteBuf packet, int offset, String text) {
        packet.setBytes(offset, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The samples of the packet with that number: a ramp, of both signs. */
    public static int[] samples(int sequence) {
        int[] samples = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = (sequence % 2 == 0 ? 1 : -1) * (sequence * 1000 + i);
        }
        return samples;
    }

    /** A DT of the first event: two seconds of the first channel. */
    public static ByteBuf data(int unit, int sequence, long nanos) {
        return data(unit, 0, sequence, nanos);
    }

    /** Likewise of any channel. */
    public static ByteBuf data(int unit, int channelIndex, int sequence, long nanos) {
        ByteBuf packet = packet(PacketType.DT, unit, 1, sequence, nanos);
        Bcd.put(packet, 16, 0, 4, 1);
        Bcd.put(packet, 19, 0, 2, channelIndex);
        PLAIN.encode(packet, 0, samples(sequence), 0, SAMPLES, 0);
        return packet;
    }

    /** A log packet. */
    public static ByteBuf log(int unit, int sequence, long nanos, String text) {
        ByteBuf packet = packet(PacketType.SH, unit, 0, sequence, nanos);
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        packet.setBytes(24, bytes);
        Bcd.put(packet, 12, 0, 4, 24 + bytes.length);
        return packet;
    }
}
