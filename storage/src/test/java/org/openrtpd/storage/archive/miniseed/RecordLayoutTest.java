package org.openrtpd.storage.archive.miniseed;

import static org.assertj.core.api.Assertions.assertThat;

import edu.sc.seis.seisFile.mseed.Blockette1000;
import edu.sc.seis.seisFile.mseed.DataRecord;
import edu.sc.seis.seisFile.mseed.SeedRecord;
import edu.sc.seis.seisFile.mseed3.MSeed3Record;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrtpd.protocol.data.SteimEncoder;
import org.openrtpd.protocol.data.SteimLevel;
import org.openrtpd.protocol.station.ChannelName;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.storage.archive.TestRecorder;

/** {@link Miniseed2} and {@link Miniseed3}, byte by byte and through a reader that is not ours. */
class RecordLayoutTest {

    private static final ChannelName NAME = new ChannelName("NA", "STA", "00", "BHZ");
    private static final long TIME = TestRecorder.millis("2026-03-01T09:08:07.654") * 1_000_000;
    private static final int[] SAMPLES = {1, 5, -3, 1000, 70_000};

    private static RecordHead head(long nanos, String rate, int flags) {
        return new RecordHead(NAME, nanos, SampleRate.parse(rate), RecordHead.STEIM2,
                SAMPLES.length, 42, flags, 90);
    }

    private static ByteBuf written(RecordLayout layout, RecordHead head) {
        ByteBuf data = Unpooled.buffer(layout.dataLength());
        new SteimEncoder(SteimLevel.STEIM2, layout.dataLength() / 64)
                .encode(SAMPLES, 0, SAMPLES.length, 0, data, 0);
        ByteBuf record = Unpooled.buffer();
        layout.write(head, data, 64, record);
        return record;
    }

    private static byte[] bytes(ByteBuf record) {
        return ByteBufUtil.getBytes(record);
    }

    @Nested
    class Version2 {

        @Test
        void shouldHaveEveryFieldWhereSeedWantsItSection12() {
            ByteBuf record = written(new Miniseed2(512), head(TIME, "100", RecordFlag.CALIBRATION
                    | RecordFlag.CLOCK_LOCKED | RecordFlag.CLIPPED));

            assertThat(record.readableBytes()).isEqualTo(512);
            assertThat(record.toString(0, 20, StandardCharsets.US_ASCII))
                    .isEqualTo("000042D STA  00BHZNA");
            assertThat(ByteBufUtil.hexDump(record, 20, 44)).isEqualTo(
                    "07ea003c09080700198c" // 2026, day 60, 09:08:07, 6540 tenths of a millisecond
                    + "0005" + "0064" + "0001" // samples, factor, multiplier
                    + "01" + "20" + "02" + "02" // activity, clock, quality, blockettes
                    + "00000000" + "0040" + "0030" // correction, data, blockette
                    + "03e8" + "0038" + "0b" + "01" + "09" + "00" // Steim 2, big-endian, 2^9
                    + "03e9" + "0000" + "5a" + "00" + "00" + "01"); // quality 90, 0 us, one frame
        }

        @ParameterizedTest
        @CsvSource({"0, 6540, 0", "49000, 6540, 49", "50000, 6541, -50", "99000, 6541, -1",
            "-50000, 6540, -50", "-51000, 6539, 49"})
        void shouldPutMicrosecondsBesideTheNearestTenthOfAMillisecond(
                long moreNanos, int tenths, int micros) {
            ByteBuf record = written(new Miniseed2(512), head(TIME + moreNanos, "100", 0));

            assertThat(record.getUnsignedShort(28)).isEqualTo(tenths);
            assertThat(record.getByte(61)).isEqualTo((byte) micros);
        }

        @Test
        void shouldGoIntoTheNextSecondWhenItIsNearer() {
            long time = TestRecorder.millis("2026-12-31T23:59:59.999") * 1_000_000 + 960_000;

            ByteBuf record = written(new Miniseed2(512), head(time, "100", 0));

            assertThat(ByteBufUtil.hexDump(record, 20, 10)).isEqualTo("07eb0001000000000000");
            assertThat(record.getByte(61)).isEqualTo((byte) -40);
        }

        @ParameterizedTest
        @CsvSource({"100, 100, 1", "0.1, -10, 1", "12.5, 25, -2", "1, 1, 1", "0.25, -4, 1"})
        void shouldExpressTheRateExactlySection12(String rate, short factor, short multiplier) {
            ByteBuf record = written(new Miniseed2(512), head(TIME, rate, 0));

            assertThat(record.getShort(32)).isEqualTo(factor);
            assertThat(record.getShort(34)).isEqualTo(multiplier);
        }

