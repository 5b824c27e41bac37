package org.openrtpd.app.live.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openrtpd.protocol.health.HealthNumber;

/** What series of health are called, for people. */
final class SeriesText {

    private static final String MASS = "mass";

    private static final Map<String, String> LABELS = Map.of("lock", "GPS lock",
            "quality", "timing quality", "latency", "latency", "packets", "packets");
    private static final Map<String, String> UNITS =
            Map.of("quality", "%", "latency", "s", "packets", "1/min");

    private SeriesText() {}

    static String label(String key) {
        return key.startsWith(MASS) ? "mass position " + key.substring(MASS.length())
                : number(key).map(HealthNumber::label).orElse(LABELS.getOrDefault(key, key));
    }

    /** Of mass positions the unit is volts where weights are known, else counts: not told here. */
    static String unit(String key) {
        return number(key).map(HealthNumber::unit).orElse(UNITS.getOrDefault(key, ""));
    }

    private static Optional<HealthNumber> number(String key) {
        return Arrays.stream(HealthNumber.values())
                .filter(number -> number.name().toLowerCase(Locale.ROOT).equals(key)).findFirst();
    }
}
