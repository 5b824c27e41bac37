package org.openrtpd.app.simulate;

import io.netty.buffer.ByteBuf;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.UnitId;

/**
 * One file of an archive. Its length is in its name, so it is renamed when it is closed; until then
 * the length is 00000000 (record format, section 14).
 */
final class ArchiveFile {

    private final Path path;
    private final String startName;
    private final long startMillis;
    private final OutputStream out;
    private long earliestMillis = Long.MAX_VALUE;
    private long latestMillis = Long.MIN_VALUE;

    private ArchiveFile(Path path, String startName, long startMillis, OutputStream out) {
        this.path = path;
        this.startName = startName;
        this.startMillis = startMillis;
        this.out = out;
    }

    /**
     * Begins a file in the directory of its day, unit and stream.
     *
     * @param stream number, 0 for log and parameters
     * @param startMillis time of its first packet
     */
    static ArchiveFile begin(Path root, int unit, int stream, long startMillis) throws IOException {
        LocalDateTime start = LocalDateTime.ofEpochSecond(
                Math.floorDiv(startMillis, 1000L), 0, ZoneOffset.UTC);
        Path directory = root
                .resolve(String.format(Locale.ROOT, "%04d%03d", start.getYear(), start.getDayOfYear()))
                .resolve(UnitId.format(unit)).resolve(String.valueOf(stream));
        Files.createDirectories(directory);
        String name = String.format(Locale.ROOT, "%02d%02d%05d", start.getHour(), start.getMinute(),
                Math.floorMod(startMillis, 60_000L));
        Path path = directory.resolve(name + "_00000000");
        return new ArchiveFile(path, name, startMillis, new BufferedOutputStream(
                Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)));
    }

    long startMillis() {
        return startMillis;
    }

    /** Appends a packet that tells of the span from one time to another. */
    void write(ByteBuf packet, long fromMillis, long toMillis) throws IOException {
        packet.getBytes(0, out, PacketHeader.PACKET_LENGTH);
        earliestMillis = Math.min(earliestMillis, fromMillis);
        latestMillis = Math.max(latestMillis, toMillis);
    }

    void close() throws IOException {
        out.close();
        // A length of 0 would say that the file is still open.
        long length = Math.max(1, latestMillis - earliestMillis);
        Path closed = path.resolveSibling(
                String.format(Locale.ROOT, "%s_%08X", startName, length));
        if (Files.exists(closed)) {
            throw new FileAlreadyExistsException(closed.toString());
        }
        Files.move(path, closed);
    }
}