        @Test
        void shouldHaveNoRateWhereNoneIsKnown() {
            ByteBuf record = written(new Miniseed2(512), new RecordHead(NAME, TIME,
                    Optional.empty(), RecordHead.STEIM2, SAMPLES.length, 1, 0, 0));

            assertThat(record.getInt(32)).isZero();
        }

        @Test
        void shouldHave4096BytesWhereTheseAreWanted() throws Exception {
            byte[] bytes = bytes(written(new Miniseed2(4096), head(TIME, "100", 0)));

            DataRecord record = (DataRecord) SeedRecord.read(bytes);
            assertThat(bytes).hasSize(4096);
            assertThat(((Blockette1000) record.getUniqueBlockette(1000)).getDataRecordLength())
                    .isEqualTo(4096);
            assertThat(record.decompress().getAsInt()).containsExactly(SAMPLES);
        }
    }

    @Nested
    class Version3 {

        private MSeed3Record read(ByteBuf record) throws Exception {
            return MSeed3Record.read(
                    new DataInputStream(new ByteArrayInputStream(bytes(record))));
        }

        @Test
        void shouldBeReadByOthersWithAllThatItSays() throws Exception {
            MSeed3Record record = read(written(new Miniseed3(512), head(TIME + 123_456, "100",
                    RecordFlag.CLOCK_LOCKED | RecordFlag.QUESTIONABLE_TIME)));

            assertThat(record.getSourceIdStr()).isEqualTo("FDSN:NA_STA_00_B_H_Z");
            assertThat(record.getStartInstant()).hasToString("2026-03-01T09:08:07.654123456Z");
            assertThat(record.samplingAsRate()).isEqualTo(100);
            assertThat(record.getNumSamples()).isEqualTo(SAMPLES.length);
            assertThat(record.getPublicationVersion()).isEqualTo((byte) 2);
            assertThat(record.isClockLocked()).isTrue();
            assertThat(record.isTimeTagQuestionable()).isTrue();
            assertThat(record.getExtraHeaders().toMap()).isEqualTo(
                    Map.of("FDSN", Map.of("Time", Map.of("Quality", 90))));
        }

        @Test
        void shouldSayInExtraHeadersWhatHasNoBit() throws Exception {
            MSeed3Record record = read(written(new Miniseed3(512), head(TIME, "100",
                    RecordFlag.BEGINS_EVENT | RecordFlag.ENDS_EVENT | RecordFlag.CLIPPED
                            | RecordFlag.DAMAGED)));

            assertThat(record.getExtraHeaders().toMap()).isEqualTo(Map.of("FDSN", Map.of(
                    "Time", Map.of("Quality", 90),
                    "Event", Map.of("Begin", true, "End", true),
                    "Flags", Map.of("DigitizerClipping", true, "TelemetrySyncError", true))));
        }

        @Test
        void shouldKeepWithinTheRecordLengthWhenEverythingIsSaid() {
            RecordLayout layout = new Miniseed3(512);
            ByteBuf record = Unpooled.buffer();

            layout.write(new RecordHead(new ChannelName("NN", "STATN", "00", "BHZ"), TIME,
                    SampleRate.parse("100"), RecordHead.STEIM2, 1, 1, -1, 100),
                    Unpooled.wrappedBuffer(new byte[layout.dataLength()]), layout.dataLength(),
                    record);

            assertThat(record.readableBytes()).isLessThanOrEqualTo(512);
        }

        @Test
        void shouldHaveASourceIdThatOthersAcceptWhereNoBandIsKnown() throws Exception {
            RecordHead head = new RecordHead(new ChannelName("XX", "9E16", "", "001"), TIME,
                    Optional.empty(), RecordHead.STEIM2, SAMPLES.length, 1, 0, 0);

            assertThat(read(written(new Miniseed3(512), head)).getSourceIdStr())
                    .isEqualTo("FDSN:XX_9E16__I_X_001");
        }

        @Test
        void shouldHaveAPeriodForSlowRates() throws Exception {
            MSeed3Record record = read(written(new Miniseed3(512), head(TIME, "0.1", 0)));

            assertThat(record.getSampleRatePeriod()).isEqualTo(-10.0);
        }

        @Test
        void shouldCarryTheCrcOfTheRecordWithThatFieldZero() {
            ByteBuf record = written(new Miniseed3(512), head(TIME, "100", 0));
            int written = record.getIntLE(28);
            record.setIntLE(28, 0);
            CRC32C crc = new CRC32C();
            crc.update(bytes(record));

            assertThat(written).isEqualTo((int) crc.getValue());
        }
    }
}
