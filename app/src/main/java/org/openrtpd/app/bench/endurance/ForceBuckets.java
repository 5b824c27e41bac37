package org.openrtpd.app.bench.endurance;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a server's forces of the disk took since it began, as its metrics tell: a late
 * acknowledgement has its cause here or elsewhere.
 *
 * @param noLonger how many forces took at most so many seconds; the last of all, infinity, counts each
 */
record ForceBuckets(SortedMap<Double, Long> noLonger) {

    private static final Pattern BUCKET =
            Pattern.compile("rtpd_journal_force_seconds_bucket\\{le=\"([^\"]+)\"} ([0-9.E]+)");
    private static final double MILLIS = 1e3;
    private static final double PERCENT = 100;

    /** Reads them from all metrics of a server, Prometheus's text format. */
    static ForceBuckets of(String metrics) {
        SortedMap<Double, Long> counts = new TreeMap<>();
        Matcher bucket = BUCKET.matcher(metrics);
        while (bucket.find()) {
            double edge = bucket.group(1).equals("+Inf")
                    ? Double.POSITIVE_INFINITY : Double.parseDouble(bucket.group(1));
            counts.put(edge, (long) Double.parseDouble(bucket.group(2)));
        }
        return new ForceBuckets(counts);
    }

    /** Those that ended after an earlier look. */
    ForceBuckets since(ForceBuckets earlier) {
        SortedMap<Double, Long> counts = new TreeMap<>(noLonger);
        counts.replaceAll((edge, count) -> count - earlier.noLonger.getOrDefault(edge, 0L));
        return new ForceBuckets(counts);
    }

    long count() {
        return noLonger.isEmpty() ? 0 : noLonger.get(noLonger.lastKey());
    }

    /** Milliseconds that so many percent did not exceed, the edge of a bucket; 0 of none. */
    double millis(double percent) {
        long wanted = (long) Math.ceil(count() * percent / PERCENT);
        return wanted == 0 ? 0 : noLonger.entrySet().stream()
                .filter(bucket -> bucket.getValue() >= wanted)
                .mapToDouble(Map.Entry::getKey).min().orElseThrow() * MILLIS;
    }
}
