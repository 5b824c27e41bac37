package org.openrtpd.app.gaps;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.openrtpd.app.terminal.IsoTime;
import org.openrtpd.protocol.data.SampleEncoder;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

/** Packets of unit 9E16, stream 1, made field by field; 100 samples a second. */
final class MadePackets {

    static final int UNIT_9E16 = 0x9E16;
    static final String TEN = "2026-03-01T10:00:00Z";
    static final int RATE = 100;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final SampleEncoder STEIM = new SampleEncoder(DataFormat.STEIM1);
    private static final SampleEncoder PLAIN = new SampleEncoder(DataFormat.INT32);

    private MadePackets() {}

    /** Nanoseconds of a time, some milliseconds later. */
    static long at(String time, long laterMillis) {
        return IsoTime.parse(time) + laterMillis * 1_000_000;
    }

    private static ByteBuf packet(PacketType type, int event, int sequence, long nanos) {
        ByteBuf packet = Unpooled.buffer(PacketHeader.PACKET_LENGTH)
                .writeZero(PacketHeader.PACKET_LENGTH);
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                nanos / NANOS_PER_SECOND, (int) (nanos % NANOS_PER_SECOND), ZoneOffset.UTC);
        packet.setShort(0, type.letters()).setShort(4, UNIT_9E16);
        Bcd.put(packet, 3, 0, 2, time.getYear() % 100);
        Bcd.put(packet, 6, 0, 3, time.getDayOfYear());
        Bcd.put(packet, 6, 3, 2, time.getHour());
        Bcd.put(packet, 6, 5, 2, time.getMinute());
        Bcd.put(packet, 6, 7, 2, time.getSecond());
        Bcd.put(packet, 6, 9, 3, time.getNano() / 1_000_000);
        Bcd.put(packet, 12, 0, 4, 1024);
        Bcd.put(packet, 14, 0, 4, sequence);
        Bcd.put(packet, 16, 0, 4, event);
        packet.setByte(23, DataFormat.INT32.code());
        return packet;
    }

    static ByteBuf header(int event, long nanos) {
        return event(PacketType.EH, event, 0, nanos);
    }

    static ByteBuf trailer(int event, int sequence, long nanos) {
        return event(PacketType.ET, event, sequence, nanos);
    }

    private static ByteBuf event(PacketType type, int event, int sequence, long nanos) {
        ByteBuf packet = packet(type, event, sequence, nanos);
        packet.setBytes(88, Integer.toString(RATE).getBytes(StandardCharsets.US_ASCII));
        return packet;
    }

    /** Plain samples, which do not say what stood before them. */
    static ByteBuf data(int event, int sequence, int channelIndex, long nanos, int count) {
        ByteBuf packet = packet(PacketType.DT, event, sequence, nanos);
        Bcd.put(packet, 19, 0, 2, channelIndex);
        int[] samples = new int[count];
        for (int i = 0; i < count; i++) {
            samples[i] = sequence * 1000 + i;
        }
        PLAIN.encode(packet, 0, samples, 0, count, 0);
        return packet;
    }

    /** A ramp that begins behind a sample, so that its first step tells which one that was. */
    static ByteBuf ramp(int event, int sequence, long nanos, int count, int previous) {
        ByteBuf packet = packet(PacketType.DT, event, sequence, nanos);
        int[] samples = new int[count];
        for (int i = 0; i < count; i++) {
            samples[i] = previous + i + 1;
        }
        if (STEIM.encode(packet, 0, samples, 0, count, previous) != count) {
            throw new IllegalArgumentException(count + " samples do not fit");
        }
        return packet;
    }
}
