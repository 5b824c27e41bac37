package org.openrtpd.protocol.session;

import java.util.ArrayList;
import java.util.List;
import org.openrtpd.protocol.record.UnitId;

/** What is known of one unit: its numberings, its session, its statistics. */
final class UnitState {

    /**
     * A recorder begins a new epoch when its numbering restarts, and does not go back to an old
     * one; more than two are only ever alive when several recorders share a unit id.
     */
    static final int MAX_NUMBERINGS = 16;

    final int unit;
    final UnitStatistics statistics = new UnitStatistics();

    /** The attached session; {@code null} while the unit is not attached. */
    RecorderSession session;

    int previousEpoch;
    long previousEpochNanos = Long.MIN_VALUE;

    /** Most recently used last. */
    private final List<Numbering> numberings = new ArrayList<>(1);

    UnitState(int unit) {
        this.unit = unit;
    }

    /** True when this is no recorder, but RTPID that looks whether packets are taken in. */
    boolean isProbe() {
        return unit == UnitId.PROBE;
    }

    /** The numbering of an epoch, or {@code null} when the journal has no packet of it. */
    Numbering numbering(int epoch) {
        for (int i = numberings.size() - 1; i >= 0; i--) {
            if (numberings.get(i).epoch == epoch) {
                return numberings.get(i);
            }
        }
        return null;
    }

    /** Keeps a numbering from now on, as the most recently used one. */
    void remember(Numbering numbering) {
        if (!numberings.isEmpty() && numberings.get(numberings.size() - 1) == numbering) {
            return;
        }
        numberings.remove(numbering);
        if (numberings.size() == MAX_NUMBERINGS) {
            numberings.remove(0);
        }
        numberings.add(numbering);
    }

    boolean hasNumberings() {
        return !numberings.isEmpty();
    }
}
