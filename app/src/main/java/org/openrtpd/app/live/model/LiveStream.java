package org.openrtpd.app.live.model;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openrtpd.app.gaps.ChannelStanding;
import org.openrtpd.app.gaps.StreamProgress;

/** One stream of one unit, with its channels. One thread only. */
public final class LiveStream {

    /** Gaps that are told of a channel. */
    static final int GAPS = 200;

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    /** Data that are younger are not missed: they are on their way. */
    private static final long GRACE_NANOS = 600_000_000_000L;

    private final int streamIndex;
    private final StreamProgress progress;
    private final Map<Integer, LiveChannel> channels = new TreeMap<>();
    private String trigger = "";

    LiveStream(int unit, int streamIndex) {
        this.streamIndex = streamIndex;
        this.progress = new StreamProgress(unit, streamIndex, GAPS);
    }

    void trigger(String letters) {
        trigger = letters;
    }

    /** False when it records events only, so that what is between them is not missing. */
    public boolean isContinuous() {
        return trigger.isEmpty() || trigger.equals(LiveEvent.CONTINUOUS);
    }

    StreamProgress progress() {
        return progress;
    }

    boolean has(int channelIndex) {
        return channels.containsKey(channelIndex);
    }

    /** A channel that it has. */
    LiveChannel get(int channelIndex) {
        return channels.get(channelIndex);
    }

    Optional<LiveChannel> channel(int channelIndex) {
        return Optional.ofNullable(channels.get(channelIndex));
    }

    LiveChannel add(LiveChannel channel) {
        channels.put(channel.key().channelIndex(), channel);
        return channel;
    }

    public Collection<LiveChannel> channels() {
        return channels.values();
    }

    public int streamIndex() {
        return streamIndex;
    }

    /** How one of its channels stands today. */
    public ChannelStanding standing(LiveChannel channel, long nowNanos) {
        long day = Math.floorDiv(nowNanos, NANOS_PER_DAY) * NANOS_PER_DAY;
        return progress.standing(channel.key().channelIndex(), day,
                nowNanos - GRACE_NANOS - 2 * channel.longestNanos());
    }
}
