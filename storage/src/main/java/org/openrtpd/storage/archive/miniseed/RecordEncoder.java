package org.openrtpd.storage.archive.miniseed;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.openrtpd.protocol.data.SteimEncoder;
import org.openrtpd.protocol.data.SteimLevel;
import org.openrtpd.storage.archive.RecordSink;

/** Makes records of samples and of text, and adds them to their day files. */
final class RecordEncoder {

    private static final int FRAME = 64;
    private static final int WORDS_IN_FRAME = 15;
    /** Words of the first frame that hold the first and the last sample. */
    private static final int CONSTANTS = 2;
    private static final int MOST_SAMPLES_A_WORD = 7;

    private final RecordLayout layout;
    private final SteimEncoder steim;
    private final ByteBuf data;
    private final ByteBuf record = Unpooled.buffer();
    private int encoded;
    private int encoding = RecordHead.STEIM2;
    private long records;

    RecordEncoder(RecordLayout layout) {
        this.layout = layout;
        this.steim = new SteimEncoder(SteimLevel.STEIM2, layout.dataLength() / FRAME);
        this.data = Unpooled.buffer(layout.dataLength(), layout.dataLength());
    }

    /** The fewest samples that may fill a record. */
    int fewestInFullRecord() {
        return layout.dataLength() / FRAME * WORDS_IN_FRAME - CONSTANTS;
    }

    /** The most samples that a record may have. */
    int mostInRecord() {
        return fewestInFullRecord() * MOST_SAMPLES_A_WORD;
    }

    /** Bytes of text that a record has room for. */
    int textLength() {
        return layout.dataLength();
    }

    /**
     * Encodes as many samples as one record takes; {@link #write} writes them. Differences that
     * Steim 2 has no room for would end a record each time: such samples are put in as they are.
     *
     * @param previous the sample before the first one
     * @return how many
     */
    int encode(int[] samples, int from, int count, int previous) {
        encoding = RecordHead.STEIM2;
        encoded = steim.encode(samples, from, count, previous, data, 0);
        if (encoded < count && encoded < fewestInFullRecord()) {
            encoding = RecordHead.INT32;
            encoded = Math.min(count, layout.dataLength() / Integer.BYTES);
            data.setZero(0, layout.dataLength());
            for (int i = 0; i < encoded; i++) {
                layout.setSample(data, i * Integer.BYTES, samples[from + i]);
            }
        }
        return encoded;
    }

    /** How the samples encoded last are encoded, for the head of their record. */
    int encoding() {
        return encoding;
    }

    /** Adds the record of what was encoded last, under a head that has that many samples. */
    void write(RecordHead head, RecordSink sink) throws IOException {
        if (head.samples() != encoded) {
            throw new IllegalStateException(head.samples() + " samples, " + encoded + " encoded");
        }
        int used = encoding == RecordHead.INT32
                ? encoded * Integer.BYTES : layout.dataLength();
        // The codes of a frame that is not used are all zero; the first one is always there.
        while (encoding == RecordHead.STEIM2 && used > FRAME
                && data.getInt(used - FRAME) == 0) {
            used -= FRAME;
        }
        add(head, used, sink);
    }

    /** Adds a record of text, which has room for it. */
    void writeText(RecordHead head, String text, RecordSink sink) throws IOException {
        data.setZero(0, layout.dataLength());
        data.setCharSequence(0, text, StandardCharsets.US_ASCII);
        add(head, text.length(), sink);
    }

    private void add(RecordHead head, int used, RecordSink sink) throws IOException {
        record.clear();
        layout.write(head, data, used, record);
        sink.append(SdsPath.of(head), record, 0, record.writerIndex());
        records++;
    }

    /** Records written so far. */
    long records() {
        return records;
    }

    void restoreRecords(long before) {
        records = before;
    }
}
