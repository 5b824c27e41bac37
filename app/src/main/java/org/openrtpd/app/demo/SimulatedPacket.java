package org.openrtpd.app.demo;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

/**
 * Writes EH, DT and ET packets of one stream with uncompressed 32-bit samples, the way a recorder
 * does (record format, sections 2, 4 and 6, and the encoder checklist of 15).
 */
final class SimulatedPacket {

    private static final int HEADER_TEXT_END = 1024;
    private static final int EVENT_BYTE_COUNT = 416;
    private static final int DATA_OFFSET = 24;
    private static final int CHANNEL_SLOTS = 16;

    private final int unit;
    private final String station;
    private final int rate;
    private final int channels;

    /**
     * @param station up to five characters
     * @param rate samples per second
     * @param channels recorded, from the first on
     */
    SimulatedPacket(int unit, String station, int rate, int channels) {
        this.unit = unit;
        this.station = station;
        this.rate = rate;
        this.channels = channels;
    }

    /** An event header, or its trailer, which also says when the last sample was. */
    void event(ByteBuf packet, boolean trailer, int event, int sequence, long startMillis,
            long lastSampleMillis) {
        header(packet, trailer ? PacketType.ET : PacketType.EH, startMillis, EVENT_BYTE_COUNT, sequence);
        extended(packet, event);
        for (int i = DATA_OFFSET; i < HEADER_TEXT_END; i++) {
            packet.setByte(i, ' ');
        }
        String start = digits(startMillis);
        String last = trailer ? digits(lastSampleMillis) : "";
        text(packet, 24, "Trigger Time = " + start + "\r\n");
        text(packet, 57, "20");
        text(packet, 59, station.length() > 4 ? station.substring(4, 5) : " ");
        text(packet, 60, station.substring(0, Math.min(4, station.length())));
        text(packet, 64, "DEMO");
        text(packet, 88, String.valueOf(rate));
        text(packet, 92, "CON");
        text(packet, 96, start);
        text(packet, 112, start);
        text(packet, 128, last);
        text(packet, 144, last);
        for (int channel = 0; channel < channels; channel++) {
            text(packet, 160 + 8 * channel, "104.2 mV");
            text(packet, 288 + 8 * channel, "1.585 uV");
            text(packet, 416 + channel, "1");
            text(packet, 432 + channel, "3");
            text(packet, 544 + 6 * channel, "750.0");
            text(packet, 640 + channel, "V");
            text(packet, 656 + 3 * channel, String.valueOf(channel + 1));
        }
        text(packet, 448, "4".repeat(channels) + " ".repeat(CHANNEL_SLOTS - channels));
        text(packet, 860, String.valueOf(channels));
        text(packet, 862, "made by rtpd demo");
    }

    /** A data packet; the samples follow with {@link #sample}. */
    void data(ByteBuf packet, int event, int sequence, int channel, long startMillis, int samples) {
        header(packet, PacketType.DT, startMillis, DATA_OFFSET + 4 * samples, sequence);
        extended(packet, event);
        Bcd.put(packet, 19, 0, 2, channel);
        Bcd.put(packet, 20, 0, 4, samples);
    }

    void sample(ByteBuf packet, int index, int value) {
        packet.setInt(DATA_OFFSET + 4 * index, value);
    }

    private void header(ByteBuf packet, PacketType type, long millis, int byteCount, int sequence) {
        packet.setZero(0, PacketHeader.PACKET_LENGTH);
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, ZoneOffset.UTC);
        packet.setShort(0, type.letters());
        Bcd.put(packet, 3, 0, 2, time.getYear() % 100);
        packet.setShort(4, unit);
        Bcd.put(packet, 6, 0, 3, time.getDayOfYear());
        Bcd.put(packet, 6, 3, 2, time.getHour());
        Bcd.put(packet, 6, 5, 2, time.getMinute());
        Bcd.put(packet, 6, 7, 2, time.getSecond());
        Bcd.put(packet, 6, 9, 3, (int) Math.floorMod(millis, 1000L));
        Bcd.put(packet, 12, 0, 4, byteCount);
        Bcd.put(packet, 14, 0, 4, sequence);
    }

    private static void extended(ByteBuf packet, int event) {
        Bcd.put(packet, 16, 0, 4, event);
        packet.setByte(23, DataFormat.INT32.code());
    }

    private static String digits(long millis) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, ZoneOffset.UTC);
        return String.format("%04d%03d%02d%02d%02d%03d", time.getYear(), time.getDayOfYear(),
                time.getHour(), time.getMinute(), time.getSecond(), Math.floorMod(millis, 1000L));
    }

    private static void text(ByteBuf packet, int offset, String text) {
        packet.setBytes(offset, text.getBytes(StandardCharsets.US_ASCII));
    }
}
