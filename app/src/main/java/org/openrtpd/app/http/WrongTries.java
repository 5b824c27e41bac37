package org.openrtpd.app.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts wrong secrets by source, an IPv4 address or an IPv6 /64, and says when one has tried often
 * enough for a minute. Remembers a bounded number of sources. One thread.
 */
final class WrongTries {

    static final int MAX_TRIES = 10;
    static final long PERIOD_NANOS = 60_000_000_000L;

    private static final int MAX_SOURCES = 1024;
    private static final int IPV6_PREFIX_BYTES = 8;

    private final LongSupplier nanoTime;
    private final Map<ByteBuffer, Tries> sources =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Tries> eldest) {
                    return size() > MAX_SOURCES;
                }
            };

    WrongTries(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** True when this source has to wait: what it sends is not even looked at. */
    boolean isBlocked(InetAddress address) {
        Tries tries = sources.get(source(address));
        return tries != null && tries.count >= MAX_TRIES
                && nanoTime.getAsLong() - tries.sinceNanos < PERIOD_NANOS;
    }

    void wrong(InetAddress address) {
        long now = nanoTime.getAsLong();
        Tries tries = sources.computeIfAbsent(source(address), unused -> new Tries(now));
        if (now - tries.sinceNanos >= PERIOD_NANOS) {
            tries.sinceNanos = now;
            tries.count = 0;
        }
        tries.count++;
    }

    private static ByteBuffer source(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(
                address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_PREFIX_BYTES) : bytes);
    }

    private static final class Tries {
        private long sinceNanos;
        private int count;

        Tries(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }
    }
}
