package org.openrtpd.app.station;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openrtpd.protocol.station.StationMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A station file that is read again when it changes. A file with mistakes changes nothing: the map
 * of before stays in force, and what is wrong is logged once for each content.
 *
 * <p>It has no thread: its owner calls {@link #poll} in its loop, and passes the {@link #map} on.
 * {@link #map}, {@link #refusals} and {@link #readAgain} may be called by any thread.
 *
 * <p><i>Design note.</i> A change is taken in when the file has stayed the same from one look to
 * the next, because a CSV file of which an editor has written half is a good file, too. Somebody
 * who asks has finished writing, so {@link #readAgain} does not wait; and wants an answer, so what
 * is wrong is then said again.
 */
public final class StationFile {

    /** Time between two looks at the file. */
    static final long PAUSE_NANOS = 2_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(StationFile.class);

    /** What tells whether a file was written: a new one of the same name has another key. */
    private record Stamp(long modifiedNanos, long size, Object fileKey) {
        private static final Stamp NO_FILE = new Stamp(0, -1, null);

        static Stamp of(Path path) {
            try {
                var attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return new Stamp(attributes.lastModifiedTime().to(
                        TimeUnit.NANOSECONDS), attributes.size(),
                        attributes.fileKey());
            } catch (IOException e) {
                return NO_FILE;
            }
        }
    }

    private final Path path;
    private final String network;
    private final AtomicBoolean asked = new AtomicBoolean();

    private volatile StationMap map;
    private volatile long refusals;
    private List<String> mistakes = List.of();
    private long contentInForce;
    private long contentRefused;
    private Stamp read;
    private Stamp seen;
    private long lookedAtNanos;

    private StationFile(Path path, String network, Stamp stamp, StationReading reading,
            long nowNanos) {
        this.path = path;
        this.network = network;
        this.read = stamp;
        this.seen = stamp;
        this.lookedAtNanos = nowNanos;
        this.map = reading.map().orElseThrow();
        this.contentInForce = reading.contentHash();
    }

    /**
     * Reads a file for the first time.
     *
     * @param network that of rows which say none, and of units which are in no row
     * @param nowNanos of any clock that only goes forward, as {@link #poll} gets it
     * @throws StationFileException with every mistake, and when there is no such file
     */
    public static StationFile open(Path path, String network, long nowNanos) {
        Stamp stamp = Stamp.of(path);
        StationReading reading = StationReading.of(path, network);
        if (reading.map().isEmpty()) {
            throw new StationFileException("the station file is refused; put it right, or start"
                    + " without it\n" + String.join("\n", reading.mistakes()));
        }
        StationFile file = new StationFile(path, network, stamp, reading, nowNanos);
        LOG.info("stations file={} entries={}: in force", path, file.map.entries().size());
        return file;
    }

    /**
     * Looks at the file, when it is time to or somebody asked, and reads it when it has changed.
     * Owner's thread.
     *
     * @return true when a new map is in force
     */
    public boolean poll(long nowNanos) {
        boolean now = asked.getAndSet(false);
        if (!now && nowNanos - lookedAtNanos < PAUSE_NANOS) {
            return false;
        }
        lookedAtNanos = nowNanos;
        Stamp stamp = Stamp.of(path);
        boolean settled = stamp.equals(seen);
        seen = stamp;
        if (!now && (!settled || stamp.equals(read))) {
            return false;
        }
        read = stamp;
        return take(StationReading.of(path, network), now);
    }

    private boolean take(StationReading reading, boolean wanted) {
        Optional<StationMap> fresh = reading.map();
        if (fresh.isEmpty()) {
            refuse(reading, wanted);
            return false;
        }
        mistakes = List.of();
        if (reading.contentHash() == contentInForce) {
            LOG.info("stations file={}: read again, says what is in force", path);
            return false;
        }
        map = fresh.get();
        contentInForce = reading.contentHash();
        LOG.info("stations file={} entries={}: in force from now on", path, map.entries().size());
        return true;
    }

    private void refuse(StationReading reading, boolean wanted) {
        boolean said = !mistakes.isEmpty() && reading.contentHash() == contentRefused
                && Objects.equals(reading.mistakes(), mistakes);
        // One writer; volatile lets others read it.
        refusals = refusals + 1;
        mistakes = reading.mistakes();
        contentRefused = reading.contentHash();
        if (!said || wanted) {
            LOG.error("stations file={} is refused; the map of before stays in force. Put it right:"
                    + " it is read again by itself, and rtpd stations --check tries it\n{}",
                    path, String.join("\n", mistakes));
        }
    }

    /** Lets the next {@link #poll} read the file, changed or not. Any thread. */
    public void readAgain() {
        asked.set(true);
    }

    /** The map in force. */
    public StationMap map() {
        return map;
    }

    /** How often the file was read and refused. */
    public long refusals() {
        return refusals;
    }

    /** What is wrong with the file as it was read last; empty when nothing is. Owner's thread. */
    public List<String> mistakes() {
        return mistakes;
    }
}
