package org.openrtpd.protocol.session;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/**
 * Where packets go that are next in their recorder's order: the journal. What is appended is not
 * durable yet; {@link SessionTable#committed} says so later.
 */
public interface PacketSink {

    /** Answer when nothing was appended because the journal takes no writes now. */
    long REFUSED = -1;

    /** True while appends are expected to succeed; false while the disk is full. */
    boolean accepts();

    /**
     * Appends one packet, whose bytes are read before this returns.
     *
     * @return its position, larger than every earlier one, or {@link #REFUSED}
     */
    long append(Transport transport, InetSocketAddress peer, int unit, int epoch, int seq,
            ByteBuf bytes, int start, int lengthBytes);

    /**
     * Appends a marker: the recorder no longer had the packets {@code firstLost} up to, without,
     * {@code goOn}.
     *
     * @return its position, or {@link #REFUSED}
     */
    long appendGap(Transport transport, InetSocketAddress peer, int unit, int epoch,
            int firstLost, int goOn);
}
