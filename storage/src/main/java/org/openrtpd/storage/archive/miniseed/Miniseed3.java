package org.openrtpd.storage.archive.miniseed;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.openrtpd.protocol.station.ChannelName;

/**
 * Records of miniSEED 3: as long as they need, numbers little-endian, Steim frames big-endian.
 *
 * <pre>
 *    0 "MS", 3 | 3 flags | 4 nanosecond u32 | 8 year u16 | 10 day u16 | 12 hour, minute, second
 *   15 encoding | 16 rate f64, negative for a period | 24 samples u32 | 28 CRC-32C u32
 *   32 publication version | 33 length of the source id | 34 of the extra headers u16
 *   36 of the data u32 | 40 source id | extra headers (JSON) | data
 * </pre>
 */
final class Miniseed3 implements RecordLayout {

    private static final int HEADER = 40;
    private static final int CRC_OFFSET = 28;
    private static final int FRAME = 64;
    /** Room for source id and extra headers, so that a record keeps within its length. */
    private static final int MOST_TEXT = 216;
    private static final int FLAG_CALIBRATION = 0x01;
    private static final int FLAG_QUESTIONABLE = 0x02;
    private static final int FLAG_LOCKED = 0x04;
    private static final String IRREGULAR = "I";
    private static final String GENERATED = "X";
    /** What quality indicator D of miniSEED 2 is. */
    private static final int PUBLICATION = 2;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int dataLength;

    Miniseed3(int recordLength) {
        this.dataLength = (recordLength - HEADER - MOST_TEXT) / FRAME * FRAME;
    }

    @Override
    public int dataLength() {
        return dataLength;
    }

    @Override
    public void setSample(ByteBuf data, int offset, int sample) {
        data.setIntLE(offset, sample);
    }

    @Override
    public void write(RecordHead head, ByteBuf data, int usedBytes, ByteBuf to) {
        int start = to.writerIndex();
        byte[] source = ascii(sourceId(head.name()));
        byte[] extra = ascii(extraHeaders(head));
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(head.startNanos(), NANOS_PER_SECOND),
                (int) Math.floorMod(head.startNanos(), NANOS_PER_SECOND), ZoneOffset.UTC);
        to.writeByte('M').writeByte('S').writeByte(3).writeByte(flags(head.flags()));
        to.writeIntLE(time.getNano()).writeShortLE(time.getYear()).writeShortLE(time.getDayOfYear())
                .writeByte(time.getHour()).writeByte(time.getMinute()).writeByte(time.getSecond())
                .writeByte(head.encoding());
        to.writeDoubleLE(rate(head)).writeIntLE(head.samples()).writeIntLE(0)
                .writeByte(PUBLICATION).writeByte(source.length).writeShortLE(extra.length)
                .writeIntLE(usedBytes);
        to.writeBytes(source).writeBytes(extra).writeBytes(data, 0, usedBytes);
        CRC32C crc = new CRC32C();
        crc.update(to.nioBuffer(start, to.writerIndex() - start));
        to.setIntLE(start + CRC_OFFSET, (int) crc.getValue());
    }

    /** Samples a second; below one a second the period, which is exact for whole seconds. */
    private static double rate(RecordHead head) {
        return head.rate().map(rate -> rate.numerator() < rate.denominator()
                ? -(double) rate.denominator() / rate.numerator() : rate.hertz()).orElse(0.0);
    }

    private static int flags(int flags) {
        return (RecordFlag.has(flags, RecordFlag.CALIBRATION) ? FLAG_CALIBRATION : 0)
                | (RecordFlag.has(flags, RecordFlag.QUESTIONABLE_TIME) ? FLAG_QUESTIONABLE : 0)
                | (RecordFlag.has(flags, RecordFlag.CLOCK_LOCKED) ? FLAG_LOCKED : 0);
    }

    /** A band is a letter; of a code that begins with none nothing is known, so it is irregular. */
    private static String sourceId(ChannelName name) {
        String code = name.channel();
        boolean hasBand = code.charAt(0) >= 'A';
        String channel = hasBand
                ? code.charAt(0) + "_" + code.charAt(1) + '_' + code.charAt(2)
                : IRREGULAR + '_' + GENERATED + '_' + code;
        return "FDSN:" + name.network() + '_' + name.station() + '_' + name.location() + '_'
                + channel;
    }

    /** What has no bit of its own in this version, by its reserved names. */
    private static String extraHeaders(RecordHead head) {
        List<String> parts = new ArrayList<>();
        parts.add("\"Time\":{\"Quality\":" + head.timingQuality() + '}');
        List<String> event = new ArrayList<>();
        addIf(head, RecordFlag.BEGINS_EVENT, "\"Begin\":true", event);
        addIf(head, RecordFlag.ENDS_EVENT, "\"End\":true", event);
        if (!event.isEmpty()) {
            parts.add("\"Event\":{" + String.join(",", event) + '}');
        }
        List<String> flags = new ArrayList<>();
        addIf(head, RecordFlag.CLIPPED, "\"DigitizerClipping\":true", flags);
        addIf(head, RecordFlag.DAMAGED, "\"TelemetrySyncError\":true", flags);
        if (!flags.isEmpty()) {
            parts.add("\"Flags\":{" + String.join(",", flags) + '}');
        }
        return "{\"FDSN\":{" + String.join(",", parts) + "}}";
    }

    private static void addIf(RecordHead head, int flag, String text, List<String> to) {
        if (RecordFlag.has(head.flags(), flag)) {
            to.add(text);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
