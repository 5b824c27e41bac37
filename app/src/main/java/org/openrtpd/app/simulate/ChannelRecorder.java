package org.openrtpd.app.simulate;

import io.netty.buffer.ByteBuf;
import org.openrtpd.app.simulate.ground.SampleSource;
import org.openrtpd.app.simulate.packet.DataPackets;
import org.openrtpd.app.simulate.plan.StreamPlan;

/**
 * One channel of a stream: turns samples into packets. One packet is made ahead, because only then
 * it is known how many samples it holds and when it is complete.
 */
final class ChannelRecorder {

    private final int channel;
    private final long startMillis;
    private final int intervalMillis;
    private final SampleSource source;
    private final DataPackets packets;
    private final RecorderClock clock;
    private final int mostSamples;
    private final int[] samples;
    private int from;
    private int end;
    private long nextSample;
    private long eventEnd;
    private int previous;
    private ByteBuf ahead;

    ChannelRecorder(StreamPlan stream, int channel, long startMillis, SampleSource source,
            DataPackets packets, RecorderClock clock) {
        this.channel = channel;
        this.startMillis = startMillis;
        this.intervalMillis = stream.rate().intervalMillis();
        this.source = source;
        this.packets = packets;
        this.clock = clock;
        this.mostSamples = stream.format().maxSamples();
        this.samples = new int[mostSamples + SampleSource.BLOCK];
    }

    /** Goes on into an event that ends before a sample. */
    void begin(long eventEndSample) {
        eventEnd = eventEndSample;
        makeNext();
    }

    /** True while the event has a packet of this channel. */
    boolean hasPacket() {
        return ahead != null;
    }

    /** True time at which the packet is complete: when the sample after its last one is taken. */
    long dueMillis() {
        return startMillis + nextSample * intervalMillis;
    }

    ByteBuf take() {
        ByteBuf packet = ahead;
        makeNext();
        return packet;
    }

    private void makeNext() {
        int count = (int) Math.min(mostSamples, eventEnd - nextSample);
        if (count == 0) {
            ahead = null;
            return;
        }
        makeSamples(count);
        long firstMillis = startMillis + nextSample * intervalMillis;
        ahead = packets.packet(channel, clock.reading(firstMillis), samples, from, count, previous);
        int taken = DataPackets.samples(ahead);
        nextSample += taken;
        from += taken;
        previous = samples[from - 1];
    }

    private void makeSamples(int count) {
        if (end - from >= count) {
            return;
        }
        System.arraycopy(samples, from, samples, 0, end - from);
        end -= from;
        from = 0;
        while (end < count) {
            source.fill(nextSample + end, samples, end);
            end += SampleSource.BLOCK;
        }
    }
}
