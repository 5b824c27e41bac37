package org.openrtpd.storage.archive.miniseed;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * Records of miniSEED 2: fixed length, all numbers big-endian.
 *
 * <pre>
 *    0 number (6 digits) | 6 'D' | 7 blank | 8 station 5 | 13 location 2 | 15 channel 3
 *   18 network 2
 *   20 year | 22 day | 24 hour, minute, second, 0 | 28 tenths of milliseconds | 30 samples
 *   32 rate factor | 34 rate multiplier | 36 activity, clock, quality flags | 39 blockettes: 2
 *   40 time correction 0 | 44 data at 64 | 46 first blockette at 48
 *   48 blockette 1000: next at 56, encoding, big-endian 1, log2 of the length, 0
 *   56 blockette 1001: next 0, timing quality, microseconds -50 to 49, 0, frames used
 *   64 data
 * </pre>
 */
final class Miniseed2 implements RecordLayout {

    private static final int DATA_OFFSET = 64;
    private static final int FIRST_BLOCKETTE = 48;
    private static final int SECOND_BLOCKETTE = 56;
    private static final int FRAME = 64;
    private static final int NUMBERS = 1_000_000;
    private static final int BIG_ENDIAN = 1;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_TENTH = 100_000;
    private static final long NANOS_PER_MICRO = 1000;

    private final int recordLength;

    Miniseed2(int recordLength) {
        this.recordLength = recordLength;
    }

    @Override
    public int dataLength() {
        return recordLength - DATA_OFFSET;
    }

    @Override
    public void setSample(ByteBuf data, int offset, int sample) {
        data.setInt(offset, sample);
    }

    @Override
    public void write(RecordHead head, ByteBuf data, int usedBytes, ByteBuf to) {
        text(String.format("%06dD ", head.number() % NUMBERS), 8, to);
        text(head.name().station(), 5, to);
        text(head.name().location(), 2, to);
        text(head.name().channel(), 3, to);
        text(head.name().network(), 2, to);
        // To the nearest tenth of a millisecond; blockette 1001 says how far that is from the
        // truth.
        long tenths = Math.floorDiv(head.startNanos() + NANOS_PER_TENTH / 2, NANOS_PER_TENTH);
        long micros = Math.floorDiv(
                head.startNanos() - tenths * NANOS_PER_TENTH, NANOS_PER_MICRO);
        time(tenths * NANOS_PER_TENTH, to);
        to.writeShort(head.samples());
        rate(head.rate(), to);
        to.writeByte(RecordFlag.activity(head.flags())).writeByte(RecordFlag.clock(head.flags()))
                .writeByte(RecordFlag.quality(head.flags())).writeByte(2)
                .writeInt(0).writeShort(DATA_OFFSET).writeShort(FIRST_BLOCKETTE);
        to.writeShort(1000).writeShort(SECOND_BLOCKETTE).writeByte(head.encoding())
                .writeByte(BIG_ENDIAN).writeByte(Integer.numberOfTrailingZeros(recordLength))
                .writeByte(0);
        int frames = head.encoding() == RecordHead.STEIM2 ? usedBytes / FRAME : 0;
        to.writeShort(1001).writeShort(0).writeByte(head.timingQuality()).writeByte((int) micros)
                .writeByte(0).writeByte(frames);
        to.writeBytes(data, 0, dataLength());
    }

    private static void time(long nanos, ByteBuf to) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND),
                (int) Math.floorMod(nanos, NANOS_PER_SECOND), ZoneOffset.UTC);
        to.writeShort(time.getYear()).writeShort(time.getDayOfYear()).writeByte(time.getHour())
                .writeByte(time.getMinute()).writeByte(time.getSecond()).writeByte(0)
                .writeShort((int) (time.getNano() / NANOS_PER_TENTH));
    }

    /** No rate, or one that has no exact expression in two bytes each, is 0. */
    private static void rate(Optional<SampleRate> rate, ByteBuf to) {
        to.writeShort(rate.map(SampleRate::factor).orElse(0));
        to.writeShort(rate.map(SampleRate::multiplier).orElse(0));
    }

    /** Text in a field, with blanks behind. */
    private static void text(String text, int length, ByteBuf to) {
        to.writeCharSequence(text, StandardCharsets.US_ASCII);
        for (int i = text.length(); i < length; i++) {
            to.writeByte(' ');
        }
    }
}
