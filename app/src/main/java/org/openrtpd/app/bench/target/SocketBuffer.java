package org.openrtpd.app.bench.target;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many datagrams fit into the receive buffer of a UDP socket of RTPD. */
public final class SocketBuffer {

    private static final Path LIMIT = Path.of("/proc/sys/net/core/rmem_max");

    /** What RTPD asks for unless told otherwise. */
    private static final long WANTED = 4 << 20;

    /** The kernel counts a datagram of 1,060 bytes with all that it keeps around it. */
    private static final int BYTES_PER_DATAGRAM = 2304;
    private static final int LONGEST = 64;
    private static final int FEWEST = 16;
    private static final int MOST = 2048;

    private SocketBuffer() {}

    /** Limit of the system in bytes; what RTPD wants where the system does not tell. */
    public static long limit() {
        // Such a file answers one read, so it must not be read in pieces.
        try (InputStream in = Files.newInputStream(LIMIT)) {
            return Long.parseLong(new String(in.readNBytes(LONGEST), US_ASCII).strip());
        } catch (IOException | NumberFormatException e) {
            return WANTED;
        }
    }

    /** Packets that may be under way without any being lost: half of what fits. */
    public static int packetsUnderWay() {
        // Linux grants twice what is asked for, for its own structures.
        long fit = 2 * Math.min(WANTED, limit()) / BYTES_PER_DATAGRAM;
        return (int) Math.max(FEWEST, Math.min(MOST, fit / 2));
    }
}
