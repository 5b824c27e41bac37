package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away what a crash left behind the end of the journal, which was never acknowledged and must
 * not come back to life between later entries. Half an entry is wiped; a file with more than that is
 * set aside as it is, and written anew from what stands before the end.
 *
 * <p>A file with damage in what was acknowledged keeps all its bytes up to there, and is not written
 * to any more: the journal goes on in the file of the next hour.
 */
final class JournalCleaning {

    private static final Logger LOG = LoggerFactory.getLogger(JournalCleaning.class);

    private final Path data;
    private final JournalLearning learnt;
    private final SegmentRebuild rebuild;
    private boolean movedAway;

    JournalCleaning(Path data, JournalLearning learnt) {
        this.data = data;
        this.learnt = learnt;
        this.rebuild = new SegmentRebuild(data);
    }

    /**
     * Cleans.
     *
     * @return milliseconds since 1970: nothing may be appended to a file of an earlier hour
     */
    long clean() throws IOException {
        int last = JournalPlace.cycle(learnt.end());
        List<Path> segments = JournalFiles.segments(data);
        // The newest first: a crash in here leaves no file that is newer than one written anew.
        for (int i = segments.size() - 1; i >= 0; i--) {
            int cycle = JournalFiles.cycle(segments.get(i));
            if (cycle > last && !learnt.isDamaged(cycle)) {
                cleanBehindEnd(segments.get(i));
            } else if (cycle == last) {
                cleanLast(segments.get(i), learnt.isDamaged(cycle));
            }
        }
        if (movedAway) {
            makeMetadataAnew();
        }
        return hourToBegin();
    }

    private void cleanBehindEnd(Path segment) throws IOException {
        SegmentTail tail = new SegmentTail(segment);
        long end = tail.endOfDocuments(0);
        if (end != SegmentTail.SEALED && !tail.hasEntryBehind(0)) {
            wipe(tail, segment, end);
        } else if (tail.hasEntryBehind(0)) {
            Path aside = rebuild.setAside(segment);
            movedAway = true;
            LOG.warn("{} holds entries, but the end of the file before it is missing, as after a power"
                    + " loss: none of them was acknowledged, recorders send them again; it is kept as"
                    + " {}, delete it when you like", segment, aside);
        }
    }

    private void cleanLast(Path segment, boolean isDamaged) throws IOException {
        SegmentTail tail = new SegmentTail(segment);
        long end = tail.endOfDocuments(JournalPlace.offset(learnt.end()));
        if (end == SegmentTail.SEALED) {
            return;
        }
        if (isDamaged) {
            cutOff(segment, tail, end);
        } else if (tail.hasEntryBehind(end) || lastWritten(segment) >= end) {
            LOG.warn("{} has a hole, as after a power loss: entries that were not yet acknowledged are"
                    + " gone, recorders send them again; it is written anew from those before",
                    segment);
            forgetMark();
            movedAway |= rebuild.rebuild(segment, learnt.lastIndex()) == 0;
        } else {
            wipe(tail, segment, end);
        }
    }

    private void cutOff(Path segment, SegmentTail tail, long end) throws IOException {
        boolean endIsHere = JournalPlace.cycle(learnt.forced()) == JournalFiles.cycle(segment);
        long keep = endIsHere ? Math.max(end, JournalPlace.offset(learnt.forced())) : end;
        if (tail.usedBytes() > keep) {
            rebuild.cutOff(segment, keep);
        }
    }

    private static void wipe(SegmentTail tail, Path segment, long end) throws IOException {
        long wiped = tail.wipeBehind(end);
        if (wiped > 0) {
            LOG.info("wiped {} bytes of a half-written entry at the end of {}", wiped, segment);
        }
    }

    /** It tells of offsets in a file that is about to be written anew. */
    private void forgetMark() throws IOException {
        try (ForcedMark mark = new ForcedMark(data)) {
            mark.delete();
        }
    }

    /** Where the queue believes that its last entry begins. */
    private long lastWritten(Path segment) {
        try (JournalReader reader = JournalReader.open(data)) {
            return reader.lastWritten(segment);
        }
    }

    /** The queue's own table names the newest file, which is there no more. */
    private void makeMetadataAnew() throws IOException {
        Files.deleteIfExists(JournalFiles.metadata(data));
        if (!JournalFiles.segments(data).isEmpty()) {
            try (SingleChronicleQueue queue = JournalFiles.openForWriting(
                    JournalFiles.queueDirectory(data), InstantSource.system())) {
                LOG.debug("made {} anew", queue.file());
            }
        }
    }

    private long hourToBegin() {
        List<Path> segments = JournalFiles.segments(data);
        if (segments.isEmpty()) {
            return 0;
        }
        Path newest = segments.get(segments.size() - 1);
        long hour = JournalFiles.startMillis(newest);
        return learnt.isDamaged(JournalFiles.cycle(newest))
                ? hour + JournalFiles.ROLL_CYCLE.lengthInMillis() : hour;
    }
}
