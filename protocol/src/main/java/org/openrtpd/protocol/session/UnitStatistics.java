package org.openrtpd.protocol.session;

import java.net.InetSocketAddress;
import java.util.Optional;

/** What one unit did since the server started; the thread of the session table writes it. */
public final class UnitStatistics {

    private static final int SMOOTHING = 8;

    long packets;
    long bytes;
    long duplicates;
    long holes;
    long reordered;
    long resent;
    long rebinds;
    long gaps;
    long lastSeenNanos;
    long lastPacketNanos;
    long ackRoundTripNanos;
    InetSocketAddress lastPeer;

    void roundTrip(long nanos) {
        ackRoundTripNanos =
                ackRoundTripNanos == 0
                        ? nanos
                        : ackRoundTripNanos + (nanos - ackRoundTripNanos) / SMOOTHING;
    }

    public long packets() {
        return packets;
    }

    public long bytes() {
        return bytes;
    }

    public long duplicates() {
        return duplicates;
    }

    public long holes() {
        return holes;
    }

    public long reordered() {
        return reordered;
    }

    public long resent() {
        return resent;
    }

    public long rebinds() {
        return rebinds;
    }

    public long gaps() {
        return gaps;
    }

    /** Where the unit was last heard from; empty when it was not since the server started. */
    public Optional<InetSocketAddress> lastPeer() {
        return Optional.ofNullable(lastPeer);
    }

    /** When the unit was last heard, in the time that the table is driven with. */
    public long lastSeenNanos() {
        return lastSeenNanos;
    }

    /** When the unit's last packet was taken in, in that time; 0 when none was. */
    public long lastPacketNanos() {
        return lastPacketNanos;
    }

    /** Smoothed time from an acknowledgement to the packet it let through; 0 when not known. */
    public long ackRoundTripNanos() {
        return ackRoundTripNanos;
    }

    @Override
    public String toString() {
        return "packets=" + packets + " bytes=" + bytes + " duplicates=" + duplicates + " holes="
                + holes + " reordered=" + reordered + " resent=" + resent + " rebinds=" + rebinds
                + " gaps=" + gaps + " ackRoundTripMs=" + ackRoundTripNanos / 1_000_000;
    }
}
