package org.openrtpd.app.simulate;

import io.netty.buffer.ByteBuf;

/** Packets of one part of a recorder, each at its time. */
interface PacketTrain {

    /** True time of a packet that never comes. */
    long NEVER = Long.MAX_VALUE;

    /** True time, ms since 1970, at which the next packet is complete; {@link #NEVER} for none. */
    long dueMillis();

    /** The next packet. Ask {@link #dueMillis} first. */
    ByteBuf take();
}
