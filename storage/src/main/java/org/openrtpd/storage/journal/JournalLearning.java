package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a journal before it is written again: how far each recorder is, where the journal ends, and
 * which files are damaged.
 *
 * <p>It ends at the first damage behind what is known to have been forced: an entry that is torn there
 * was never acknowledged, so nothing behind it was either, whole or not. Damage before is rot: what
 * stands behind it was acknowledged and counts. Forced is what {@link ForcedMark} says, what the
 * checkpoint tells of, and all that stands before the marker of a start, which is appended only when
 * the rest is forced.
 */
final class JournalLearning {

    private static final Logger LOG = LoggerFactory.getLogger(JournalLearning.class);

    private final Path data;
    private final JournalEntry entry = new JournalEntry();
    private final Set<Integer> damaged = new TreeSet<>();
    private Numberings numberings = new Numberings();
    private long forced;
    private long end = JournalPlace.BEGIN;
    private long lastIndex = -1;
    private long entriesRead;

    /** What turned out to be forced only behind damage: reason to read again. */
    private long proved;

    private JournalLearning(Path data, long forced) {
        this.data = data;
        this.forced = forced;
    }

    /** Reads the journal below a data directory, from its checkpoint on where there is one. */
    static JournalLearning of(Path data) throws IOException {
        long forced;
        try (ForcedMark mark = new ForcedMark(data)) {
            forced = mark.read();
        }
        while (true) {
            JournalLearning learning = new JournalLearning(data, forced);
            if (!JournalReader.exists(data)) {
                return learning;
            }
            learning.learn();
            if (learning.proved <= learning.forced) {
                return learning;
            }
            forced = learning.proved;
        }
    }

    private void learn() throws IOException {
        Checkpoint checkpoint = new Checkpoint(data);
        Optional<Checkpoint.Place> place = checkpoint.read(numberings);
        if (place.isPresent() && isThere(place.get())) {
            learnFrom(place.get().index());
            return;
        }
        if (place.isPresent()) {
            LOG.warn("the checkpoint does not fit the journal, as after a power loss; reading all of"
                    + " the journal");
            checkpoint.delete();
            numberings = new Numberings();
        }
        learnFrom(Long.MIN_VALUE);
    }

    private boolean isThere(Checkpoint.Place place) {
        try (JournalReader reader = JournalReader.open(data);
                JournalTailer tailer = reader.tailer()) {
            tailer.toIndex(place.index());
            boolean there = tailer.next(entry)
                    && entry.index() == place.index()
                    && entry.defect() == EntryDefect.NONE
                    && entry.crc() == place.entryCrc();
            if (there) {
                forced = Math.max(forced, tailer.lastEnd());
            }
            return there;
        }
    }

    private void learnFrom(long index) throws IOException {
        try (JournalReader reader = JournalReader.open(data);
                JournalTailer tailer = reader.tailer()) {
            tailer.toIndex(index);
            long holes = 0;
            while (read(tailer)) {
                boolean isWhole = entry.defect() == EntryDefect.NONE;
                noteStart(tailer);
                boolean behindHole = tailer.holes() > holes || isBehindOpenEnd(tailer.lastStart());
                long damagedTo = isWhole ? tailer.lastStart() : tailer.lastEnd();
                if ((behindHole || !isWhole) && damagedTo > forced) {
                    lookForProof(tailer);
                    return;
                }
                if (tailer.holes() > holes || !isWhole) {
                    noteDamage(tailer.lastStart());
                    holes = tailer.holes();
                }
                entriesRead++;
                if (isWhole) {
                    numberings.take(entry);
                    lastIndex = entry.index();
                    end = tailer.lastEnd();
                }
            }
        }
    }

    private boolean read(JournalTailer tailer) {
        return tailer.next(entry) || tailer.passHole() && tailer.next(entry);
    }

    private void noteStart(JournalTailer tailer) {
        if (entry.defect() == EntryDefect.NONE && entry.kind() == EntryKind.SERVER_START) {
            forced = Math.max(forced, tailer.lastStart());
        }
    }

    /** True when the file before was not ended where its last entry ends. */
    private boolean isBehindOpenEnd(long start) throws IOException {
        int before = JournalPlace.cycle(end);
        if (end == JournalPlace.BEGIN || JournalPlace.cycle(start) == before) {
            return false;
        }
        Path segment = JournalFiles.segment(JournalFiles.queueDirectory(data), before);
        return new SegmentTail(segment).endOfDocuments(JournalPlace.offset(end))
                != SegmentTail.SEALED;
    }

    /** Reads on only to see whether RTPD was ever started behind the damage. */
    private void lookForProof(JournalTailer tailer) {
        long before = forced;
        while (read(tailer)) {
            noteStart(tailer);
        }
        proved = forced;
        forced = before;
    }

    private void noteDamage(long behind) {
        int from = end == JournalPlace.BEGIN ? JournalPlace.cycle(behind) : JournalPlace.cycle(end);
        damaged.add(from);
        damaged.add(JournalPlace.cycle(behind));
        LOG.error("{} is damaged behind entry {}, in a part that was safely on the disk: the entries"
                + " in the damaged stretch are lost, all others are still there; check the disk, run"
                + " rtpd verify to see what is missing, and look for it in a backup",
                JournalFiles.segment(JournalFiles.queueDirectory(data), from), lastIndex);
    }

    Numberings numberings() {
        return numberings;
    }

    /** Entries that were read, those left out too. */
    long entriesRead() {
        return entriesRead;
    }

    /** Index of the last entry; -1 when there is none. */
    long lastIndex() {
        return lastIndex;
    }

    /** Where the journal ends: behind its last entry; {@link JournalPlace#BEGIN} when it is empty. */
    long end() {
        return end;
    }

    /** Up to where all was forced, as far as that is known. */
    long forced() {
        return forced;
    }

    /** True when a file holds damage in what was acknowledged, or has lost the end of that. */
    boolean isDamaged(int cycle) {
        boolean endIsLost = JournalPlace.cycle(forced) == cycle && forced > end
                || JournalPlace.cycle(end) < cycle && cycle < JournalPlace.cycle(forced);
        return endIsLost || damaged.contains(cycle);
    }
}
