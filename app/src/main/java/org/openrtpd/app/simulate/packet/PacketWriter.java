package org.openrtpd.app.simulate.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

/** Begins packets of one unit: the common header, and blanks behind it (record format, section 2). */
public final class PacketWriter {

    /** Byte count of packets that are filled to their end. */
    static final int WHOLE = PacketHeader.PACKET_LENGTH;

    private static final int SEQUENCES = 10_000;

    private final int unit;

    public PacketWriter(int unit) {
        this.unit = unit;
    }

    /** The unit whose packets these are. */
    public int unit() {
        return unit;
    }

    /**
     * A new packet with its header.
     *
     * @param clockMillis time in the header, by the recorder's clock
     * @param byteCount valid bytes, header included
     * @param sequence from 0; written modulo 10000
     */
    ByteBuf begin(PacketType type, long clockMillis, int byteCount, int sequence) {
        byte[] bytes = new byte[PacketHeader.PACKET_LENGTH];
        Arrays.fill(bytes, PacketHeader.LENGTH, bytes.length, (byte) ' ');
        ByteBuf packet = Unpooled.wrappedBuffer(bytes);
        LocalDateTime time = ClockText.utc(clockMillis);
        packet.setShort(0, type.letters());
        Bcd.put(packet, 3, 0, 2, time.getYear() % 100);
        packet.setShort(4, unit);
        Bcd.put(packet, 6, 0, 3, time.getDayOfYear());
        Bcd.put(packet, 6, 3, 2, time.getHour());
        Bcd.put(packet, 6, 5, 2, time.getMinute());
        Bcd.put(packet, 6, 7, 2, time.getSecond());
        Bcd.put(packet, 6, 9, 3, Math.floorMod(clockMillis, 1000));
        Bcd.put(packet, 12, 0, 4, byteCount);
        Bcd.put(packet, 14, 0, 4, sequence % SEQUENCES);
        return packet;
    }

    /**
     * Writes text into a field whose blanks are there already.
     *
     * @throws IllegalArgumentException when the text is longer than its field
     */
    static void text(ByteBuf packet, int offset, int width, String text) {
        if (text.length() > width) {
            throw new IllegalArgumentException("'" + text + "' is longer than " + width);
        }
        packet.setBytes(offset, text.getBytes(StandardCharsets.US_ASCII));
    }
}
