package org.openrtpd.app.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A network in CIDR notation: which addresses it has. */
public final class Network {

    /**
     * Only whole literal addresses: a name would be looked up, and may change; the JDK takes 10.1
     * for 10.0.0.1.
     */
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final byte[] prefix;
    private final int bits;
    private final String text;

    private Network(byte[] prefix, int bits, String text) {
        this.prefix = prefix;
        this.bits = bits;
        this.text = text;
    }

    /**
     * Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32} or a single address.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (LITERAL.matcher(address).matches()) {
            try {
                byte[] bytes = InetAddress.getByName(address).getAddress();
                int most = bytes.length * Byte.SIZE;
                int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
                if (bits >= 0 && bits <= most) {
                    return new Network(bytes, bits, text);
                }
            } catch (UnknownHostException | NumberFormatException e) {
                // Refused below, with the others.
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no network: write 192.0.2.0/24, 2001:db8::/32 or one address");
    }

    /** True when an address lies in this network. */
    public boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != prefix.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> i % Byte.SIZE;
            if (((prefix[i / Byte.SIZE] ^ other[i / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
