package org.openrtpd.app.datagram;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.openrtpd.storage.journal.PeerAddress;

/**
 * Address and port as the system writes them, kept without being understood. Immutable.
 *
 * <pre>
 *   struct sockaddr_in:   0 family u16 (2) | 2 port | 4 address, 4 bytes
 *   struct sockaddr_in6:  0 family u16 (10) | 2 port | 4 flow u32 | 8 address, 16 bytes | 24 scope u32
 * </pre>
 *
 * Family, flow and scope in the order of the machine, port and address big-endian.
 */
public final class SocketName {

    /** Bytes of the longer form. */
    static final int LENGTH = 28;

    private static final int IPV4_LENGTH = 16;
    private static final int IPV4_FAMILY = 2;
    private static final int HIGH_OFFSET = 8;
    private static final int LOW_OFFSET = 16;
    private static final int SCOPE_OFFSET = 24;

    private final long head;
    private final long high;
    private final long low;
    private final int scope;
    private final PeerAddress address;

    /** Keeps the name at {@code at} of little-endian {@code memory}. */
    SocketName(ByteBuffer memory, int at) {
        head = memory.getLong(at);
        boolean ipv6 = !isIpv4(head);
        high = ipv6 ? memory.getLong(at + HIGH_OFFSET) : 0;
        low = ipv6 ? memory.getLong(at + LOW_OFFSET) : 0;
        scope = ipv6 ? memory.getInt(at + SCOPE_OFFSET) : 0;
        address = read();
    }

    private static boolean isIpv4(long head) {
        return (short) head == IPV4_FAMILY;
    }

    private PeerAddress read() {
        int port = Short.toUnsignedInt(Short.reverseBytes((short) (head >>> 16)));
        try {
            if (isIpv4(head)) {
                byte[] bytes = ByteBuffer.allocate(4)
                        .putInt(Integer.reverseBytes((int) (head >>> 32))).array();
                return new PeerAddress(InetAddress.getByAddress(bytes), port);
            }
            byte[] bytes = ByteBuffer.allocate(16)
                    .putLong(Long.reverseBytes(high)).putLong(Long.reverseBytes(low)).array();
            return new PeerAddress(scope == 0
                    ? InetAddress.getByAddress(bytes)
                    : Inet6Address.getByAddress(null, bytes, scope), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are an address", e);
        }
    }

    /** The same in the words of the JDK; an IPv4 address in IPv6 form becomes a plain one. */
    public PeerAddress address() {
        return address;
    }

    /** True when the same name stands at {@code at}. */
    boolean isAt(ByteBuffer memory, int at) {
        return memory.getLong(at) == head
                && (isIpv4(head)
                        || memory.getLong(at + HIGH_OFFSET) == high
                                && memory.getLong(at + LOW_OFFSET) == low
                                && memory.getInt(at + SCOPE_OFFSET) == scope);
    }

    int length() {
        return isIpv4(head) ? IPV4_LENGTH : LENGTH;
    }

    void write(ByteBuffer memory, int at) {
        memory.putLong(at, head).putLong(at + HIGH_OFFSET, high).putLong(at + LOW_OFFSET, low)
                .putInt(at + SCOPE_OFFSET, scope);
    }
}
