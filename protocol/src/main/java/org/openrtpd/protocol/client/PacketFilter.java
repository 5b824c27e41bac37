package org.openrtpd.protocol.client;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * Which packets a client gets (client leg, section 4). Immutable, any thread.
 *
 * <p><i>Design note.</i> The rules are the vendor's, in the vendor's order, and the odd ones are
 * meant: the stream mask has no effect without a unit; SPEC ignores the unit; the unit of a command
 * block is looked for where a recording packet has it; the stream is high nibble * 10 + low nibble
 * though the nibbles be no digits, and the shift by it wraps modulo 32. Client programs were
 * written against these answers.
 */
public final class PacketFilter {

    private static final int UNIT_OFFSET = 4;
    private static final int UNIT_END = UNIT_OFFSET + 2;
    private static final int STREAM_OFFSET = 18;
    private static final int STREAM_END = STREAM_OFFSET + 1;

    private final boolean everything;
    private final int dasid;
    private final int pmask;
    private final int smask;

    /**
     * @param granted what the client was told, see {@link ClientAttributes#granted}
     * @param version decides how many ones ask for everything
     */
    public PacketFilter(ClientAttributes granted, LegVersion version) {
        this.everything = granted.pmask() == version.allTypes();
        this.dasid = granted.dasid();
        this.pmask = granted.pmask();
        this.smask = granted.smask();
    }

    /**
     * True when the client gets this packet.
     *
     * @param packet any bytes; none outside {@code start} to {@code start + lengthBytes} are read
     */
    public boolean accepts(ByteBuf packet, int start, int lengthBytes) {
        int bit = Pmask.bitOf(packet, start, lengthBytes);
        if (!isSendable(bit, lengthBytes)) {
            return false;
        }
        if (everything) {
            return true;
        }
        if ((bit & pmask) == 0) {
            return false;
        }
        if (bit == Pmask.SPEC || dasid == 0) {
            return true;
        }
        if (lengthBytes < UNIT_END || packet.getUnsignedShort(start + UNIT_OFFSET) != dasid) {
            return false;
        }
        return bit != Pmask.DT
                || lengthBytes >= STREAM_END
                        && (1 << stream(packet.getByte(start + STREAM_OFFSET)) & smask) != 0;
    }

    /** True when the client gets every packet that is {@link #isSendable}. */
    public boolean acceptsEverything() {
        return everything;
    }

    /**
     * True when some client may get this packet: one of the length that clients read.
     *
     * @param packet any bytes; none outside {@code start} to {@code start + lengthBytes} are read
     */
    public static boolean isSendable(ByteBuf packet, int start, int lengthBytes) {
        return isSendable(Pmask.bitOf(packet, start, lengthBytes), lengthBytes);
    }

    private static int stream(int digits) {
        return (digits >> 4 & 0x0F) * 10 + (digits & 0x0F);
    }

    /**
     * A client decodes 1024 bytes whatever length it was told, so that a shorter packet would be
     * filled up with stale ones; an empty one reads as a heartbeat, a longer one overruns its
     * buffer (client leg, section 1). Only blocks that are no recording packets have a length of
     * their own.
     */
    private static boolean isSendable(int bit, int lengthBytes) {
        return lengthBytes == PacketHeader.PACKET_LENGTH
                || (bit == Pmask.SPEC || bit == Pmask.CMND)
                        && lengthBytes < PacketHeader.PACKET_LENGTH;
    }
}
