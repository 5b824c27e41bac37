package org.openrtpd.app.gaps;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.Optional;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.trace.DataFacts;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * One stream of one unit while its packets come: what is missing by now, of each channel, by the
 * rules of {@code rtpd gaps}. Show it every EH, DT and ET. One thread only.
 */
public final class StreamProgress {

    private static final int MOST_EVENTS = 1000;

    private final int unit;
    private final int streamIndex;
    private final GapLimits limits;
    private final StreamOrder order = new StreamOrder(MOST_EVENTS);
    private final IntObjectMap<ChannelCoverage> channels = new IntObjectHashMap<>();

    /**
     * A stream of which nothing was seen.
     *
     * @param gapsPerChannel the newest gaps that are told, and runs that wait for late packets
     */
    public StreamProgress(int unit, int streamIndex, int gapsPerChannel) {
        this.unit = unit;
        this.streamIndex = streamIndex;
        this.limits = GapLimits.of(gapsPerChannel);
    }

    /** An EH came. */
    public void eventBegins(int event, int sequence) {
        order.take(order.place(event, sequence), false);
    }

    /** An ET came. */
    public void eventEnds(int event, int sequence) {
        order.take(order.place(event, sequence), true);
    }

    /**
     * A data packet came.
     *
     * @param decoder that has just decoded it
     * @param rate of its event, when that is known
     */
    public void data(DataFacts facts, SampleDecoder decoder, Optional<SampleRate> rate) {
        long place = order.place(facts.event(), facts.sequence());
        order.take(place, false);
        channel(facts.channelIndex())
                .take(facts, place, StepOff.of(facts, decoder), rate);
    }

    /**
     * How a channel stands on one day.
     *
     * @param dayNanos when the day begins
     * @param untilNanos the time by which all should be there; what came for later counts, too
     */
    public ChannelStanding standing(int channelIndex, long dayNanos, long untilNanos) {
        return ChannelStanding.of(channel(channelIndex).soFar(), dayNanos, untilNanos);
    }

    private ChannelCoverage channel(int channelIndex) {
        ChannelCoverage channel = channels.get(channelIndex);
        if (channel == null) {
            channel = new ChannelCoverage(
                    unit, streamIndex, channelIndex, limits, order, TimeWindow.ALL);
            channels.put(channelIndex, channel);
        }
        return channel;
    }
}
