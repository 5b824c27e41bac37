package org.openrtpd.protocol.client;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.record.PacketType;

/**
 * The bits by which a client asks for packet types (client leg, sections 3, 4 and 8). A type is the
 * two letters, case sensitive; blocks that are no recording packets are told by their first byte.
 */
public final class Pmask {

    public static final int SPEC = 0x0001;
    public static final int AD = 0x0002;
    public static final int CD = 0x0004;
    public static final int DS = 0x0008;
    public static final int DT = 0x0010;
    public static final int EH = 0x0020;
    public static final int ET = 0x0040;
    public static final int OM = 0x0080;
    public static final int SH = 0x0100;
    public static final int SC = 0x0200;
    public static final int CMND = 0x0400;
    public static final int FD = 0x0800;

    /** Answer for a packet that no bit asks for. */
    public static final int NO_BIT = 0;

    private static final int SPECIAL = 0x01;
    private static final int RESPONSE = 0x85;
    private static final int OLD_COMMAND = 0x80;
    private static final int COMMAND = 0x84;

    private Pmask() {}

    /**
     * The bit of a packet, which also stands in front of it in REFTEK_XTND.
     *
     * @return one bit, or {@link #NO_BIT}
     * @see "client leg, section 4, rule 2"
     */
    public static int bitOf(ByteBuf packet, int start, int lengthBytes) {
        if (lengthBytes < 1) {
            return NO_BIT;
        }
        switch (packet.getUnsignedByte(start)) {
            case SPECIAL, RESPONSE -> {
                return SPEC;
            }
            case OLD_COMMAND, COMMAND -> {
                return CMND;
            }
            default -> {
                return lengthBytes < 2 ? NO_BIT : bitOf(packet.getUnsignedShort(start));
            }
        }
    }

    /** The bit by which a client asks for a type, or {@link #NO_BIT}. */
    public static int bitOf(PacketType type) {
        return type == PacketType.UNKNOWN ? NO_BIT : bitOf(type.letters());
    }

    private static int bitOf(int letters) {
        return switch (PacketType.of(letters)) {
            case AD -> AD;
            case CD -> CD;
            case DS -> DS;
            case DT -> DT;
            case EH -> EH;
            case ET -> ET;
            case OM -> OM;
            case SH -> SH;
            case SC -> SC;
            case FD -> FD;
            case DR, NH, NT, UNKNOWN -> NO_BIT;
        };
    }
}
