package org.openrtpd.protocol.session;

import java.net.InetSocketAddress;

/** Told of what an operator wants to read in the log; never of single packets. */
public interface SessionListener {

    /** A recorder attached; {@code goOn} is the number it goes on with. */
    void attached(RecorderSession session, int goOn);

    /** The recorder of a session now sends from another address: its NAT moved it. */
    void rebound(RecorderSession session, InetSocketAddress before);

    /** A session ended. */
    void detached(RecorderSession session, DetachReason reason);

    /** The recorder lost packets before they could be taken in; a marker is in the journal. */
    void gap(RecorderSession session, int firstLost, int goOn);

    /** Two recorders seem to have one unit id: attaches of two epochs alternate. */
    void unitContested(RecorderSession session, InetSocketAddress other);

    /** An attach was refused. */
    void refused(int unit, InetSocketAddress peer, SessionCount reason);

    /** A recorder acknowledged a command, or never did. */
    void commandDone(RecorderSession session, boolean acknowledged);
}
