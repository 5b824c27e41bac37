package org.openrtpd.protocol.data;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * Reads the samples of data packets of every format, and tells what is wrong with them (record
 * format, sections 4 and 13). One per thread, used again for any number of packets; no packet has
 * an effect on the next. Never throws on bytes, allocates nothing.
 *
 * <p>Everything told here is about the packet decoded last.
 */
public final class SampleDecoder {

    /** Samples of the fullest packet: the room an array needs. */
    public static final int MAX_SAMPLES = DataFormat.STEIM2.maxSamples();

    private final DataPacket view = new DataPacket();
    private final SteimDecoder steim = new SteimDecoder();
    private final SampleDefects defects = new SampleDefects();
    private final BadWord noBadWord = new BadWord();
    private BadWord badWord = noBadWord;
    private int x0;
    private int xn;
    private int firstDifference;
    private boolean hasFirstDifference;
    private int differences;
    private int overscaledSamples;

    /**
     * Decodes the packet whose byte 0 is at {@code start}; up to the writer index counts as packet.
     *
     * @param samples gets the samples from index 0 on; what stands behind them is undefined
     * @return how many samples, 0 to {@link #MAX_SAMPLES}
     * @throws IllegalArgumentException when the array has room for fewer than {@link #MAX_SAMPLES}
     */
    public int decode(ByteBuf packet, int start, int[] samples) {
        if (samples.length < MAX_SAMPLES) {
            throw new IllegalArgumentException("room for " + samples.length
                    + " samples, a packet may have " + MAX_SAMPLES);
        }
        forget();
        if (!DataPacket.fits(packet.writerIndex() - start)) {
            defects.add(SampleDefect.TRUNCATED);
            return 0;
        }
        view.wrap(packet, start);
        if (!canBeDecoded()) {
            return 0;
        }
        DataFormat format = view.format();
        if (view.sampleCount() > format.maxSamples()) {
            defects.add(SampleDefect.TOO_MANY);
        }
        int count = view.boundedSampleCount();
        if (format.isCompressed()) {
            count = frames(packet, start, SteimLevel.of(format), count, samples);
        } else {
            plain(packet, start + DataPacket.SAMPLES_OFFSET, format, count, samples);
        }
        if (format.hasOverscaleBits()) {
            clean(samples, count);
        }
        return count;
    }

    /** X0, the first sample as a Steim packet says, overscale bits included; 0 in other formats. */
    public int x0() {
        return x0;
    }

    /** XN, the last sample as a Steim packet says, overscale bits included; 0 in other formats. */
    public int xn() {
        return xn;
    }

    /** True in a Steim packet with at least one sample. */
    public boolean hasFirstDifference() {
        return hasFirstDifference;
    }

    /**
     * D0: the step from the sample before this packet, so that X0 - D0 is that sample, also across
     * events; 0 counts as the sample before the start of acquisition. 0 when there is none.
     *
     * @see "record format 4.5"
     */
    public int firstDifference() {
        return firstDifference;
    }

    /** Differences in the frames of a Steim packet, D0 included; 0 in other formats. */
    public int differences() {
        return differences;
    }

    /** Samples with overscale bits, which are now cleaned; 0 in formats without such bits. */
    public int overscaledSamples() {
        return overscaledSamples;
    }

    /** What is wrong; changes with the next packet. */
    public SampleDefects defects() {
        return defects;
    }

    public boolean has(SampleDefect defect) {
        return defects.has(defect);
    }

    /** Where the first {@link SampleDefect#BAD_CODE} stands; changes with the next packet. */
    public BadWord badWord() {
        return badWord;
    }

    private void forget() {
        defects.clear();
        badWord = noBadWord;
        x0 = 0;
        xn = 0;
        firstDifference = 0;
        hasFirstDifference = false;
        differences = 0;
        overscaledSamples = 0;
    }

    private boolean canBeDecoded() {
        if (!view.isData()) {
            defects.add(SampleDefect.NOT_DATA);
            return false;
        }
        if (!view.isIdentified()) {
            defects.add(SampleDefect.UNDECODABLE);
        }
        if (view.format() == DataFormat.UNKNOWN) {
            defects.add(SampleDefect.UNKNOWN_FORMAT);
        }
        return defects.isEmpty();
    }

    private int frames(ByteBuf packet, int start, SteimLevel level, int count, int[] samples) {
        differences = steim.decode(
                level, packet, start + DataPacket.FRAMES_OFFSET, DataPacket.FRAMES, samples);
        badWord = steim.badWord();
        x0 = steim.firstSample();
        xn = steim.lastSample();
        if (badWord.isPresent()) {
            defects.add(SampleDefect.BAD_CODE);
        }
        if (differences < count) {
            defects.add(SampleDefect.SHORT);
        } else if (differences > count) {
            defects.add(SampleDefect.SURPLUS);
        }
        int present = Math.min(differences, count);
        if (present == 0) {
            return 0;
        }
        hasFirstDifference = true;
        firstDifference = steim.firstDifference();
        if (samples[present - 1] != xn) {
            defects.add(SampleDefect.MISMATCH);
        }
        return present;
    }

    private void plain(ByteBuf packet, int offset, DataFormat format, int count, int[] samples) {
        if (format == DataFormat.INT16) {
            for (int i = 0; i < count; i++) {
                samples[i] = packet.getShort(offset + i * Short.BYTES);
            }
        } else {
            for (int i = 0; i < count; i++) {
                samples[i] = packet.getInt(offset + i * Integer.BYTES);
            }
        }
        // A byte count outside 24-1024 is none, and a defect of the header.
        int byteCount = view.header().byteCount();
        if (byteCount >= DataPacket.SAMPLES_OFFSET && byteCount < view.dataEnd()) {
            defects.add(SampleDefect.BYTES_SHORT);
        }
    }

    private void clean(int[] samples, int count) {
        for (int i = 0; i < count; i++) {
            overscaledSamples += Overscale.isMarked(samples[i]) ? 1 : 0;
            samples[i] = Overscale.clean(samples[i]);
        }
    }
}
