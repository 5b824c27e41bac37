package org.openrtpd.app.gaps;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.openrtpd.protocol.trace.DataFacts;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * The runs of one channel, by time. Packets may come in any order; each joins the run that it goes
 * on from, and the one that goes on from it.
 *
 * <p>When there are too many runs, the oldest is looked at for the last time and given up: what
 * comes later for the time before the next one is counted as too late.
 */
final class ChannelRuns {

    private static final Comparator<Run> BY_TIME = Comparator.comparingLong(Run::startNanos)
            .thenComparingLong(Run::firstPlace);

    /** How many runs are looked at for one that a packet belongs to; more seldom overlap. */
    private static final int NEIGHBOURS = 8;

    private final int most;
    private final long toleranceNanos;
    private final GapWalk walk;
    private final NavigableSet<Run> runs = new TreeSet<>(BY_TIME);
    private Run newest;
    private boolean settling;
    private long settledNanos;
    private long packets;
    private long duplicates;
    private long tooLate;

    /**
     * Runs of a channel.
     *
     * @param most how many are kept, at least 2
     * @param walk looks at each run once, in the order of time
     */
    ChannelRuns(int most, long toleranceNanos, GapWalk walk) {
        this.most = most;
        this.toleranceNanos = toleranceNanos;
        this.walk = walk;
    }

    /**
     * Takes in a packet.
     *
     * @param previousSample what it steps off from, or {@link DataFacts#NO_SAMPLE}
     */
    void add(DataFacts packet, long place, SampleRate rate, long previousSample) {
        if (settling && packet.startNanos() < settledNanos) {
            tooLate++;
        } else if (newest != null && newest.isContinuedBy(packet, place, rate, toleranceNanos)
                && runs.higher(newest) == null) {
            newest.append(packet, place);
            packets++;
        } else {
            addElsewhere(new Run(packet, place, rate, previousSample));
        }
    }

    private void addElsewhere(Run packet) {
        Run before = null;
        Run run = runs.floor(packet);
        for (int looked = 0; run != null && looked < NEIGHBOURS; looked++) {
            if (run.contains(packet, toleranceNanos)) {
                duplicates++;
                return;
            }
            if (before == null && run.isContinuedBy(packet, toleranceNanos)) {
                before = run;
            }
            run = runs.lower(run);
        }
        packets++;
        insert(packet, before);
    }

    private void insert(Run packet, Run before) {
        Run joined = packet;
        if (before != null) {
            before.append(packet);
            joined = before;
        }
        Run behind = continuation(joined);
        if (behind != null) {
            runs.remove(behind);
            joined.append(behind);
        }
        if (before == null) {
            runs.add(joined);
            settleOldest();
        }
        newest = joined;
    }

    private Run continuation(Run run) {
        Run next = runs.higher(run);
        for (int looked = 0; next != null && looked < NEIGHBOURS; looked++) {
            if (run.isContinuedBy(next, toleranceNanos)) {
                return next;
            }
            next = next.startNanos() < run.endNanos() + toleranceNanos ? runs.higher(next) : null;
        }
        return null;
    }

    private void settleOldest() {
        if (runs.size() > most) {
            Run oldest = runs.pollFirst();
            settling = true;
            settledNanos = runs.first().startNanos();
            walk.take(oldest);
        }
    }

    /** Looks at all runs that are left; nothing may be added behind this. */
    GapWalk finish() {
        runs.forEach(walk::take);
        runs.clear();
        return walk;
    }

    /**
     * What a walk over all runs finds now, its gaps those between the runs that are still kept; more
     * packets may be added behind this.
     */
    GapWalk soFar() {
        GapWalk look = new GapWalk(walk);
        runs.forEach(look::take);
        return look;
    }

    /** Packets that are in some run. */
    long packets() {
        return packets;
    }

    /** Packets that say again what is there already. */
    long duplicates() {
        return duplicates;
    }

    /** Packets that came when their time was given up. */
    long tooLate() {
        return tooLate;
    }
}
