package org.openrtpd.protocol.session;

import io.netty.buffer.ByteBuf;

/** The memory of a recorder: its packets by number, kept until they are acknowledged. */
public interface PacketSource {

    /** The oldest number that is still there. */
    int oldest();

    /** One past the newest number; grows while the recorder records. */
    int end();

    /** The packet of a number from {@link #oldest} to, without, {@link #end}; not owned by the caller. */
    ByteBuf packet(int seq);

    /** All before {@code next} are durable at the server and may be forgotten. */
    void acknowledged(int next);
}
