package org.openrtpd.app.live.history;

import java.util.List;
import java.util.Optional;
import org.openrtpd.app.gaps.Gap;
import org.openrtpd.app.gaps.GapCause;
import org.openrtpd.app.live.model.ChannelKey;
import org.openrtpd.app.live.model.LiveChannel;
import org.openrtpd.app.live.model.LiveEvent;
import org.openrtpd.app.live.model.LiveModel;
import org.openrtpd.app.live.model.LiveStream;
import org.openrtpd.app.live.wave.MinMax;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * What the model has of a channel in a time: a copy, for any thread.
 *
 * @param name network, station, location and channel
 * @param rate empty while it is not known
 * @param bins what memory has, maybe of bins wider than asked for
 * @param beganNanos since when the model has seen all packets, by the time of receipt
 * @param fineFromNanos since when memory has bins as narrow as asked for, of those packets
 * @param coarseFromNanos since when it has any
 * @param placesFromNanos since when it knows all places
 * @param places of the packets in that time, in the journal
 * @param tears in that time
 * @param triggers of its unit in that time
 */
public record ChannelView(ChannelKey channel, String name, Optional<SampleRate> rate, MinMax bins,
        long beganNanos, long fineFromNanos, long coarseFromNanos, long placesFromNanos, long[] places, List<Gap> tears, List<LiveEvent> triggers) {

    /** Packets that are read for one plot at most. */
    static final int MOST_PACKETS = 12_000;

    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final long LONGEST_PACKET_NANOS = 3_600_000_000_000L;

    /** Looks at a channel; empty when there is none. The model's thread only. */
    static Optional<ChannelView> of(LiveModel model, Span span) {
        return model.channel(span.channel()).map(channel -> of(model, channel, span));
    }

    private static ChannelView of(LiveModel model, LiveChannel channel, Span span) {
        MinMax bins = new MinMax(span.fromNanos(), span.stepNanos(), span.bins());
        channel.store().fill(bins);
        long before = span.fromNanos() - reachNanos(channel.rate());
        return new ChannelView(channel.key(), model.name(channel), channel.rate(), bins,
                Math.max(model.beganNanos(), channel.missedUntilNanos()), channel.store().completeFromNanos(span.stepNanos()),
                channel.store().completeFromNanos(MINUTE_NANOS),
                channel.store().places().completeFromNanos(),
                channel.store().places().between(before, span.untilNanos(), MOST_PACKETS + 1),
                tears(model, channel, span), triggers(model, span));
    }

    /** How long a packet may be that reaches into the time. */
    static long reachNanos(Optional<SampleRate> rate) {
        return rate.map(known -> Math.min(
                LONGEST_PACKET_NANOS, known.nanos(SampleDecoder.MAX_SAMPLES)))
                .orElse(LONGEST_PACKET_NANOS);
    }

    private static List<Gap> tears(LiveModel model, LiveChannel channel, Span span) {
        LiveStream stream = model.unit(channel.key().unit())
                .flatMap(unit -> unit.stream(channel.key().streamIndex())).orElseThrow();
        return stream.standing(channel, 0).gaps().stream()
                // Between triggered events nothing is missing.
                .filter(gap -> stream.isContinuous() || gap.cause() != GapCause.NOT_RECORDED)
                .filter(gap -> Math.max(gap.startNanos(), gap.expectedNanos()) >= span.fromNanos()
                        && Math.min(gap.startNanos(), gap.expectedNanos()) < span.untilNanos())
                .toList();
    }

    private static List<LiveEvent> triggers(LiveModel model, Span span) {
        return model.events().find(event -> event.unit() == span.channel().unit()
                && event.triggerNanos() >= span.fromNanos()
                && event.triggerNanos() < span.untilNanos());
    }
}
