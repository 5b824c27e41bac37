package org.openrtpd.app.simulate;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.LongFunction;
import org.openrtpd.app.simulate.packet.ClockState;
import org.openrtpd.app.simulate.packet.DataPackets;
import org.openrtpd.app.simulate.packet.EventPackets;
import org.openrtpd.app.simulate.plan.StreamPlan;

/**
 * One stream: events that follow each other without a gap, each EH, the DT of all channels in the
 * order in which they fill, ET (record format, sections 2.6 and 9.1). Events end where the record
 * length divides the day.
 */
final class StreamRecorder implements PacketTrain {

    private final StreamPlan stream;
    private final long startMillis;
    private final long endSample;
    private final List<ChannelRecorder> channels;
    private final EventPackets events;
    private final EventNumbers numbers;
    private final RecorderClock clock;
    private final LongFunction<ClockState> clockState;
    private long firstSample;
    private long eventEnd;
    private long triggerMillis;
    private int event;
    private int sequence;

    /**
     * @param endMillis true time at which acquisition stops
     * @param clockState what is known of the clock at a true time
     */
    StreamRecorder(StreamPlan stream, long startMillis, long endMillis,
            List<ChannelRecorder> channels, EventPackets events, EventNumbers numbers,
            RecorderClock clock, LongFunction<ClockState> clockState) {
        this.stream = stream;
        this.startMillis = startMillis;
        // A sample is recorded when its interval is over.
        this.endSample = (endMillis - startMillis) / stream.rate().intervalMillis();
        this.channels = channels;
        this.events = events;
        this.numbers = numbers;
        this.clock = clock;
        this.clockState = clockState;
    }

    @Override
    public long dueMillis() {
        if (sequence > 0) {
            ChannelRecorder next = next();
            return next.hasPacket() ? next.dueMillis() : sampleMillis(eventEnd);
        }
        return firstSample < endSample ? sampleMillis(firstSample) : NEVER;
    }

    @Override
    public ByteBuf take() {
        if (sequence == 0) {
            return begin();
        }
        ChannelRecorder next = next();
        return next.hasPacket() ? DataPackets.place(next.take(), event, sequence++) : finish();
    }

    /** The channel whose packet is complete first; one without a packet when there is none left. */
    private ChannelRecorder next() {
        ChannelRecorder first = channels.get(0);
        for (ChannelRecorder channel : channels) {
            boolean sooner = !first.hasPacket() || channel.dueMillis() < first.dueMillis();
            if (channel.hasPacket() && sooner) {
                first = channel;
            }
        }
        return first;
    }

    private ByteBuf begin() {
        long begin = sampleMillis(firstSample);
        long length = stream.recordLength().toMillis();
        long end = (Math.floorDiv(begin, length) + 1) * length;
        long samples = -Math.floorDiv(startMillis - end, stream.rate().intervalMillis());
        eventEnd = Math.min(endSample, samples);
        event = numbers.next();
        triggerMillis = clock.reading(begin);
        channels.forEach(channel -> channel.begin(eventEnd));
        sequence = 1;
        return events.header(event, triggerMillis, clockState.apply(begin));
    }

    private ByteBuf finish() {
        long last = sampleMillis(eventEnd - 1);
        ByteBuf trailer = events.trailer(
                event, sequence, triggerMillis, clock.reading(last), clockState.apply(last));
        firstSample = eventEnd;
        sequence = 0;
        return trailer;
    }

    private long sampleMillis(long sample) {
        return startMillis + sample * stream.rate().intervalMillis();
    }
}
