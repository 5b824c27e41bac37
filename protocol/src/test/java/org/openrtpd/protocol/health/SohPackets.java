package org.openrtpd.protocol.health;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.PacketType;

/** Writes packets of stream 0, and the headers of events, as far as the tests need them. */
final class SohPackets {

    static final int UNIT_9F3C = 0x9F3C;
    static final int TEXT_OFFSET = 24;
    static final int TEXT_LENGTH = 1000;

    private SohPackets() {}

    static long nanos(String time) {
        Instant instant = Instant.parse(time);
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    static ByteBuf packet(PacketType type, int unit, String time, int sequence) {
        byte[] bytes = new byte[1024];
        java.util.Arrays.fill(bytes, (byte) ' ');
        ByteBuf packet = Unpooled.wrappedBuffer(bytes);
        OffsetDateTime at = Instant.parse(time).atOffset(ZoneOffset.UTC);
        packet.setShort(0, type.letters());
        Bcd.put(packet, 2, 0, 2, 0);
        Bcd.put(packet, 3, 0, 2, at.getYear() % 100);
        packet.setShort(4, unit);
        Bcd.put(packet, 6, 0, 3, at.getDayOfYear());
        Bcd.put(packet, 6, 3, 2, at.getHour());
        Bcd.put(packet, 6, 5, 2, at.getMinute());
        Bcd.put(packet, 6, 7, 2, at.getSecond());
        Bcd.put(packet, 6, 9, 3, at.getNano() / 1_000_000);
        Bcd.put(packet, 12, 0, 4, 1024);
        Bcd.put(packet, 14, 0, 4, sequence);
        return packet;
    }

    /** An SH packet whose byte count ends with its text. */
    static ByteBuf soh(String time, int sequence, String text) {
        ByteBuf packet = packet(PacketType.SH, UNIT_9F3C, time, sequence);
        packet.setCharSequence(TEXT_OFFSET, text, StandardCharsets.ISO_8859_1);
        Bcd.put(packet, 12, 0, 4, TEXT_OFFSET + text.length());
        return packet;
    }

    /** An EH or ET with the fields that speak of the clock. */
    static ByteBuf event(PacketType type, String time, String clock, String position) {
        ByteBuf packet = packet(type, UNIT_9F3C, time, 0);
        packet.setCharSequence(57, clock, StandardCharsets.US_ASCII);
        packet.setCharSequence(918, position, StandardCharsets.US_ASCII);
        return packet;
    }
}
