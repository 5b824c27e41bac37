package org.openrtpd.app.decode;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest over samples as big-endian signed 32-bit numbers, whatever their format was. */
final class SampleHash {

    private final MessageDigest digest;
    private byte[] bytes = new byte[0];

    /** A digest by the name that every JDK knows it by. */
    SampleHash(String algorithm) {
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    SampleHash add(int[] samples, int count) {
        if (bytes.length < count * Integer.BYTES) {
            bytes = new byte[count * Integer.BYTES];
        }
        for (int i = 0; i < count; i++) {
            int at = i * Integer.BYTES;
            bytes[at] = (byte) (samples[i] >> 24);
            bytes[at + 1] = (byte) (samples[i] >> 16);
            bytes[at + 2] = (byte) (samples[i] >> 8);
            bytes[at + 3] = (byte) samples[i];
        }
        digest.update(bytes, 0, count * Integer.BYTES);
        return this;
    }

    /** The digest as hex digits; begins anew. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
