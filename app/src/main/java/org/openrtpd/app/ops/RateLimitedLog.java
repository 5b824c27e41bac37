package org.openrtpd.app.ops;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Says the same thing at most once a minute for each key, and then how often it was not said.
 * Remembers a bounded number of keys, and of ever new ones says a bounded number of lines: {@link
 * #BURST} at once, and one a second. Any thread.
 */
public final class RateLimitedLog {

    private static final long PAUSE_NANOS = 60_000_000_000L;
    private static final long LINE_NANOS = 1_000_000_000L;
    private static final int MAX_KEYS = 1024;

    static final int BURST = 2000;

    private final Logger log;
    private final LongSupplier nanoTime;
    private int lines = BURST;
    private long countedAtNanos;
    private long others;
    private final Map<Object, Said> said =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Object, Said> eldest) {
                    return size() > MAX_KEYS;
                }
            };

    public RateLimitedLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.countedAtNanos = nanoTime.getAsLong();
    }

    /** Logs at WARN, unless that was said for this key less than a minute ago. */
    public synchronized void warn(Object key, String format, Object... arguments) {
        long now = nanoTime.getAsLong();
        Said last = said.get(key);
        if (last != null && now - last.atNanos < PAUSE_NANOS) {
            last.keptBack++;
            return;
        }
        if (!takeLine(now)) {
            others++;
            return;
        }
        said.put(key, new Said(now));
        log.warn(format
                + (last == null || last.keptBack == 0 ? ""
                        : " (and " + last.keptBack + " times more since this was last said)")
                + (others == 0 ? "" : " (and " + others + " such lines about others were left out)"),
                arguments);
        others = 0;
    }

    private boolean takeLine(long now) {
        long earned = (now - countedAtNanos) / LINE_NANOS;
        countedAtNanos += earned * LINE_NANOS;
        lines = (int) Math.min(BURST, lines + earned);
        if (lines == 0) {
            return false;
        }
        lines--;
        return true;
    }

    private static final class Said {
        private final long atNanos;
        private long keptBack;

        Said(long atNanos) {
            this.atNanos = atNanos;
        }
    }
}
