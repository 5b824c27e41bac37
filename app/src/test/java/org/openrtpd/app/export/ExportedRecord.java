package org.openrtpd.app.export;

import edu.sc.seis.seisFile.mseed.Blockette1000;
import edu.sc.seis.seisFile.mseed.DataHeader;
import edu.sc.seis.seisFile.mseed.DataRecord;
import edu.sc.seis.seisFile.mseed.SeedRecord;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A record of miniSEED 2 as a library that is not ours reads it. */
public record ExportedRecord(String codes, long startMillis, double rate, int[] samples, String text,
        int activityFlags) {

    private static final int TEXT = 0;

    /** All records of a file. */
    public static List<ExportedRecord> all(byte[] file) throws Exception {
        List<ExportedRecord> records = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            while (in.available() > 0) {
                records.add(of((DataRecord) SeedRecord.read(in)));
            }
        }
        return records;
    }

    private static ExportedRecord of(DataRecord record) throws Exception {
        DataHeader head = record.getHeader();
        String codes = head.getNetworkCode().trim() + '.' + head.getStationIdentifier().trim() + '.'
                + head.getLocationIdentifier().trim() + '.' + head.getChannelIdentifier().trim();
        var time = head.getStartBtime();
        long millis = LocalDateTime.of(time.year, 1, 1, time.hour, time.min, time.sec)
                .plusDays(time.jday - 1L).toInstant(ZoneOffset.UTC).toEpochMilli()
                + time.tenthMilli / 10;
        Blockette1000 format = (Blockette1000) record.getUniqueBlockette(1000);
        boolean isText = format.getEncodingFormat() == TEXT;
        return new ExportedRecord(codes, millis, head.calcSampleRateFromMultipilerFactor(),
                isText ? new int[0] : record.decompress().getAsInt(),
                isText ? new String(record.getData(), 0, head.getNumSamples(),
                        StandardCharsets.US_ASCII) : "",
                head.getActivityFlags());
    }

    /** When the sample behind the last one is expected. */
    long endMillis() {
        return startMillis + Math.round(samples.length * 1000 / rate);
    }

    /** Every sample with its channel and time, and how often it is there. */
    public static Map<String, Integer> samplesOf(List<ExportedRecord> records) {
        Map<String, Integer> samples = new TreeMap<>();
        for (ExportedRecord record : records) {
            for (int i = 0; i < record.samples.length; i++) {
                long millis = record.startMillis + Math.round(i * 1000 / record.rate);
                samples.merge(record.codes + ' ' + millis + ' ' + record.samples[i], 1, Integer::sum);
            }
        }
        return samples;
    }
}
