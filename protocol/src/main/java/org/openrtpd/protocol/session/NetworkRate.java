package org.openrtpd.protocol.session;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rate for each source network: 24 bits of an IPv4 address, 48 of an IPv6 one. A token bucket a
 * network; the networks longest not seen are forgotten. One thread only.
 */
public final class NetworkRate {

    private static final int MAX_NETWORKS = 4096;
    private static final int BURST_SECONDS = 4;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final double burst;
    private final Map<Long, Bucket> buckets =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Bucket> eldest) {
                    return size() > MAX_NETWORKS;
                }
            };

    /** A bucket holds four seconds' worth. */
    NetworkRate(int perSecond) {
        this(perSecond, (double) perSecond * BURST_SECONDS);
    }

    /**
     * @param burst tokens that a bucket holds, 1 or more
     */
    public NetworkRate(double perSecond, double burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /** Takes one token; false when the network has none left. */
    public boolean permits(InetAddress source, long nowNanos) {
        Bucket bucket = buckets.computeIfAbsent(network(source), n -> new Bucket(burst, nowNanos));
        double earned = (nowNanos - bucket.filledAtNanos) / NANOS_PER_SECOND * perSecond;
        bucket.tokens = Math.min(burst, bucket.tokens + earned);
        bucket.filledAtNanos = nowNanos;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens--;
        return true;
    }

    private static long network(InetAddress source) {
        byte[] address = source.getAddress();
        int prefixBytes = address.length == 4 ? 3 : 6;
        long network = address.length;
        for (int i = 0; i < prefixBytes; i++) {
            network = network << 8 | address[i] & 0xFF;
        }
        return network;
    }

    private static final class Bucket {
        private double tokens;
        private long filledAtNanos;

        Bucket(double tokens, long filledAtNanos) {
            this.tokens = tokens;
            this.filledAtNanos = filledAtNanos;
        }
    }
}
