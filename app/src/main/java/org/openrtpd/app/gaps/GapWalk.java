package org.openrtpd.app.gaps;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Goes once over the runs of a channel in the order of time, and tells what is between them (record
 * format, sections 9.3 and 9.4) and how much of each day is there.
 */
final class GapWalk {

    private final int most;
    private final long toleranceNanos;
    private final StreamOrder order;
    private final TimeWindow window;
    private final DayCoverage days;
    private final List<Gap> gaps = new ArrayList<>();
    private final Map<Gap.Kind, Long> counts = new EnumMap<>(Gap.Kind.class);
    private Run first;
    /** Of the runs so far the one that goes on longest. */
    private Run reach;

    /**
     * A walk that has yet to begin.
     *
     * @param most gaps that are kept; more are counted
     * @param order of the stream, which knows what is missing
     * @param window time that is asked for; what is outside is not there
     */
    GapWalk(int most, long toleranceNanos, StreamOrder order, TimeWindow window) {
        this.most = most;
        this.toleranceNanos = toleranceNanos;
        this.order = order;
        this.window = window;
        this.days = new DayCoverage();
    }

    /** A walk that goes on where another is, with no gaps listed yet; the other one stays. */
    GapWalk(GapWalk other) {
        this.most = other.most;
        this.toleranceNanos = other.toleranceNanos;
        this.order = other.order;
        this.window = other.window;
        this.days = other.days.copy();
        this.first = other.first;
        this.reach = other.reach;
    }

    /** Takes the next run; none begins before the one taken last. */
    void take(Run run) {
        if (reach == null) {
            first = run;
            reach = run;
            cover(run.startNanos(), run.endNanos());
            lookBefore(run);
            return;
        }
        long difference = run.startNanos() - reach.endNanos();
        if (difference >= toleranceNanos) {
            add(gap(reach, run));
            cover(run.startNanos(), run.endNanos());
        } else {
            if (difference <= -toleranceNanos) {
                add(overlap(reach, run));
            }
            cover(reach.endNanos(), run.endNanos());
        }
        if (run.endNanos() > reach.endNanos()) {
            reach = run;
        }
    }

    private void lookBefore(Run run) {
        if (window.hasFrom() && isMissing(window.fromNanos(), run.startNanos(), run)) {
            add(new Gap(window.fromNanos(), run.startNanos(), run.rate(), GapCause.NO_DATA, 0));
        }
    }

    /** Says that no run follows. */
    void end() {
        if (reach != null && window.hasUntil()
                && isMissing(reach.endNanos(), window.untilNanos(), reach)) {
            add(new Gap(reach.endNanos(), window.untilNanos(), reach.rate(), GapCause.NO_DATA, 0));
        }
    }

    /** A window does not begin with a sample, so one interval without one is nothing. */
    private boolean isMissing(long fromNanos, long untilNanos, Run run) {
        return untilNanos - fromNanos >= toleranceNanos + run.rate().nanos(1);
    }

    private Gap gap(Run before, Run next) {
        boolean inOrder = before.isBefore(next);
        long missing = inOrder ? order.missing(before.lastPlace(), next.firstPlace()) : 0;
        return new Gap(before.endNanos(), next.startNanos(), next.rate(),
                gapCause(before, next, missing), missing);
    }

    private static GapCause gapCause(Run before, Run next, long missing) {
        if (before.isDamaged()) {
            return GapCause.DAMAGED_PACKET;
        }
        if (before.joins(next)) {
            return GapCause.CLOCK;
        }
        if (missing > 0) {
            return GapCause.LOST_PACKETS;
        }
        boolean goesOn = before.isBefore(next) && before.isOfSameEventAs(next);
        return before.isBorderKnown(next) || !goesOn ? GapCause.NOT_RECORDED : GapCause.CLOCK;
    }

    private static Gap overlap(Run before, Run next) {
        if (before.isBefore(next)) {
            return new Gap(before.endNanos(), next.startNanos(), next.rate(), GapCause.CLOCK, 0);
        }
        if (next.isBefore(before)) {
            // The clock went back so far that what was recorded later begins earlier.
            return new Gap(next.endNanos(), before.startNanos(), next.rate(), GapCause.CLOCK, 0);
        }
        return new Gap(before.endNanos(), next.startNanos(), next.rate(), GapCause.DATA_AGAIN, 0);
    }

    private void add(Gap gap) {
        counts.merge(gap.kind(), 1L, Long::sum);
        if (gaps.size() < most) {
            gaps.add(gap);
        }
    }

    private void cover(long fromNanos, long untilNanos) {
        days.cover(window.later(fromNanos), window.earlier(untilNanos));
    }

    /** The gaps in the order of time; the first ones when there are too many. */
    List<Gap> gaps() {
        return gaps;
    }

    /** How many there are of a kind, kept or not. */
    long count(Gap.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** How much of each day is there. */
    List<DayShare> days() {
        if (reach == null) {
            return List.of();
        }
        return days.shares(window.hasFrom() ? window.fromNanos() : first.startNanos(),
                window.hasUntil() ? window.untilNanos() : reach.endNanos());
    }

    /** Time with data on the day that begins then. */
    long coveredNanos(long dayNanos) {
        return days.coveredNanos(dayNanos);
    }

    /** The run that goes on longest. */
    Run reach() {
        return reach;
    }

    /** The run that begins first. */
    Run first() {
        return first;
    }
}
