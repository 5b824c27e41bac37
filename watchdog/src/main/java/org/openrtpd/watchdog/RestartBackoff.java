package org.openrtpd.watchdog;

import java.time.Duration;

/**
 * How long to wait before the next start: 1 s, doubling to 60 s while starts fail one after the
 * other, from 1 s again after a good run. A command that was used wrongly is tried once a minute.
 */
final class RestartBackoff {

    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofSeconds(60);

    /** A run as long as that was a good one. */
    static final Duration GOOD_RUN = Duration.ofSeconds(60);

    private static final int WRONG_USAGE = 2;

    private Duration next = SHORTEST;

    /** The pause after a run that ended with an exit code after some time. */
    Duration pauseAfter(int exitCode, Duration uptime) {
        if (exitCode == WRONG_USAGE) {
            return LONGEST;
        }
        if (uptime.compareTo(GOOD_RUN) >= 0) {
            next = SHORTEST;
        }
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return pause;
    }

    /** What an exit code means, for people. */
    static String meaning(int exitCode) {
        if (exitCode > 128 && exitCode < 128 + 65) {
            return "it was ended by signal " + (exitCode - 128);
        }
        return switch (exitCode) {
            case 0 -> "it was asked to end, by somebody else";
            case WRONG_USAGE -> "its options or its configuration are wrong, which no restart cures:"
                    + " mend them";
            default -> "it failed";
        };
    }
}
