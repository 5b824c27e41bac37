package org.openrtpd.protocol.trace;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.data.SampleDefect;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * What traces need to know of a decoded data packet. One object serves for packet after packet, so
 * that none leaves anything to the collector; who remembers a packet takes a {@link #copy}.
 */
public final class DataFacts {

    /** Stands where no sample is known; beyond those of 32 bits. */
    public static final long NO_SAMPLE = Long.MIN_VALUE;

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private int unit;
    private int streamIndex;
    private int channelIndex;
    private int event;
    private int sequence;
    private long startNanos;
    private int samples;
    private int decodedSamples;
    private long previousSample;
    private long lastSample;
    private long content;

    /** Says something once it has read a packet. */
    public DataFacts() {}

    /** Facts of a packet that is not at hand, in the order in which they are asked for below. */
    DataFacts(int unit, int streamIndex, int channelIndex, int event, int sequence, long startNanos,
            int samples, int decodedSamples, long previousSample, long lastSample, long content) {
        this.unit = unit;
        this.streamIndex = streamIndex;
        this.channelIndex = channelIndex;
        this.event = event;
        this.sequence = sequence;
        this.startNanos = startNanos;
        this.samples = samples;
        this.decodedSamples = decodedSamples;
        this.previousSample = previousSample;
        this.lastSample = lastSample;
        this.content = content;
    }

    /**
     * Takes the facts of a packet that was just decoded, instead of those of the one before.
     *
     * @param ofUnit the recorder; a packet has room for only the last four of its digits
     * @param view at the packet
     * @param decoder that has decoded it
     * @param decoded what the decoder answered
     * @param filled what the decoder filled
     */
    public void read(int ofUnit, ByteBuf packet, int start, DataPacket view, SampleDecoder decoder,
            int decoded, int[] filled) {
        unit = ofUnit;
        streamIndex = view.streamIndex();
        channelIndex = view.channelIndex();
        event = view.event();
        sequence = view.header().sequence();
        startNanos = view.header().timeNanos();
        samples = view.boundedSampleCount();
        decodedSamples = decoded;
        // D0 is the step from the sample before the packet (record format 4.5), modulo 2^32.
        previousSample = decoder.hasFirstDifference()
                ? decoder.x0() - decoder.firstDifference() : NO_SAMPLE;
        lastSample = last(decoder, decoded, filled);
        content = content(packet, start);
    }

    /** The same, for who remembers it. */
    public DataFacts copy() {
        return new DataFacts(unit, streamIndex, channelIndex, event, sequence, startNanos, samples,
                decodedSamples, previousSample, lastSample, content);
    }

    /** The recorder. */
    public int unit() {
        return unit;
    }

    /** Zero-based. */
    public int streamIndex() {
        return streamIndex;
    }

    /** Zero-based. */
    public int channelIndex() {
        return channelIndex;
    }

    /** Number, 0-9999. */
    public int event() {
        return event;
    }

    /** Number, 0-9999. */
    public int sequence() {
        return sequence;
    }

    /** Of the first sample, or {@code PacketTime.NO_TIME}. */
    public long startNanos() {
        return startNanos;
    }

    /** Those that the packet says it has, at most those its format can hold. */
    public int samples() {
        return samples;
    }

    /** Those that could be read; fewer mean that the packet is damaged. */
    public int decodedSamples() {
        return decodedSamples;
    }

    /**
     * What the packet says stood before its first sample, overscale bits included, or
     * {@link #NO_SAMPLE}.
     */
    public long previousSample() {
        return previousSample;
    }

    /** The packet's last sample likewise. */
    public long lastSample() {
        return lastSample;
    }

    /** What {@link #content(ByteBuf, int)} makes of its bytes. */
    public long content() {
        return content;
    }

    private static long last(SampleDecoder decoder, int decodedSamples, int[] samples) {
        if (decodedSamples == 0 || decoder.has(SampleDefect.SHORT)
                || decoder.has(SampleDefect.MISMATCH)) {
            return NO_SAMPLE;
        }
        return decoder.hasFirstDifference() ? decoder.xn() : samples[decodedSamples - 1];
    }

    /**
     * A number for the bytes of a packet: the same for the same bytes, and for others the same once
     * in 2^64 packets. Tells what comes twice from what only has the same numbers.
     */
    public static long content(ByteBuf packet, int start) {
        long sum = 0;
        for (int at = 0; at < PacketHeader.PACKET_LENGTH; at += Long.BYTES) {
            sum = Long.rotateLeft((sum ^ packet.getLong(start + at)) * MULTIPLIER, 29);
        }
        return sum ^ sum >>> 32;
    }

    /** True when samples are missing that the packet says it has. */
    boolean isDamaged() {
        return decodedSamples < samples;
    }
}
