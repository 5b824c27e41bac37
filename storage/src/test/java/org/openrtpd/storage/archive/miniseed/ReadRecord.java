package org.openrtpd.storage.archive.miniseed;

import edu.iris.dmc.seedcodec.Steim2;
import edu.sc.seis.seisFile.mseed.Blockette1000;
import edu.sc.seis.seisFile.mseed.Blockette1001;
import edu.sc.seis.seisFile.mseed.DataHeader;
import edu.sc.seis.seisFile.mseed.DataRecord;
import edu.sc.seis.seisFile.mseed.SeedRecord;
import edu.sc.seis.seisFile.mseed3.MSeed3Record;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A record as a library that is not ours reads it. */
record ReadRecord(String path, String codes, long startNanos, double rate, int[] samples,
        String text,
        int activity, int clock, int quality, int timingQuality, int frames, String number,
        String extra) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int TEXT = 0;
    private static final int INTEGERS = 3;

    /** All records of version 2 in some files, file by file. */
    static List<ReadRecord> all(Map<String, byte[]> files) {
        List<ReadRecord> records = new ArrayList<>();
        files.forEach((path, bytes) -> {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                while (in.available() > 0) {
                    records.add(of(path, (DataRecord) SeedRecord.read(in)));
                }
            } catch (Exception e) {
                throw new AssertionError(path + " cannot be read", e);
            }
        });
        return records;
    }

    private static ReadRecord of(String path, DataRecord record) throws Exception {
        DataHeader head = record.getHeader();
        Blockette1000 b1000 = (Blockette1000) record.getUniqueBlockette(1000);
        Blockette1001 b1001 = (Blockette1001) record.getUniqueBlockette(1001);
        String codes = head.getNetworkCode().trim() + '.' + head.getStationIdentifier().trim() + '.'
                + head.getLocationIdentifier().trim() + '.' + head.getChannelIdentifier().trim();
        var time = head.getStartBtime();
        long nanos = LocalDateTime.of(time.year, 1, 1, time.hour, time.min, 0)
                .plusDays(time.jday - 1L).toEpochSecond(ZoneOffset.UTC) * NANOS_PER_SECOND
                + time.sec * NANOS_PER_SECOND + time.tenthMilli * 100_000L
                + b1001.getMicrosecond() * 1000L;
        boolean isText = b1000.getEncodingFormat() == TEXT;
        int[] samples = isText ? new int[0] : record.decompress().getAsInt();
        String text = isText ? new String(record.getData(), 0, head.getNumSamples(),
                StandardCharsets.US_ASCII) : "";
        return new ReadRecord(path, codes, nanos, head.calcSampleRateFromMultipilerFactor(),
                samples, text, head.getActivityFlags() & 0xFF, head.getIOClockFlags() & 0xFF,
                head.getDataQualityFlags() & 0xFF, b1001.getTimingQuality(),
                b1001.getFrameCount() & 0xFF, String.format("%06d", head.getSequenceNum()), "");
    }

    /** All records of version 3 in some files, file by file. */
    static List<ReadRecord> allOfVersion3(Map<String, byte[]> files) {
        List<ReadRecord> records = new ArrayList<>();
        files.forEach((path, bytes) -> {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                while (in.available() > 0) {
                    records.add(of(path, MSeed3Record.read(in)));
                }
            } catch (Exception e) {
                throw new AssertionError(path + " cannot be read", e);
            }
        });
        return records;
    }

    private static ReadRecord of(String path, MSeed3Record record) throws Exception {
        var start = record.getStartInstant();
        boolean isText = record.getTimeseriesEncodingFormat() == TEXT;
        // The library's own decompress() reads Steim little-endian here, which it never is.
        int[] samples = isText ? new int[0] : samples(record);
        String text = isText
                ? new String(record.getTimeseriesBytes(), StandardCharsets.US_ASCII) : "";
        return new ReadRecord(path, record.getSourceIdStr(),
                start.getEpochSecond() * NANOS_PER_SECOND + start.getNano(),
                record.samplingAsRate(), samples, text, record.getFlags(), 0, 0, 0, 0, "",
                record.getExtraHeaders().toString());
    }

    private static int[] samples(MSeed3Record record) throws Exception {
        byte[] bytes = record.getTimeseriesBytes();
        if (record.getTimeseriesEncodingFormat() != INTEGERS) {
            return Steim2.decode(bytes, record.getNumSamples(), false);
        }
        int[] samples = new int[record.getNumSamples()];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(samples);
        return samples;
    }

    /** When a sample is, in whole milliseconds; where no packet told the rate it is 100. */
    long millis(int sample) {
        return Math.round(startNanos / 1e6 + sample * 1000 / (rate == 0 ? 100 : rate));
    }

    /** Every sample of some records with its channel and time, and how often it is there. */
    static Map<String, Integer> samplesOf(List<ReadRecord> records) {
        Map<String, Integer> times = new TreeMap<>();
        for (ReadRecord record : records) {
            for (int i = 0; i < record.samples.length; i++) {
                times.merge(record.codes + ' ' + record.millis(i) + ' ' + record.samples[i], 1,
                        Integer::sum);
            }
        }
        return times;
    }
}
