package org.openrtpd.app.upstream;

import io.netty.buffer.ByteBuf;

/** A 64-bit hash of a packet's bytes: multiply and fold, eight bytes at a time. */
final class ContentHash {

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
    private static final long FINAL = 0xBF58_476D_1CE4_E5B9L;

    private ContentHash() {}

    static long of(ByteBuf bytes, int start, int length) {
        long hash = length * MULTIPLIER;
        int at = start;
        int end = start + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mixed(hash ^ bytes.getLong(at));
        }
        for (; at < end; at++) {
            hash = mixed(hash ^ bytes.getByte(at));
        }
        return mixed(hash);
    }

    private static long mixed(long value) {
        long product = value * MULTIPLIER;
        product ^= product >>> 29;
        product *= FINAL;
        return product ^ product >>> 32;
    }
}
