package org.openrtpd.storage.archive;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * Makes packets of one unit as a recorder does (record format, encoder checklist of section 15).
 */
public final class TestRecorder {

    public static final int PACKET = PacketHeader.PACKET_LENGTH;
    private static final int EVENT_BYTE_COUNT = 416;

    private final int unit;
    private String rate = "100";

    public TestRecorder(int unit) {
        this.unit = unit;
    }

    /** What EH and ET say from now on. */
    public TestRecorder rate(String text) {
        rate = text;
        return this;
    }

    /** Milliseconds since 1970 of "2026-03-01T10:00:00.000". */
    public static long millis(String time) {
        return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    public byte[] header(int stream, int event, int sequence, long millis, long firstSample) {
        return event('H', stream, event, sequence, millis, firstSample, -1);
    }

    public byte[] trailer(int stream, int event, int sequence, long millis, long lastSample) {
        return event('T', stream, event, sequence, millis, millis, lastSample);
    }

    private byte[] event(char letter, int stream, int event, int sequence, long millis,
            long firstSample, long lastSample) {
        ByteBuf packet = common("E" + letter, millis, EVENT_BYTE_COUNT, sequence);
        extended(packet, event, stream, 0, 0, 0xC0);
        Arrays.fill(packet.array(), 24, PACKET, (byte) ' ');
        text(packet, 24, "Trigger Time = " + digits(millis) + "\r\n");
        text(packet, 57, "20");
        text(packet, 60, "STAT");
        text(packet, 64, "BB");
        text(packet, 88, rate);
        text(packet, 92, "CON");
        text(packet, 96, digits(millis));
        text(packet, 112, digits(firstSample));
        if (lastSample >= 0) {
            text(packet, 128, digits(lastSample));
            text(packet, 144, digits(lastSample));
        }
        text(packet, 860, "3 ");
        return packet.array();
    }

    /** A data packet of uncompressed 32-bit samples, at most 250. */
    public byte[] data(int stream, int channel, int event, int sequence, long millis,
            int... samples) {
        ByteBuf packet = common("DT", millis, 24 + 4 * samples.length, sequence);
        extended(packet, event, stream, channel, samples.length, 0x32);
        for (int i = 0; i < samples.length; i++) {
            packet.setInt(24 + 4 * i, samples[i]);
        }
        return packet.array();
    }

    /** A log packet. */
    public byte[] log(int sequence, long millis, String text) {
        ByteBuf packet = common("SH", millis, 24 + text.length(), sequence);
        Arrays.fill(packet.array(), 16, PACKET, (byte) ' ');
        text(packet, 24, text);
        return packet.array();
    }

    /** A packet of any two letters, with a sound header and a body of one byte, again and again. */
    public byte[] any(String letters, int sequence, long millis, int fill) {
        ByteBuf packet = common(letters, millis, PACKET, sequence);
        Arrays.fill(packet.array(), 24, PACKET, (byte) fill);
        return packet.array();
    }

    private ByteBuf common(String letters, long millis, int byteCount, int sequence) {
        ByteBuf packet = Unpooled.wrappedBuffer(new byte[PACKET]);
        LocalDateTime time = time(millis);
        text(packet, 0, letters);
        Bcd.put(packet, 3, 0, 2, time.getYear() % 100);
        packet.setShort(4, unit);
        Bcd.put(packet, 6, 0, 3, time.getDayOfYear());
        Bcd.put(packet, 6, 3, 2, time.getHour());
        Bcd.put(packet, 6, 5, 2, time.getMinute());
        Bcd.put(packet, 6, 7, 2, time.getSecond());
        Bcd.put(packet, 6, 9, 3, (int) Math.floorMod(millis, 1000L));
        Bcd.put(packet, 12, 0, 4, byteCount);
        Bcd.put(packet, 14, 0, 4, sequence);
        return packet;
    }

    private static void extended(
            ByteBuf packet, int event, int stream, int channel, int samples, int format) {
        Bcd.put(packet, 16, 0, 4, event);
        Bcd.put(packet, 18, 0, 2, stream);
        Bcd.put(packet, 19, 0, 2, channel);
        Bcd.put(packet, 20, 0, 4, samples);
        packet.setByte(23, format);
    }

    private static LocalDateTime time(long millis) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, ZoneOffset.UTC);
    }

    private static String digits(long millis) {
        LocalDateTime time = time(millis);
        return String.format("%04d%03d%02d%02d%02d%03d", time.getYear(), time.getDayOfYear(),
                time.getHour(), time.getMinute(), time.getSecond(), Math.floorMod(millis, 1000L));
    }

    private static void text(ByteBuf packet, int offset, String text) {
        packet.setBytes(offset, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The same packet with one byte changed. */
    public static byte[] with(byte[] packet, int offset, int value) {
        byte[] changed = packet.clone();
        changed[offset] = (byte) value;
        return changed;
    }

    /** Some samples that tell a packet from all others. */
    public static int[] samples(int count, int seed) {
        int[] samples = new int[count];
        for (int i = 0; i < count; i++) {
            samples[i] = seed * 7 + i * 3 % 41;
        }
        return samples;
    }

    static ByteBuffer key(byte[] packet) {
        return ByteBuffer.wrap(packet);
    }
}
