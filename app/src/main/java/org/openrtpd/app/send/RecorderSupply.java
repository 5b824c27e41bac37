package org.openrtpd.app.send;

import org.openrtpd.protocol.session.PacketSource;

/** The memory of one recorder that a {@link Sender} plays. */
public interface RecorderSupply extends PacketSource {

    /** The recorder's unit id. */
    int unit();

    /** Names the numbering of its packets. */
    int epoch();

    /** Makes available what has been recorded by now. */
    void release(long nowNanos);

    /** False while the link of this recorder is out on purpose. */
    default boolean hasLink(long nowNanos) {
        return true;
    }

    /** Packets there are, or will be once all are released. */
    int count();

    /** How many of them the server has made durable. */
    int acknowledgedCount();

    /** True when nothing is left to send, now or later. */
    boolean isDone();

    /**
     * Puts an answer to a command among the packets, to go as soon as those before it have gone.
     *
     * @return false when this recorder cannot answer
     */
    boolean answer(byte[] bytes);
}
