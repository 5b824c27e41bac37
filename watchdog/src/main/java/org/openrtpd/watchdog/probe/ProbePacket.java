package org.openrtpd.watchdog.probe;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.Arrays;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.session.PacketSource;

/**
 * The one packet of a probe: an SH packet of no unit that says what it is (record format, sections 2
 * and 7), for whoever meets it in a journal.
 */
final class ProbePacket implements PacketSource {

    private static final int TEXT_OFFSET = 24;
    private static final int YEAR_OFFSET = 3;
    private static final int UNIT_OFFSET = 4;
    private static final int TIME_OFFSET = 6;
    private static final int BYTE_COUNT_OFFSET = 12;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final byte[] TEXT = "RTPID probes whether packets are taken in: no recorder's data\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final ByteBuf packet;
    private boolean acknowledged;

    /** A packet of that time, which is UTC. */
    ProbePacket(ZonedDateTime now) {
        byte[] bytes = new byte[PacketHeader.PACKET_LENGTH];
        Arrays.fill(bytes, PacketHeader.LENGTH, bytes.length, (byte) ' ');
        packet = Unpooled.wrappedBuffer(bytes);
        packet.setShort(0, PacketType.SH.letters());
        Bcd.put(packet, YEAR_OFFSET, 0, 2, now.getYear() % 100);
        packet.setShort(UNIT_OFFSET, UnitId.UNDEFINED);
        Bcd.put(packet, TIME_OFFSET, 0, 3, now.getDayOfYear());
        Bcd.put(packet, TIME_OFFSET, 3, 2, now.getHour());
        Bcd.put(packet, TIME_OFFSET, 5, 2, now.getMinute());
        Bcd.put(packet, TIME_OFFSET, 7, 2, now.getSecond());
        Bcd.put(packet, TIME_OFFSET, 9, 3, now.getNano() / NANOS_PER_MILLI);
        Bcd.put(packet, BYTE_COUNT_OFFSET, 0, 4, TEXT_OFFSET + TEXT.length);
        packet.setBytes(TEXT_OFFSET, TEXT);
    }

    @Override
    public int oldest() {
        return acknowledged ? 1 : 0;
    }

    @Override
    public int end() {
        return 1;
    }

    @Override
    public ByteBuf packet(int seq) {
        return packet;
    }

    @Override
    public void acknowledged(int next) {
        acknowledged = next == 1;
    }
}
