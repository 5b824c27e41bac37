package org.openrtpd.storage.archive.reftek;

import io.netty.buffer.ByteBuf;
import java.math.BigDecimal;
import java.util.TreeMap;
import org.openrtpd.storage.archive.StateText;

/** How long the samples of streams take, as their last EH or ET says. */
final class StreamRates {

    /** Answer where no rate was seen yet. */
    static final long UNKNOWN = -1;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final TreeMap<Integer, BigDecimal> rates = new TreeMap<>();

    private static int key(int unit, int streamNumber) {
        return unit << 4 | streamNumber;
    }

    void note(int unit, int streamNumber, String text) {
        try {
            BigDecimal rate = new BigDecimal(text);
            if (rate.signum() > 0) {
                rates.put(key(unit, streamNumber), rate);
            }
        } catch (NumberFormatException e) {
            return;
        }
    }

    long nanos(int unit, int streamNumber, int samples) {
        BigDecimal rate = rates.get(key(unit, streamNumber));
        return rate == null ? UNKNOWN
                : BigDecimal.valueOf(samples * NANOS_PER_SECOND)
                        .divideToIntegralValue(rate).longValue();
    }

    void save(ByteBuf state) {
        state.writeInt(rates.size());
        rates.forEach((key, rate) -> {
            state.writeInt(key);
            StateText.write(rate.toString(), state);
        });
    }

    void restore(ByteBuf state) {
        for (int left = state.readInt(); left > 0; left--) {
            rates.put(state.readInt(), new BigDecimal(StateText.read(state)));
        }
    }
}
