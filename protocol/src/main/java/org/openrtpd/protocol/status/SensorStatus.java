package org.openrtpd.protocol.status;

import java.util.ArrayList;
import java.util.List;

/**
 * Answer to SS AD: mass positions of the sensors (record format, appendix A). A missing whole
 * number is {@link StatusNumber#MISSING}, a missing decimal one NaN.
 *
 * @param timeNanos when, nanoseconds since 1970 UTC, or {@code PacketTime.NO_TIME}
 * @param sensors as many as the response has whole
 */
public record SensorStatus(long timeNanos, List<Sensor> sensors) {

    /**
     * One sensor.
     *
     * @param number from 1
     * @param centringCount how often its masses were centred
     * @param centringLimit how often they may be
     * @param level volts at which they are
     * @param massVolts three mass positions
     */
    public record Sensor(
            int number, int centringCount, int centringLimit, double level,
            List<Double> massVolts) {

        static final int LENGTH = 1 + 1 + 6 + 6 + 4 + 3 * 4;

        private static Sensor of(StatusText text) {
            int number = text.whole(1);
            text.field(1);
            return new Sensor(number, text.whole(6), text.whole(6), text.decimal(4),
                    List.of(text.decimal(4), text.decimal(4), text.decimal(4)));
        }
    }

    /**
     * Reads a response.
     *
     * @throws IllegalStateException when the frame is none of type {@link StatusType#AD}
     */
    public static SensorStatus of(StatusFrame response) {
        StatusText text = response.statusText(StatusType.AD);
        long time = text.time();
        int count = text.whole(1);
        text.field(1);
        List<Sensor> sensors = new ArrayList<>();
        // A single digit: nine at most, whatever the frame says.
        for (int i = 0; i < count && text.remaining() >= Sensor.LENGTH; i++) {
            sensors.add(Sensor.of(text));
        }
        return new SensorStatus(time, List.copyOf(sensors));
    }
}
