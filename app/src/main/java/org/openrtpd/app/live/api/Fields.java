package org.openrtpd.app.live.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.openrtpd.protocol.record.PacketTime;

/** A JSON object that is being put together; what is not known stands there as null. */
final class Fields {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int MILLI_DIGITS = 6;
    private static final double THOUSANDTHS = 1000;

    private final Map<String, Object> values = new LinkedHashMap<>();

    Fields put(String key, Object value) {
        values.put(key, value);
        return this;
    }

    Fields maybe(String key, Optional<?> value) {
        values.put(key, value.orElse(null));
        return this;
    }

    /** A number to three digits, which is what numbers of an instrument are good for. */
    Fields number(String key, OptionalDouble value) {
        return value.isPresent() ? number(key, value.getAsDouble()) : put(key, null);
    }

    /** Likewise; NaN and infinite numbers are not known. */
    Fields number(String key, double value) {
        return put(key, Double.isFinite(value)
                ? Math.round(value * THOUSANDTHS) / THOUSANDTHS : null);
    }

    /** A time of nanoseconds since 1970 as milliseconds; null for no time. */
    Fields millis(String key, long nanos) {
        return put(key, nanos == PacketTime.NO_TIME ? null : millis(nanos));
    }

    Fields millis(String key, Optional<Long> nanos) {
        return millis(key, nanos.orElse(PacketTime.NO_TIME));
    }

    /** Whole milliseconds without a fraction, others with all digits. */
    static Number millis(long nanos) {
        return nanos % NANOS_PER_MILLI == 0
                ? nanos / NANOS_PER_MILLI : BigDecimal.valueOf(nanos, MILLI_DIGITS);
    }

    @JsonValue
    Map<String, Object> values() {
        return values;
    }
}
