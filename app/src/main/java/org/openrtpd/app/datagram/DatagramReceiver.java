package org.openrtpd.app.datagram;

import io.netty.buffer.ByteBuf;

/** Takes in what a {@link BatchSocket} reads; called by its event loop. */
public interface DatagramReceiver {

    /**
     * Takes in one datagram. Its bytes, and what {@link BatchSocket#isFrom} and {@link
     * BatchSocket#sender} say, hold only until this returns.
     */
    void datagram(ByteBuf content);

    /** What one system call read has been taken in; now is the time to answer. */
    void endOfBatch();
}
