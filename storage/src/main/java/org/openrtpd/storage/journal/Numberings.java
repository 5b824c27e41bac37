package org.openrtpd.storage.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openrtpd.protocol.recorder.Seq;

/**
 * How far the journal has each (unit, epoch): learnt by reading entries in order, so that a recorder
 * goes on where it was after any restart. Least recently used first.
 */
public final class Numberings {

    /** As many epochs of a unit as the sessions remember. */
    private static final int MAX_EPOCHS_PER_UNIT = 16;

    /** Next number expected of one (unit, epoch). */
    public record Numbering(int unit, int epoch, int next) {}

    private final Map<Integer, Map<Integer, Integer>> nextByUnit = new LinkedHashMap<>();

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
        Map<Integer, Integer> epochs = nextByUnit.computeIfAbsent(unit, u -> new LinkedHashMap<>(2));
        Integer known = epochs.get(epoch);
        if (known != null && Seq.isBefore(next, known)) {
            return;
        }
        if (known == null && epochs.size() == MAX_EPOCHS_PER_UNIT) {
            epochs.remove(epochs.keySet().iterator().next());
        }
        if (epochs.size() > 1) {
            epochs.remove(epoch);
        }
        epochs.put(epoch, next);
    }

    /** All of them; of one unit the most recently used last. */
    public List<Numbering> all() {
        List<Numbering> all = new ArrayList<>();
        nextByUnit.forEach((unit, epochs) ->
                epochs.forEach((epoch, next) -> all.add(new Numbering(unit, epoch, next))));
        return all;
    }
}
