package org.openrtpd.storage.journal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Address and port of a peer that has its address at hand as an entry has it (docs/journal.md): 16
 * bytes, of IPv4 in IPv6 form. Whoever appends packets of many peers in turns keeps one for each, since
 * to take any other address apart makes an object each time.
 */
public final class PeerAddress extends InetSocketAddress {

    private static final long serialVersionUID = 1;
    private static final int IPV4_LENGTH = 4;
    private static final long IPV4_FORM = 0xFFFFL << Integer.SIZE;

    private final long high;
    private final long low;

    public PeerAddress(InetAddress address, int port) {
        super(address, port);
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        boolean ipv4 = bytes.capacity() == IPV4_LENGTH;
        high = ipv4 ? 0 : bytes.getLong(0);
        low = ipv4 ? IPV4_FORM | Integer.toUnsignedLong(bytes.getInt(0)) : bytes.getLong(Long.BYTES);
    }

    /** The same address; the very same where it is one already. */
    public static PeerAddress of(InetSocketAddress address) {
        return address instanceof PeerAddress peer
                ? peer : new PeerAddress(address.getAddress(), address.getPort());
    }

    /** The first 8 of the 16 bytes, big-endian. */
    long high() {
        return high;
    }

    /** The last 8 of them. */
    long low() {
        return low;
    }
}
