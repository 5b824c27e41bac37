package org.openrtpd.protocol.record;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * An SH packet: the recorder's log (record format, section 7).
 *
 * <pre>
 *   16 reserved 8 | 24 text 1000
 * </pre>
 *
 * An entry may go on in the next SH packet of the unit: {@link #isOpenEnded} tells. A view like
 * {@link PacketHeader}.
 */
public final class SohPacket {

    static final int TEXT_OFFSET = 24;

    private ByteBuf bytes;
    private int start;
    private int length;

    /**
     * Points this view at a whole packet.
     *
     * @throws IllegalArgumentException when fewer than {@link PacketHeader#PACKET_LENGTH} bytes are
     *     there
     */
    public SohPacket wrap(ByteBuf packet, int packetStart) {
        PacketHeader.requireWhole(packet, packetStart);
        this.bytes = packet;
        this.start = packetStart;
        this.length = textLength(
                Bcd.fourDigits(packet, packetStart + PacketHeader.BYTE_COUNT_OFFSET));
        return this;
    }

    /** The text ends at the byte count when that is possible, else with the packet. */
    private int textLength(int byteCount) {
        int end = PacketHeader.isByteCount(byteCount) ? byteCount : PacketHeader.PACKET_LENGTH;
        while (end > TEXT_OFFSET && TextField.isPadding(bytes.getUnsignedByte(start + end - 1))) {
            end--;
        }
        return end - TEXT_OFFSET;
    }

    /** The text with its line ends, a NUL in it as a blank, without the padding behind. */
    public String text() {
        return TextField.raw(bytes, start + TEXT_OFFSET, length).replace('\0', ' ');
    }

    /** The lines that hold more than blanks. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String line : text().split("[\r\n]")) {
            if (!TextField.isSpace(line)) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** True when the last line has no end: the next packet may go on with it. */
    public boolean isOpenEnded() {
        if (length == 0) {
            return false;
        }
        char last = TextField.character(bytes, start + TEXT_OFFSET + length - 1);
        return last != '\r' && last != '\n';
    }
}
