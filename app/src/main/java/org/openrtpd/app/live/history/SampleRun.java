package org.openrtpd.app.live.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * Samples of a channel without a gap. Nobody may write to them.
 *
 * @param startNanos of the first one, nanoseconds since 1970 UTC
 */
public record SampleRun(long startNanos, SampleRate rate, int[] samples) {

    /** Where the next sample is expected. */
    public long endNanos() {
        return startNanos + rate.nanos(samples.length);
    }

    /** Only what is in a time. */
    SampleRun cut(long fromNanos, long untilNanos) {
        int from = (int) Math.min(samples.length, ahead(fromNanos));
        int to = (int) Math.min(samples.length, ahead(untilNanos));
        return new SampleRun(startNanos + rate.nanos(from), rate,
                Arrays.copyOfRange(samples, from, Math.max(from, to)));
    }

    /** Samples before a time. */
    private long ahead(long nanos) {
        if (nanos <= startNanos) {
            return 0;
        }
        long count = rate.samples(nanos - startNanos);
        return startNanos + rate.nanos(count) < nanos ? count + 1 : count;
    }

    /** Packets in the order of time, without those that come twice, joined where they go on. */
    static List<SampleRun> joined(List<SampleRun> packets) {
        List<SampleRun> sorted = new ArrayList<>(packets);
        sorted.sort(Comparator.comparingLong(SampleRun::startNanos));
        List<SampleRun> joined = new ArrayList<>();
        List<SampleRun> parts = new ArrayList<>();
        for (SampleRun next : sorted) {
            SampleRun last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
            if (last != null && last.startNanos == next.startNanos
                    && Arrays.equals(last.samples, next.samples)) {
                continue;
            }
            if (last != null && !last.isContinuedBy(next)) {
                joined.add(one(parts));
                parts.clear();
            }
            parts.add(next);
        }
        if (!parts.isEmpty()) {
            joined.add(one(parts));
        }
        return joined;
    }

    private boolean isContinuedBy(SampleRun next) {
        return rate.equals(next.rate)
                && Math.abs(next.startNanos - endNanos()) < rate.nanos(1) / 2;
    }

    private static SampleRun one(List<SampleRun> parts) {
        int[] all = new int[parts.stream().mapToInt(part -> part.samples.length).sum()];
        int at = 0;
        for (SampleRun part : parts) {
            System.arraycopy(part.samples, 0, all, at, part.samples.length);
            at += part.samples.length;
        }
        return new SampleRun(parts.get(0).startNanos, parts.get(0).rate, all);
    }
}
