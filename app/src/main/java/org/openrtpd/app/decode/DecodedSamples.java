package org.openrtpd.app.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.openrtpd.protocol.data.Overscale;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.data.SampleDefect;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * The samples of the data packet looked at last, with what is wrong with them.
 *
 * <p><b>Design note.</b> A server refuses samples when it is not known whose they are. Who looks
 * into a damaged file wants to see them: they are decoded from a copy whose identity is set to
 * zero. The copy is also given the format without overscale bits, since the step and the last
 * sample that errors tell are those before cleaning.
 */
public final class DecodedSamples {

    private static final int IDENTITY_OFFSET = PacketHeader.LENGTH;
    private static final int SEQUENCE_OFFSET = IDENTITY_OFFSET - Short.BYTES;
    private static final int FORMAT_OFFSET = ExtendedHeader.END - 1;

    private final SampleDecoder decoder = new SampleDecoder();
    private final ByteBuf copy = Unpooled.buffer(PacketHeader.PACKET_LENGTH);
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];
    private int count;
    private int overscaled;
    private boolean looked;

    /** There are no samples. */
    void clear() {
        count = 0;
        looked = false;
    }

    /** Decodes a whole DT and adds what is wrong to the errors. */
    void decode(ByteBuf packet, int start, PacketHeader header, ExtendedHeader extended,
            List<String> errors) {
        clear();
        DataFormat format = extended.format();
        if (format == DataFormat.UNKNOWN) {
            errors.add(String.format("BAD_FORMAT %02X", extended.formatCode()));
            return;
        }
        int wanted = extended.sampleCount();
        if (wanted == Bcd.NOT_DECIMAL) {
            return;
        }
        if (wanted == 0) {
            errors.add("NSAMP_ZERO");
        }
        if (wanted > format.maxSamples()) {
            errors.add("NSAMP_TOO_BIG " + wanted + ">" + format.maxSamples());
        }
        copy(packet, start, format);
        count = decoder.decode(copy, 0, samples);
        looked = true;
        findSteimErrors(Math.min(wanted, format.maxSamples()), errors);
        clean(format);
        findShortByteCount(header.byteCount(), format, errors);
    }

    private void copy(ByteBuf packet, int start, DataFormat format) {
        copy.setBytes(0, packet, start, PacketHeader.PACKET_LENGTH);
        copy.writerIndex(PacketHeader.PACKET_LENGTH);
        // Sequence, event, stream and channel.
        copy.setShort(SEQUENCE_OFFSET, 0);
        copy.setInt(IDENTITY_OFFSET, 0);
        copy.setByte(FORMAT_OFFSET, withoutOverscale(format).code());
    }

    private static DataFormat withoutOverscale(DataFormat format) {
        return switch (format) {
            case INT32_OVERSCALE -> DataFormat.INT32;
            case STEIM1_OVERSCALE -> DataFormat.STEIM1;
            case STEIM2_OVERSCALE -> DataFormat.STEIM2;
            default -> format;
        };
    }

    private void findSteimErrors(int wanted, List<String> errors) {
        if (decoder.has(SampleDefect.BAD_CODE)) {
            errors.add("STEIM_BAD_CODE " + decoder.badWord());
        }
        if (decoder.has(SampleDefect.SHORT)) {
            errors.add("STEIM_SHORT " + decoder.differences() + "<" + wanted);
        }
        if (decoder.has(SampleDefect.MISMATCH)) {
            errors.add("STEIM_XN_MISMATCH " + samples[count - 1] + "!=" + decoder.xn());
        }
    }

    private void clean(DataFormat format) {
        overscaled = 0;
        if (!format.hasOverscaleBits()) {
            return;
        }
        for (int i = 0; i < count; i++) {
            overscaled += Overscale.isMarked(samples[i]) ? 1 : 0;
            samples[i] = Overscale.clean(samples[i]);
        }
    }

    private void findShortByteCount(int byteCount, DataFormat format, List<String> errors) {
        int needed = ExtendedHeader.END + count * format.sampleBytes();
        if (!format.isCompressed() && byteCount != Bcd.NOT_DECIMAL && byteCount < needed) {
            errors.add("BYTES_SHORT " + byteCount + "<" + needed);
        }
    }

    public int count() {
        return count;
    }

    public int[] copyOfSamples() {
        return Arrays.copyOf(samples, count);
    }

    public int first() {
        return samples[0];
    }

    public int min() {
        int min = samples[0];
        for (int i = 1; i < count; i++) {
            min = Math.min(min, samples[i]);
        }
        return min;
    }

    public int max() {
        int max = samples[0];
        for (int i = 1; i < count; i++) {
            max = Math.max(max, samples[i]);
        }
        return max;
    }

    public int last() {
        return samples[count - 1];
    }

    public int at(int index) {
        return samples[index];
    }

    /** What is wrong with them, as counted words; the errors tell the numbers to it. */
    public Set<SampleDefect> defects() {
        Set<SampleDefect> found = EnumSet.noneOf(SampleDefect.class);
        if (looked) {
            decoder.defects().forEach(found::add);
        }
        return found;
    }

    /** Adds them to a digest. */
    SampleHash addTo(SampleHash hash) {
        return hash.add(samples, count);
    }

    /** Samples with an overscale mark, in the formats that have one. */
    public int overscaled() {
        return overscaled;
    }

    /** X0, XN, D0 and the number of differences of a compressed packet. */
    public SampleDecoder steim() {
        return decoder;
    }
}
