package org.openrtpd.protocol.client;

/** Versions of the client leg, and what differs between them (client leg, sections 2, 3 and 8). */
public enum LegVersion {
    /** Packets as REFTEK, seven words of attributes, 16 bits of everything in them. */
    V1(1, 0xFFFF, 0xFFFF, 28),
    /** Packets as REFTEK_XTND, eight words of attributes, 18 bits of packet types. */
    V2(2, 0x3FFFF, 0xFFFFFFFF, 32);

    private final int number;
    private final int allTypes;
    private final int wordMask;
    private final int attributesLength;

    LegVersion(int number, int allTypes, int wordMask, int attributesLength) {
        this.number = number;
        this.allTypes = allTypes;
        this.wordMask = wordMask;
        this.attributesLength = attributesLength;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }

    /** The pmask that asks for everything; its ones are all the bits that a pmask has. */
    public int allTypes() {
        return allTypes;
    }

    /** The bits of dasid, smask and timeo that count. */
    int wordMask() {
        return wordMask;
    }

    /** Bytes of the ATTR body that a client of this version sends. */
    public int attributesLength() {
        return attributesLength;
    }

    /** The lower of this version and one that a peer named, 1 or higher. */
    public LegVersion lower(int peerNumber) {
        return peerNumber < number ? V1 : this;
    }
}
