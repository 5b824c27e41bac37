package org.openrtpd.protocol.clientsession;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Messages of a client and a server, short, for tests to join. */
final class WireBytes {

    static final long SECOND = 1_000_000_000L;

    static final String VERSION_1 = "000100000000";
    static final String VERSION_2 = "000200000000";
    static final String PID_4 = "000b0000000400001234";
    static final String PID_36 = "000b0000002400001234" + "7263617420726361742072636174207263617420"
            + "726361742072636174202020";
    static final String SERVER_PID = "000b000000040000abcd";
    static final int SERVER_PROCESS = 0xABCD;
    static final String ATTR_28 = "00030000001c" + "00000000" + "00000110" + "000000ff"
            + "0000001e" + "00000000" + "00000000" + "00000000";
    static final String ATTR_32 = "000300000020" + "00000000" + "00000110" + "000000ff"
            + "0000001e" + "00000000" + "00000000" + "00000000" + "00000001";
    static final String NOP = "000200000000";
    static final String SOH = "000400000000";
    static final String START = "000500000000";
    static final String STOP = "000600000000";
    static final String FLUSH = "000700000000";
    static final String BREAK = "000800000000";
    static final String BUSY = "000900000000";
    static final String FAULT = "000a00000000";

    private WireBytes() {}

    /** A stream to read, with room for more. */
    static ByteBuf stream(String hex) {
        return Unpooled.buffer().writeBytes(ByteBufUtil.decodeHexDump(hex));
    }
}
