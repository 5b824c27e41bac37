package org.openrtpd.app.station;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.openrtpd.app.terminal.FileTrouble;
import org.openrtpd.protocol.station.StationEntry;
import org.openrtpd.protocol.station.StationMap;

/**
 * What came of reading a station file once: a map, or mistakes.
 *
 * @param map there when nothing is wrong
 * @param mistakes a text for each, with file and line; empty when nothing is wrong
 * @param contentHash tells contents from each other, well enough to not say the same twice
 */
public record StationReading(Optional<StationMap> map, List<String> mistakes, long contentHash) {

    private static final long NO_CONTENT = -1;

    /**
     * Reads a file.
     *
     * @param network that of rows which say none, and of units which are in no row
     */
    public static StationReading of(Path file, String network) {
        Mistakes mistakes = new Mistakes();
        Optional<StationFormat> format = StationFormat.of(file);
        if (format.isEmpty()) {
            mistakes.add(0, "the end of its name says what is in it: .toml, .csv, or .map and .txt"
                    + " for lines of unit and station");
            return refused(file, mistakes, NO_CONTENT);
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(format.get().mostBytes() + 1);
        } catch (NoSuchFileException e) {
            mistakes.add(0, "there is no such file; conf/stations.toml is one to begin with");
            return refused(file, mistakes, NO_CONTENT);
        } catch (IOException e) {
            mistakes.add(0, "it cannot be read: " + FileTrouble.why(e));
            return refused(file, mistakes, NO_CONTENT);
        }
        return of(file, bytes, format.get(), network);
    }

    private static StationReading of(
            Path file, byte[] bytes, StationFormat format, String network) {
        Mistakes mistakes = new Mistakes();
        CRC32C hash = new CRC32C();
        hash.update(bytes);
        if (bytes.length > format.mostBytes()) {
            mistakes.add(0, "it is longer than " + (format.mostBytes() >> 20) + " MiB"
                    + (format == StationFormat.TOML ? "; as .csv it may have 16 MiB" : ""));
            return refused(file, mistakes, hash.getValue());
        }
        StationRows rows = new StationRows(network, mistakes);
        StationText.of(bytes, mistakes).ifPresent(text -> format.read(text, rows, mistakes));
        List<StationEntry> entries = rows.entries();
        return mistakes.isEmpty()
                ? new StationReading(Optional.of(StationMap.of(rows.network(), entries)), List.of(),
                        hash.getValue())
                : refused(file, mistakes, hash.getValue());
    }

    private static StationReading refused(Path file, Mistakes mistakes, long contentHash) {
        return new StationReading(
                Optional.empty(), mistakes.texts(file.toString()), contentHash);
    }
}
