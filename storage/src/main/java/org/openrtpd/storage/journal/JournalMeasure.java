package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures what a journal takes on disk. Remembers files that do not grow any more. One thread. */
public final class JournalMeasure {

    private final Path data;
    private final Map<Path, Long> closed = new HashMap<>();

    /** @param data data directory that the journal lies in */
    public JournalMeasure(Path data) {
        this.data = data;
    }

    /**
     * Looks at the files.
     *
     * @throws IOException when they, or the file system, cannot be asked
     */
    public JournalUsage measure() throws IOException {
        List<Path> segments = JournalFiles.segments(data);
        closed.keySet().retainAll(segments);
        long bytes = 0;
        long lastMillis = 0;
        for (int i = 0; i < segments.size(); i++) {
            Path segment = segments.get(i);
            boolean grows = i >= segments.size() - 1;
            try {
                bytes += grows ? new SegmentTail(segment).usedBytes() : closedSize(segment);
                lastMillis = grows ? Files.getLastModifiedTime(segment).toMillis() : lastMillis;
            } catch (NoSuchFileException e) {
                // Retention took it just now.
            }
        }
        FileStore store = Files.getFileStore(data);
        return new JournalUsage(segments.size(), bytes,
                segments.isEmpty() ? 0 : JournalFiles.startMillis(segments.get(0)), lastMillis,
                store.getUsableSpace(), store.getTotalSpace());
    }

    private long closedSize(Path segment) throws IOException {
        Long known = closed.get(segment);
        if (known == null) {
            known = new SegmentTail(segment).usedBytes();
            closed.put(segment, known);
        }
        return known;
    }
}
