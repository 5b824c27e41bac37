package org.openrtpd.protocol.recorder;

/** Packet numbers of the recorder leg: u32, compared modulo 2^32 (recorder leg, section 3). */
public final class Seq {

    private Seq() {}

    /** How far {@code to} lies after {@code from}; negative when it lies before. */
    public static int distance(int from, int to) {
        return to - from;
    }

    /** True when {@code seq} comes before {@code other}. */
    public static boolean isBefore(int seq, int other) {
        return distance(seq, other) > 0;
    }

    /** The number as people read it, 0 to 4294967295. */
    public static long toLong(int seq) {
        return Integer.toUnsignedLong(seq);
    }
}
