package org.openrtpd.protocol.parameters;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.TextField;
import org.openrtpd.protocol.record.TextTime;

/** What all parameter packets have in common (record format, section 8). */
final class ParameterBlock {

    /** When the parameters were implemented; older code reads it two bytes earlier in an AD. */
    static final int IMPLEMENT_TIME_OFFSET = PacketHeader.PACKET_LENGTH - TextTime.LENGTH;

    private ParameterBlock() {}

    /** Refuses to read what is no whole packet. */
    static void require(ByteBuf packet, int packetStart) {
        if (packet.writerIndex() - packetStart < PacketHeader.PACKET_LENGTH) {
            throw new IllegalArgumentException("a parameter packet has "
                    + PacketHeader.PACKET_LENGTH + " bytes, here are " + packet.writerIndex()
                    + " from " + packetStart);
        }
    }

    /**
     * Channel numbers, from 1, of a row in which each character stands for a channel: included when
     * it is neither blank nor NUL.
     */
    static List<Integer> channels(ByteBuf bytes, int offset, int length) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            if (!TextField.isPadding(bytes.getUnsignedByte(offset + i))) {
                numbers.add(i + 1);
            }
        }
        return numbers;
    }
}
