package org.openrtpd.protocol.clientsession;

import java.util.random.RandomGenerator;

/**
 * How long a client waits before it connects again. Immutable.
 *
 * @param firstNanos pause after the first failure, at least 1 s
 * @param longestNanos the pause doubles up to this with every failure in a row
 * @param jitter a random part of up to this share of the pause is added, 0 to 1
 */
public record ReconnectPause(long firstNanos, long longestNanos, double jitter) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    public ReconnectPause {
        if (firstNanos < NANOS_PER_SECOND) {
            throw new IllegalArgumentException("firstNanos " + firstNanos + " is less than 1 s");
        }
        if (longestNanos < firstNanos) {
            throw new IllegalArgumentException(
                    "longestNanos " + longestNanos + " is less than firstNanos " + firstNanos);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter " + jitter + " is not 0 to 1");
        }
    }

    /** 1 s, doubling up to 30 s, with a fifth of jitter. */
    public static ReconnectPause doubling() {
        return new ReconnectPause(NANOS_PER_SECOND, 30 * NANOS_PER_SECOND, 0.2);
    }

    /** 30 s, always, as the vendor's server does it towards others (client leg, section 10). */
    public static ReconnectPause upstream() {
        return fixed(30 * NANOS_PER_SECOND);
    }

    /** Always the same, at least 1 s. */
    public static ReconnectPause fixed(long nanos) {
        return new ReconnectPause(nanos, nanos, 0);
    }

    /**
     * The pause now.
     *
     * @param failuresBefore how many failed in a row before this one
     */
    long nanos(int failuresBefore, RandomGenerator random) {
        long pause = firstNanos;
        for (int i = 0; i < failuresBefore && pause < longestNanos; i++) {
            pause = Math.min(longestNanos, pause * 2);
        }
        return pause + (long) (pause * jitter * random.nextDouble());
    }
}
