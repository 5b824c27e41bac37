package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files whose first page, where the queue describes them, is not there: the queue waits for it and
 * then gives up. One that was forced is written anew from its entries; any other never counted.
 */
final class HeaderlessSegments {

    private static final Logger LOG = LoggerFactory.getLogger(HeaderlessSegments.class);

    private final Path data;
    private final SegmentRebuild rebuild;

    HeaderlessSegments(Path data) {
        this.data = data;
        this.rebuild = new SegmentRebuild(data);
    }

    /** Mends or sets aside each of them; before the queue is opened. */
    void mend() throws IOException {
        long forced;
        try (ForcedMark mark = new ForcedMark(data)) {
            forced = mark.read();
        }
        List<Path> segments = JournalFiles.segments(data);
        for (int i = segments.size() - 1; i >= 0; i--) {
            Path segment = segments.get(i);
            if (!JournalFiles.isBegun(segment)) {
                boolean counts = forced == JournalPlace.BEGIN
                        || JournalFiles.cycle(segment) <= JournalPlace.cycle(forced);
                mend(segment, counts);
                // The queue's own table may name a file that is there no more; it is made anew.
                Files.deleteIfExists(JournalFiles.metadata(data));
            }
        }
    }

    private void mend(Path segment, boolean counts) throws IOException {
        SegmentTail tail = new SegmentTail(segment);
        if (counts && tail.hasEntryBehind(0)) {
            LOG.error("the first page of {} is gone, in a part that was safely on the disk; it is"
                    + " written anew from its entries; check the disk, and run rtpd verify to see"
                    + " whether any is missing", segment);
            rebuild.rebuildWithoutHeader(segment);
        } else if (tail.usedBytes() == 0) {
            Files.delete(segment);
        } else {
            LOG.warn("{} was begun, but its first page is missing, as after a power loss: nothing in it"
                    + " was acknowledged, recorders send it again; it is kept as {}, delete it when you"
                    + " like", segment, rebuild.setAside(segment));
        }
    }
}
