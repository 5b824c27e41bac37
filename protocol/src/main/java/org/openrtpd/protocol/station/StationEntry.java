package org.openrtpd.protocol.station;

import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.UnitId;

/**
 * What people wrote down about one unit, or one stream or channel of it, for some time. More exact
 * entries go before less exact ones; see {@link StationMap}.
 *
 * @param unit the recorder
 * @param streamIndex data stream, from 0, or {@link #ANY}
 * @param channelIndex channel, from 0, or {@link #ANY}
 * @param network code of the network
 * @param station code of the station
 * @param location code of the location; empty for blank
 * @param channel code of the channel; empty to have it derived from the packets
 * @param fromNanos first time it holds, nanoseconds since 1970 UTC; {@link #ALWAYS} for no limit
 * @param untilNanos first time it holds no more; {@link #FOR_EVER} for no limit
 * @param line where people find it: its line in the file, from 1
 */
public record StationEntry(int unit, int streamIndex, int channelIndex, String network,
        String station, String location, String channel, long fromNanos, long untilNanos,
        int line) {

    /** Stands for every stream or channel. */
    public static final int ANY = -1;

    /** No first time; holds for packets without a readable time, too. */
    public static final long ALWAYS = Long.MIN_VALUE;

    /** No last time. */
    public static final long FOR_EVER = Long.MAX_VALUE;

    /**
     * Checks the codes and ranges.
     *
     * @throws IllegalArgumentException with the value and what is allowed
     */
    public StationEntry {
        if (!UnitId.isValid(unit)) {
            throw new IllegalArgumentException("no recorder has the unit " + UnitId.format(unit));
        }
        inRange("stream", streamIndex, ExtendedHeader.HIGHEST_STREAM_INDEX);
        inRange("channel", channelIndex, ExtendedHeader.HIGHEST_CHANNEL_INDEX);
        CodeRule.NETWORK.check(network);
        CodeRule.STATION.check(station);
        CodeRule.LOCATION.check(location);
        if (!channel.isEmpty()) {
            CodeRule.CHANNEL.check(channel);
            if (channelIndex == ANY) {
                throw new IllegalArgumentException("the channel code '" + channel
                        + "' would be that of every channel; say which channel has it");
            }
        }
        if (fromNanos >= untilNanos) {
            throw new IllegalArgumentException(
                    "it ends before it begins: 'until' is not after 'from'");
        }
    }

    private static void inRange(String what, int index, int highestIndex) {
        if (index < ANY || index > highestIndex) {
            throw new IllegalArgumentException("there is no " + what + " " + (index + 1)
                    + "; allowed is 1 to " + (highestIndex + 1));
        }
    }

    /** True when it holds at a time. */
    boolean holdsAt(long timeNanos) {
        return fromNanos <= timeNanos && timeNanos < untilNanos;
    }

    /** True when there is a time at which both hold. */
    boolean meets(StationEntry other) {
        return fromNanos < other.untilNanos && other.fromNanos < untilNanos;
    }

    /** True when every channel that the other one is about is one that this is about, too. */
    boolean covers(StationEntry other) {
        return unit == other.unit
                && (streamIndex == ANY || streamIndex == other.streamIndex)
                && (channelIndex == ANY || channelIndex == other.channelIndex);
    }
}
