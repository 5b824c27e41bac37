package org.openrtpd.app.bench.ingest;

/**
 * A rate at which latencies are measured: packets a second, or a part of what RTPD takes at most.
 *
 * @param number packets a second, or percent
 */
public record OfferedRate(long number, Kind kind) {

    /** What the number counts. */
    public enum Kind {
        PACKETS_PER_SECOND,
        PERCENT_OF_MOST
    }

    private static final int PERCENT = 100;

    public OfferedRate {
        if (number < 1) {
            throw new IllegalArgumentException("a rate is 1 or more");
        }
    }

    /**
     * Reads 20000 or 50%.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public static OfferedRate parse(String text) {
        String word = text.strip();
        try {
            return word.endsWith("%")
                    ? new OfferedRate(Long.parseLong(word.substring(0, word.length() - 1)),
                            Kind.PERCENT_OF_MOST)
                    : new OfferedRate(Long.parseLong(word), Kind.PACKETS_PER_SECOND);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no rate: write packets a second, as"
                    + " 20000, or a part of what RTPD takes at most, as 50%");
        }
    }

    /** Packets a second, when so many are taken at most. */
    long of(double most) {
        return kind == Kind.PACKETS_PER_SECOND ? number
                : Math.max(1, Math.round(most * number / PERCENT));
    }
}
