package org.openrtpd.app.demo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.openrtpd.app.send.RecorderSupply;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * What a simulated recorder has recorded so far: events of ten seconds, three channels at 100
 * samples a second, microseism with some noise. Every packet is made from its number, so there is
 * nothing to keep.
 */
final class DemoRecording implements RecorderSupply {

    private static final int RATE = 100;
    private static final int CHANNELS = 3;
    private static final int SAMPLES = 250;
    private static final int DATA_PER_CHANNEL = 4;
    private static final int PACKETS_PER_EVENT = 2 + CHANNELS * DATA_PER_CHANNEL;
    private static final long PACKET_MILLIS = SAMPLES * 1000L / RATE;
    private static final long EVENT_MILLIS = PACKET_MILLIS * DATA_PER_CHANNEL;
    private static final int MAX_EVENT = 10_000;
    private static final double MICROSEISM_SECONDS = 6;

    private final int unit;
    private final int epoch;
    private final long startMillis;
    private final long startNanos;
    private final SimulatedPacket maker;
    private final ByteBuf packet = Unpooled.wrappedBuffer(new byte[PacketHeader.PACKET_LENGTH]);
    private volatile int released;
    private volatile int acknowledged;
    private volatile boolean ended;

    DemoRecording(int unit, int epoch, String station, long startMillis, long startNanos) {
        this.unit = unit;
        this.epoch = epoch;
        this.startMillis = startMillis;
        this.startNanos = startNanos;
        this.maker = new SimulatedPacket(unit, station, RATE, CHANNELS);
    }

    @Override
    public int unit() {
        return unit;
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public void release(long nowNanos) {
        if (ended) {
            return;
        }
        long millis = (nowNanos - startNanos) / 1_000_000;
        int inEvent = (int) (millis % EVENT_MILLIS / PACKET_MILLIS) * CHANNELS;
        released = (int) (millis / EVENT_MILLIS) * PACKETS_PER_EVENT + 1 + inEvent;
    }

    /** Records nothing more; what there is is still sent. */
    void stop() {
        ended = true;
    }

    @Override
    public ByteBuf packet(int seq) {
        int event = seq / PACKETS_PER_EVENT;
        int place = seq % PACKETS_PER_EVENT;
        long eventMillis = startMillis + event * EVENT_MILLIS;
        int number = (event + 1) % MAX_EVENT;
        if (place == 0 || place == PACKETS_PER_EVENT - 1) {
            long lastSample = eventMillis + EVENT_MILLIS - 1000 / RATE;
            maker.event(packet, place > 0, number, place, eventMillis, lastSample);
        } else {
            int channel = (place - 1) % CHANNELS;
            long millis = eventMillis + (place - 1) / CHANNELS * PACKET_MILLIS;
            maker.data(packet, number, place, channel, millis, SAMPLES);
            for (int i = 0; i < SAMPLES; i++) {
                maker.sample(packet, i, ground(millis + i * 1000L / RATE, channel));
            }
        }
        return packet;
    }

    private int ground(long millis, int channel) {
        double phase = 2 * Math.PI * millis / 1000 / MICROSEISM_SECONDS + unit + channel * 1.3;
        long noise = (millis * 31 + channel * 17L + unit) * 0x9E37_79B9_7F4A_7C15L >>> 58;
        return (int) (800 * Math.sin(phase) + 250 * Math.sin(phase * 2.7) + noise - 32);
    }

    @Override
    public int oldest() {
        return acknowledged;
    }

    @Override
    public int end() {
        return released;
    }

    @Override
    public void acknowledged(int next) {
        acknowledged = Math.max(acknowledged, next);
    }

    @Override
    public int count() {
        return released;
    }

    @Override
    public int acknowledgedCount() {
        return acknowledged;
    }

    @Override
    public boolean isDone() {
        return ended && acknowledged == released;
    }

    @Override
    public boolean answer(byte[] bytes) {
        return false;
    }
}
