package org.openrtpd.storage.journal;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openrtpd.protocol.recorder.Seq;

/**
 * How far the journal has each (unit, epoch): learnt by reading entries in order, so that a recorder
 * goes on where it was after any restart.
 */
public final class Numberings {

    /** As many epochs of a unit as the sessions remember. */
    private static final int MAX_EPOCHS_PER_UNIT = 16;

    /** Next number expected of one (unit, epoch). */
    public record Numbering(int unit, int epoch, int next) {}

    private final IntObjectMap<Epochs> units = new IntObjectHashMap<>();

    /** What is known of one unit, without an object for a number: every packet comes by here. */
    private static final class Epochs {
        private int[] epochs = new int[1];
        private int[] nexts = new int[1];
        private int count;

        /** Looks from the most recently used one on; -1 when the epoch is not known. */
        private int find(int epoch) {
            int at = count - 1;
            while (at >= 0 && epochs[at] != epoch) {
                at--;
            }
            return at;
        }

        private void set(int epoch, int next) {
            int at = find(epoch);
            if (at >= 0 && Seq.isBefore(next, nexts[at])) {
                return;
            }
            if (at < 0) {
                at = place();
            }
            // What is used now moves behind the others.
            int behind = count - 1 - at;
            System.arraycopy(epochs, at + 1, epochs, at, behind);
            System.arraycopy(nexts, at + 1, nexts, at, behind);
            epochs[count - 1] = epoch;
            nexts[count - 1] = next;
        }

        /** Where a new epoch may stand: behind the others, or instead of the oldest. */
        private int place() {
            if (count == MAX_EPOCHS_PER_UNIT) {
                return 0;
            }
            if (count == epochs.length) {
                epochs = Arrays.copyOf(epochs, 2 * count);
                nexts = Arrays.copyOf(nexts, 2 * count);
            }
            return count++;
        }
    }

    /** Takes in one entry. */
    void take(JournalEntry entry) {
        if (entry.defect() != EntryDefect.NONE) {
            return;
        }
        switch (entry.kind()) {
            case PACKET -> set(entry.unit(), entry.epoch(), entry.seq() + 1);
            case GAP -> set(entry.unit(), entry.epoch(), entry.gapEnd());
            default -> {
                // The other kinds number nothing.
            }
        }
    }

    void set(int unit, int epoch, int next) {
        Epochs known = units.get(unit);
        if (known == null) {
            known = new Epochs();
            units.put(unit, known);
        }
        known.set(epoch, next);
    }

    /** All of them; of one unit the most recently used last. */
    public List<Numbering> all() {
        List<Numbering> all = new ArrayList<>();
        units.forEach((unit, known) -> {
            for (int i = 0; i < known.count; i++) {
                all.add(new Numbering(unit, known.epochs[i], known.nexts[i]));
            }
        });
        return all;
    }
}
