package org.openrtpd.storage.archive;

import org.openrtpd.protocol.record.UnitId;

/** Under which unit a packet is archived. */
public final class ArchivedUnit {

    /** The digits of a unit that a packet has room for. */
    public static final int IN_PACKET = 0xFFFF;

    private ArchivedUnit() {}

    /**
     * The unit that the packet itself names, since that is what readers of a file see; that of its
     * session where it has more digits than a packet has room for, or the packet's is none.
     */
    public static int of(int ofSession, int ofPacket) {
        boolean same = (ofSession & IN_PACKET) == ofPacket;
        return same || !UnitId.isValid(ofPacket) ? ofSession : ofPacket;
    }
}
