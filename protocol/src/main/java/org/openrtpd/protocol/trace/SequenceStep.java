package org.openrtpd.protocol.trace;

/** What a packet's sequence number says, next to those before it (record format, section 9.1). */
public enum SequenceStep {
    /** The first packet that is known of the stream. */
    FIRST,
    /** The successor of the packet before. */
    NEXT,
    /** Packets are missing before it, in its event. */
    LOST,
    /** It begins another event; {@link TraceStep#lostPackets} says whether anything is missing. */
    NEW_EVENT,
    /** The event begins anew: the recorder has cleared its memory. */
    RESTART,
    /** It is of an earlier place than the packet before, and was not there yet. */
    LATE,
    /** It was there already, byte for byte: drop it. */
    DUPLICATE,
    /** Another packet had its number: keep both, and tell. */
    CONFLICT
}
