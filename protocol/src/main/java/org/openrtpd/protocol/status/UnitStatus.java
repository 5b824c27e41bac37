package org.openrtpd.protocol.status;

/**
 * Answer to SS US: the unit's power (record format, appendix A). A missing number is NaN.
 *
 * @param timeNanos when, nanoseconds since 1970 UTC, or {@code PacketTime.NO_TIME}
 * @param inputVolts of the supply
 * @param backupVolts of the backup battery
 * @param temperature degrees C
 * @param chargerVolts of the charger
 */
public record UnitStatus(
        long timeNanos, double inputVolts, double backupVolts, double temperature,
        double chargerVolts) {

    /**
     * Reads a response.
     *
     * @throws IllegalStateException when the frame is none of type {@link StatusType#US}
     */
    public static UnitStatus of(StatusFrame response) {
        StatusText text = response.statusText(StatusType.US);
        return new UnitStatus(
                text.time(), text.decimal(4), text.decimal(4), text.decimal(6), text.decimal(4));
    }
}
