package org.openrtpd.app.it;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.openrtpd.protocol.record.Bcd;

/** A recording of events with three channels, 100 samples a second, as a file of packets. */
final class EventRecording {

    static final int RATE = 100;
    private static final int SAMPLES = 250;
    private static final int CHANNELS = 3;
    private static final int ROUNDS = 8;

    private final int unit;
    private final ByteArrayOutputStream packets = new ByteArrayOutputStream();
    private long millis = LocalDateTime.parse("2026-03-01T23:58:00")
            .toInstant(ZoneOffset.UTC).toEpochMilli();
    private int value;

    EventRecording(int unit) {
        this.unit = unit;
    }

    /** As many events, one right behind the other, over midnight. */
    Path write(Path directory, int events) throws IOException {
        for (int event = 1; event <= events; event++) {
            long start = millis;
            int sequence = 0;
            packets.write(event('H', event, sequence++, start));
            for (int round = 0; round < ROUNDS; round++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    packets.write(data(event, sequence++, channel));
                }
                millis += SAMPLES * 1000L / RATE;
            }
            packets.write(event('T', event, sequence, start));
        }
        return Files.write(directory.resolve(String.format("events-%04X", unit)),
                packets.toByteArray());
    }

    private byte[] event(char letter, int event, int sequence, long start) {
        ByteBuf packet = common("E" + letter, start, 416, sequence, event, 0xC0);
        Arrays.fill(packet.array(), 24, packet.capacity(), (byte) ' ');
        text(packet, 24, "Trigger Time = " + digits(start) + "\r\n");
        text(packet, 57, "20");
        text(packet, 60, String.format("S%03X", unit & 0xFFF));
        text(packet, 88, String.valueOf(RATE));
        text(packet, 92, "CON");
        text(packet, 96, digits(start));
        text(packet, 112, digits(start));
        text(packet, 860, "3");
        return packet.array();
    }

    private byte[] data(int event, int sequence, int channel) {
        ByteBuf packet = common("DT", millis, 1024, sequence, event, 0x32);
        Bcd.put(packet, 19, 0, 2, channel);
        Bcd.put(packet, 20, 0, 4, SAMPLES);
        for (int i = 0; i < SAMPLES; i++) {
            // Grows, so that no two samples of the recording are alike.
            packet.setInt(24 + 4 * i, ++value);
        }
        return packet.array();
    }

    private ByteBuf common(String letters, long time, int byteCount, int sequence, int event,
            int format) {
        ByteBuf packet = Unpooled.wrappedBuffer(new byte[Recordings.PACKET]);
        LocalDateTime at = LocalDateTime.ofEpochSecond(time / 1000, 0, ZoneOffset.UTC);
        text(packet, 0, letters);
        Bcd.put(packet, 3, 0, 2, at.getYear() % 100);
        packet.setShort(4, unit);
        Bcd.put(packet, 6, 0, 3, at.getDayOfYear());
        Bcd.put(packet, 6, 3, 2, at.getHour());
        Bcd.put(packet, 6, 5, 2, at.getMinute());
        Bcd.put(packet, 6, 7, 2, at.getSecond());
        Bcd.put(packet, 6, 9, 3, (int) (time % 1000));
        Bcd.put(packet, 12, 0, 4, byteCount);
        Bcd.put(packet, 14, 0, 4, sequence);
        Bcd.put(packet, 16, 0, 4, event);
        packet.setByte(23, format);
        return packet;
    }

    private static String digits(long time) {
        LocalDateTime at = LocalDateTime.ofEpochSecond(time / 1000, 0, ZoneOffset.UTC);
        return String.format("%04d%03d%02d%02d%02d%03d", at.getYear(), at.getDayOfYear(),
                at.getHour(), at.getMinute(), at.getSecond(), time % 1000);
    }

    private static void text(ByteBuf packet, int offset, String text) {
        packet.setBytes(offset, text.getBytes(StandardCharsets.US_ASCII));
    }
}
