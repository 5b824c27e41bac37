package org.openrtpd.app.simulate.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openrtpd.app.config.Quantities;
import org.openrtpd.protocol.record.DataFormat;

/**
 * One data stream of a recorder.
 *
 * @param streamIndex zero-based, as in the packet; 8 is the auxiliary stream
 * @param name in the EH, up to 16 characters
 * @param channels recorded, 1 to 16, from the first on
 * @param format one of 16, 32, C0 and C2
 * @param recordLength of an event, whole seconds
 */
public record StreamPlan(int streamIndex, String name, RecorderRate rate, int channels,
        DataFormat format, Duration recordLength) {

    /** Stream index of the mass positions. */
    public static final int AUXILIARY_INDEX = 8;

    private static final int MOST_CHANNELS = 16;
    private static final String AUXILIARY_WORD = "aux";
    private static final int MASS_POSITIONS = 3;
    private static final Duration AUXILIARY_RECORD = Duration.ofDays(1);
    private static final String FORM = "rate=100,channels=3,format=C0, or aux";

    /** @throws IllegalArgumentException when a packet has no place for that stream or channels */
    public StreamPlan {
        if (streamIndex < 0 || streamIndex > AUXILIARY_INDEX) {
            throw new IllegalArgumentException("stream index " + streamIndex + "; allowed is 0 to 8");
        }
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw new IllegalArgumentException(
                    "channels=" + channels + "; allowed is 1 to " + MOST_CHANNELS);
        }
    }

    /**
     * Reads the streams of a recorder, separated by semicolons: {@code
     * rate=100,channels=3,format=C0;rate=1,channels=3,format=32;aux}. What a stream does not say is
     * rate 100, 3 channels, format C0 and the given record length; {@code record=60s} gives a stream
     * its own.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public static List<StreamPlan> parseAll(String text, Duration recordLength) {
        List<StreamPlan> streams = new ArrayList<>();
        boolean auxiliary = false;
        for (String one : text.split(";")) {
            if (one.strip().equalsIgnoreCase(AUXILIARY_WORD)) {
                auxiliary = true;
            } else {
                streams.add(parse(one.strip(), streams.size(), recordLength));
            }
        }
        if (streams.size() > AUXILIARY_INDEX) {
            throw new IllegalArgumentException(
                    streams.size() + " streams; a recorder has up to " + AUXILIARY_INDEX + " and aux");
        }
        if (auxiliary) {
            streams.add(auxiliary());
        }
        return List.copyOf(streams);
    }

    /** Mass positions: stream 9, 0.1 samples per second, format 16 (record format, section 8.3). */
    public static StreamPlan auxiliary() {
        return new StreamPlan(AUXILIARY_INDEX, "AUX", RecorderRate.AUXILIARY, MASS_POSITIONS,
                DataFormat.INT16, AUXILIARY_RECORD);
    }

    private static StreamPlan parse(String text, int streamIndex, Duration recordLength) {
        Map<String, String> values = new LinkedHashMap<>(Map.of("rate", "100", "channels", "3",
                "format", "C0", "record", recordLength.toMillis() + "ms"));
        for (String pair : text.split(",")) {
            String key = pair.replaceFirst("=.*", "").strip();
            if (!pair.contains("=") || values.replace(key, valueOf(pair)) == null) {
                throw new IllegalArgumentException("'" + pair + "' is no part of a stream: write "
                        + FORM + "; keys are rate, channels, format and record");
            }
        }
        RecorderRate rate = RecorderRate.parse(values.get("rate"));
        return new StreamPlan(streamIndex, "STREAM " + (streamIndex + 1), rate,
                channels(values.get("channels")), format(values.get("format")),
                record(values.get("record"), rate));
    }

    private static String valueOf(String pair) {
        return pair.substring(pair.indexOf('=') + 1).strip();
    }

    private static int channels(String text) {
        if (!text.matches("\\d{1,2}")) {
            throw new IllegalArgumentException(
                    "channels=" + text + "; allowed is 1 to " + MOST_CHANNELS);
        }
        return Integer.parseInt(text);
    }

    private static DataFormat format(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "16" -> DataFormat.INT16;
            case "32" -> DataFormat.INT32;
            case "C0" -> DataFormat.STEIM1;
            case "C2" -> DataFormat.STEIM2;
            default -> throw new IllegalArgumentException(
                    "format=" + text + "; allowed are 16, 32, C0 and C2");
        };
    }

    private static Duration record(String text, RecorderRate rate) {
        Duration length = Quantities.duration(text);
        if (length.toMillis() % 1000 != 0 || length.isZero() || length.toDays() > 1) {
            throw new IllegalArgumentException(
                    "record length " + text + "; allowed are whole seconds up to a day");
        }
        if (length.toMillis() < rate.intervalMillis()) {
            throw new IllegalArgumentException("record length " + text
                    + " is shorter than one sample at a rate of " + rate.label());
        }
        return length;
    }

    /** True for the mass positions. */
    public boolean isAuxiliary() {
        return streamIndex == AUXILIARY_INDEX;
    }
}
