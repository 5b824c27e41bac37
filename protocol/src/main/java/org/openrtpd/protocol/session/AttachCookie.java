package org.openrtpd.protocol.session;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that who attaches also hears what is sent to its address, at the cost of no state: a keyed
 * hash over address, port, unit and coarse time (recorder leg, section 4).
 *
 * <pre>
 *   24 bits time in units of 250 ms | 40 bits of HMAC-SHA-256
 * </pre>
 */
public final class AttachCookie {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BITS = 40;
    private static final long MAC_MASK = (1L << MAC_BITS) - 1;
    private static final int TICK_MASK = 0xFF_FFFF;
    private static final long TICK_NANOS = 250_000_000L;
    private static final int VALID_TICKS = 120;
    private static final int LONGEST_INPUT = 4 + 16 + 4 + 4;

    private final Mac mac;

    /**
     * @param key secret of this server process, 16 bytes or more
     */
    public AttachCookie(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** The cookie to offer. */
    public long issue(InetSocketAddress peer, int unit, long nowNanos) {
        return cookie(peer, unit, tick(nowNanos));
    }

    /** True when this process offered that cookie to that address and unit in the last 30 s. */
    public boolean isValid(long cookie, InetSocketAddress peer, int unit, long nowNanos) {
        int tick = (int) (cookie >>> MAC_BITS);
        int age = tick(nowNanos) - tick & TICK_MASK;
        return age <= VALID_TICKS && cookie(peer, unit, tick) == cookie;
    }

    private long cookie(InetSocketAddress peer, int unit, int tick) {
        ByteBuffer input = ByteBuffer.allocate(LONGEST_INPUT);
        input.putInt(tick).put(peer.getAddress().getAddress()).putInt(peer.getPort()).putInt(unit);
        mac.update(input.array(), 0, input.position());
        long hash = ByteBuffer.wrap(mac.doFinal()).getLong();
        return (long) tick << MAC_BITS | hash & MAC_MASK;
    }

    private static int tick(long nowNanos) {
        return (int) (nowNanos / TICK_NANOS) & TICK_MASK;
    }
}
