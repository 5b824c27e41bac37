package org.openrtpd.protocol.status;

import io.netty.buffer.ByteBuf;

/**
 * The CRC-16 of status frames: start value FFFF (record format, appendix A).
 *
 * <p><b>Design note.</b> The document gives the start value and what is covered, but neither the
 * polynomial nor the bit order, and no frame of a real recorder was at hand. Three sums begin with
 * FFFF and are in wide use; the first is what the field commonly means by CRC-16 with that start.
 * A frame that agrees with any of them is taken as sound: one in twenty thousand damaged frames
 * would, and what carries them, TCP or a checked datagram, has a sum of its own.
 */
enum Crc16 {
    /** Polynomial 1021, highest bit first. */
    CCITT {
        @Override
        int next(int crc, int value) {
            int sum = crc ^ value << 8;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & 0x8000) == 0 ? sum << 1 : sum << 1 ^ 0x1021;
            }
            return sum & 0xFFFF;
        }
    },
    /** Polynomial 8005, lowest bit first. */
    REFLECTED_8005 {
        @Override
        int next(int crc, int value) {
            return reflected(crc, value, 0xA001);
        }
    },
    /** Polynomial 1021, lowest bit first. */
    REFLECTED_1021 {
        @Override
        int next(int crc, int value) {
            return reflected(crc, value, 0x8408);
        }
    };

    private static final int START = 0xFFFF;
    private static final Crc16[] ALL = values();

    abstract int next(int crc, int value);

    /** The sum over some bytes, 0-FFFF. */
    int of(ByteBuf bytes, int offset, int length) {
        int crc = START;
        for (int i = offset; i < offset + length; i++) {
            crc = next(crc, bytes.getUnsignedByte(i));
        }
        return crc;
    }

    /** True when one of the sums over some bytes is the given one. */
    static boolean agrees(ByteBuf bytes, int offset, int length, int expected) {
        for (Crc16 sum : ALL) {
            if (sum.of(bytes, offset, length) == expected) {
                return true;
            }
        }
        return false;
    }

    private static int reflected(int crc, int value, int polynomial) {
        int sum = crc ^ value;
        for (int bit = 0; bit < 8; bit++) {
            sum = (sum & 1) == 0 ? sum >> 1 : sum >> 1 ^ polynomial;
        }
        return sum;
    }
}
