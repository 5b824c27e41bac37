package org.openrtpd.app.simulate;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** Where the packets of one recorder are written. */
interface PacketFiles extends AutoCloseable {

    void write(ByteBuf packet) throws IOException;

    /** Files begun so far. */
    int files();

    @Override
    void close() throws IOException;
}
