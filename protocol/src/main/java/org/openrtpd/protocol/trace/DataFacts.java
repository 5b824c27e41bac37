package org.openrtpd.protocol.trace;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.data.SampleDefect;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * What traces need to know of a decoded data packet.
 *
 * @param unit the recorder
 * @param streamIndex zero-based
 * @param channelIndex zero-based
 * @param event number 0-9999
 * @param sequence number 0-9999
 * @param startNanos of the first sample, or {@code PacketTime.NO_TIME}
 * @param samples that the packet says it has, at most those its format can hold
 * @param decodedSamples that could be read; fewer mean that the packet is damaged
 * @param previousSample what the packet says stood before its first sample, overscale bits
 *     included, or {@link #NO_SAMPLE}
 * @param lastSample its last sample likewise
 * @param content what {@link #content} makes of its bytes
 */
public record DataFacts(
        int unit, int streamIndex, int channelIndex, int event, int sequence, long startNanos,
        int samples, int decodedSamples, long previousSample, long lastSample, long content) {

    /** Stands where no sample is known; beyond those of 32 bits. */
    public static final long NO_SAMPLE = Long.MIN_VALUE;

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    /**
     * The facts of a packet that was just decoded.
     *
     * @param unit the recorder; a packet has room for only the last four of its digits
     * @param view at the packet
     * @param decoder that has decoded it
     * @param decodedSamples what the decoder answered
     * @param samples what the decoder filled
     */
    public static DataFacts of(int unit, ByteBuf packet, int start, DataPacket view,
            SampleDecoder decoder, int decodedSamples, int[] samples) {
        // D0 is the step from the sample before the packet (record format 4.5), modulo 2^32.
        long previous = decoder.hasFirstDifference()
                ? decoder.x0() - decoder.firstDifference() : NO_SAMPLE;
        return new DataFacts(
                unit, view.streamIndex(), view.channelIndex(), view.event(),
                view.header().sequence(), view.header().timeNanos(), view.boundedSampleCount(),
                decodedSamples, previous, last(decoder, decodedSamples, samples),
                content(packet, start));
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
