package org.openrtpd.watchdog.process;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line with which RTPD says that it accepts, {@code ready udp=HOST:PORT tcp=HOST:PORT data=DIR pid=N},
 * and what else it tells behind that.
 *
 * @param text the line
 * @param udp where it can be reached from this machine
 * @param tcp the same for TCP
 */
public record ReadyLine(String text, InetSocketAddress udp, InetSocketAddress tcp, long pid) {

    /** More facts may follow, as {@code http=HOST:PORT}. */
    private static final Pattern READY = Pattern.compile(
            "ready udp=(\\S+) tcp=(\\S+) data=.* pid=(\\d{1,18})(?: \\w+=\\S*)*");
    private static final Pattern HOST_PORT = Pattern.compile("\\[?([^\\]]*?)\\]?:(\\d{1,5})");

    /** Reads a line; empty when it is another one. */
    public static Optional<ReadyLine> parse(String line) {
        Matcher match = READY.matcher(line);
        if (!match.matches()) {
            return Optional.empty();
        }
        Optional<InetSocketAddress> udp = address(match.group(1));
        Optional<InetSocketAddress> tcp = address(match.group(2));
        return udp.isEmpty() || tcp.isEmpty() ? Optional.empty() : Optional.of(new ReadyLine(
                line, udp.get(), tcp.get(), Long.parseLong(match.group(3))));
    }

    /**
     * Reads HOST:PORT, with IPv6 addresses in brackets; an address that means all of this machine's
     * becomes loopback.
     */
    public static Optional<InetSocketAddress> address(String text) {
        Matcher match = HOST_PORT.matcher(text);
        if (!match.matches() || Integer.parseInt(match.group(2)) > 0xffff) {
            return Optional.empty();
        }
        try {
            InetAddress host = InetAddress.getByName(match.group(1));
            return Optional.of(new InetSocketAddress(
                    host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host,
                    Integer.parseInt(match.group(2))));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
