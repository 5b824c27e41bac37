package org.openrtpd.app.config;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * {@code HOST:PORT} as people write it, with an IPv6 address in brackets.
 *
 * @param host name or address
 * @param port 0-65535; 0 lets the system choose one
 */
public record HostPort(String host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads {@code HOST:PORT}.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            host = "";
        }
        String digits = text.substring(colon + 1);
        if (!host.isEmpty() && digits.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(digits);
            if (port <= HIGHEST_PORT) {
                return new HostPort(host, port);
            }
        }
        throw new IllegalArgumentException("'" + text
                + "' is not HOST:PORT with a port of 0 to 65535, as 0.0.0.0:2543 or [::1]:2543");
    }

    /**
     * Looks the host up.
     *
     * @throws UnknownHostException when no address is known for it
     */
    public InetSocketAddress resolve() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    /** An address as {@code HOST:PORT}. */
    public static String format(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        // The short form, ::1, and without the scope that the JDK hangs on.
        String text = NetUtil.toAddressString(host);
        return (host instanceof Inet6Address ? "[" + text + "]" : text) + ":" + address.getPort();
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
