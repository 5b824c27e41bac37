package org.openrtpd.app.bench;

import java.time.Duration;
import java.util.List;
import org.openrtpd.app.config.SettingSources;
import picocli.CommandLine.Model.CommandSpec;

/** What options of the benchmark may be told, and the answer to anything else. */
final class Bounds {

    /** Recorders that the load generator has addresses and memory for. */
    static final int MOST_RECORDERS = 20_000;

    private Bounds() {}

    /** @throws picocli.CommandLine.ParameterException with the bounds in its text */
    static void require(CommandSpec spec, String option, long value, long lowest, long highest) {
        if (value < lowest || value > highest) {
            throw SettingSources.wrongValue(spec, option, value, lowest + " to " + highest);
        }
    }

    /** The same for each of several. */
    static void requireAll(
            CommandSpec spec, String option, List<? extends Number> values, long lowest, long highest) {
        values.forEach(value -> require(spec, option, value.longValue(), lowest, highest));
    }

    /** @throws picocli.CommandLine.ParameterException when it is no time at all */
    static void requireTime(CommandSpec spec, String option, Duration value) {
        if (value.isZero()) {
            throw SettingSources.wrongValue(spec, option, "0", "more than 0");
        }
    }
}
