package org.openrtpd.protocol.session;

import io.netty.buffer.ByteBuf;

/** The memory of a recorder: its packets by number, kept until they are acknowledged. */
public interface PacketSource {

    /** The oldest number that is still there. */
    int oldest();

    /** One past the newest number; grows while the recorder records. */
    int end();

    /**
     * One past the newest number ever given, which a server may know of: beyond {@link #end} when
     * packets are given out anew after a restart.
     */
    default int numbered() {
        return end();
    }

    /** The packet of a number from {@link #oldest} to, without, {@link #end}; not owned by the caller. */
    ByteBuf packet(int seq);

    /** All before {@code next} are durable at the server and may be forgotten. */
    void acknowledged(int next);
}
