package org.openrtpd.protocol.client;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * Frames around packets on their way to a client, many into one buffer: the hot path of a server,
 * which needs no message object (client leg, sections 1 and 8).
 *
 * <pre>
 *   version 1, REFTEK       0 type u16 | 2 length u32 | 6 packet
 *   version 2, REFTEK_XTND  0 type u16 | 2 length u32 | 6 pmask bit u32 | 10 packet
 * </pre>
 */
public final class PacketFrame {

    /** Longest frame of a packet, either version. */
    public static final int LONGEST =
            ClientCodec.PREAMBLE_LENGTH
                    + ClientCodec.TYPE_BIT_LENGTH
                    + PacketHeader.PACKET_LENGTH;

    private PacketFrame() {}

    /** Bytes in front of a packet. */
    public static int headerLength(LegVersion version) {
        return version == LegVersion.V1
                ? ClientCodec.PREAMBLE_LENGTH
                : ClientCodec.PREAMBLE_LENGTH + ClientCodec.TYPE_BIT_LENGTH;
    }

    /**
     * Writes what stands in front of a packet behind the writer index.
     *
     * @param typeBit see {@link Pmask#bitOf}; not written in version 1
     */
    public static void writeHeader(
            ByteBuf stream, LegVersion version, int typeBit, int lengthBytes) {
        if (version == LegVersion.V1) {
            stream.writeShort(FrameType.REFTEK.code()).writeInt(lengthBytes);
        } else {
            // The length does not count the bit.
            stream.writeShort(FrameType.REFTEK_XTND.code()).writeInt(lengthBytes).writeInt(typeBit);
        }
    }

    /** Writes a whole frame; {@link PacketFilter#accepts} has said that this packet may be sent. */
    public static void write(
            ByteBuf stream, LegVersion version, ByteBuf packet, int start, int lengthBytes) {
        writeHeader(stream, version, Pmask.bitOf(packet, start, lengthBytes), lengthBytes);
        stream.writeBytes(packet, start, lengthBytes);
    }
}
