package org.openrtpd.app.decode;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** Gets the packets of an input, in its order. */
public interface PacketVisitor {

    /**
     * A packet, or the shorter rest behind the last whole one.
     *
     * @param packet is written over by the next one
     */
    void packet(ByteBuf packet, int start, int lengthBytes) throws IOException;

    /** Something that is no packet, which only a journal holds. */
    void other(OtherEntry entry) throws IOException;
}
