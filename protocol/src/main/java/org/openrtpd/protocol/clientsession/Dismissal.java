package org.openrtpd.protocol.clientsession;

import org.openrtpd.protocol.client.FrameType;

/** How a server sends a client away (client leg, sections 1 and 2). */
public enum Dismissal {
    /** No room: the client program comes again. */
    BUSY(FrameType.BUSY),
    /** The server leaves: the client program may come again. */
    BREAK(FrameType.BREAK),
    /** The client is not wanted: its program exits. */
    FAULT(FrameType.FAULT);

    private final FrameType type;

    Dismissal(FrameType type) {
        this.type = type;
    }

    FrameType type() {
        return type;
    }

    /** True when client programs come again at once, several times a second, if let go at once. */
    boolean isHeldBack() {
        return this != FAULT;
    }
}
