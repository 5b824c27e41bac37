package org.openrtpd.app.ops;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Says the same thing at most once a minute for each key, and then how often it was not said.
 * Remembers a bounded number of keys. Any thread.
 */
public final class RateLimitedLog {

    private static final long PAUSE_NANOS = 60_000_000_000L;
    private static final int MAX_KEYS = 1024;

    private final Logger log;
    private final LongSupplier nanoTime;
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
    }

    /** Logs at WARN, unless that was said for this key less than a minute ago. */
    public synchronized void warn(Object key, String format, Object... arguments) {
        long now = nanoTime.getAsLong();
        Said last = said.get(key);
        if (last != null && now - last.atNanos < PAUSE_NANOS) {
            last.keptBack++;
            return;
        }
        said.put(key, new Said(now));
        if (last == null || last.keptBack == 0) {
            log.warn(format, arguments);
        } else {
            log.warn(format + " (and " + last.keptBack + " times more since this was last said)",
                    arguments);
        }
    }

    private static final class Said {
        private final long atNanos;
        private long keptBack;

        Said(long atNanos) {
            this.atNanos = atNanos;
        }
    }
}
