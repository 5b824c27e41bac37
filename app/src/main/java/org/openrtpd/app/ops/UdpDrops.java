package org.openrtpd.app.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Datagrams that the system dropped because the receive buffer of a socket was full (Linux). */
public final class UdpDrops {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
    private static final int LOCAL_ADDRESS = 1;
    private static final int DROPS = 12;

    private final List<Path> tables;
    private final String port;

    /** @param port of the socket */
    public UdpDrops(int port) {
        this(TABLES, port);
    }

    UdpDrops(List<Path> tables, int port) {
        this.tables = tables;
        this.port = String.format(Locale.ROOT, ":%04X", port);
    }

    /** Dropped since the sockets of this port were opened; 0 where the system does not tell. */
    public long count() {
        return tables.stream().mapToLong(this::count).sum();
    }

    private long count(Path table) {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length > DROPS && words[LOCAL_ADDRESS].endsWith(port))
                    .mapToLong(words -> Long.parseLong(words[DROPS])).sum();
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
