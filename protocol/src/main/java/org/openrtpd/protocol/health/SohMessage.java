package org.openrtpd.protocol.health;

import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.Position;

/**
 * What one log line says (record format, section 10). Immutable. Text that the catalogue does not
 * have is a {@link Notice} about {@link SohTopic#OTHER}; firmware versions differ, so that is
 * normal.
 */
public sealed interface SohMessage {

    /** Reads the text behind the time tag, in any case and spacing. Never throws. */
    static SohMessage of(String text) {
        return SohCatalogue.read(text);
    }

    /** The GPS clock is locked, or is not. */
    record Lock(LockState state) implements SohMessage {}

    /** The GPS was woken, switched on or the reverse. */
    record GpsSwitch(GpsPower power) implements SohMessage {}

    /** Difference between the clock and GPS, signed, microseconds whatever the line's unit. */
    record PhaseError(long micros) implements SohMessage {}

    /** Where the GPS is. */
    record Fix(Position position) implements SohMessage {}

    /**
     * The clock is about to be moved by less than a second, or was.
     *
     * @param number which one since power-up; 0 when the line only announces them
     */
    record TimeJerk(int number) implements SohMessage {}

    /**
     * The clock was set.
     *
     * @param oldNanos before, {@link PacketTime#NO_TIME} when the line does not say
     * @param newNanos after, {@link PacketTime#NO_TIME} when the line does not say
     */
    record ClockSet(long oldNanos, long newNanos) implements SohMessage {

        /** True when the line says from when to when. */
        public boolean isTold() {
            return oldNanos != PacketTime.NO_TIME && newNanos != PacketTime.NO_TIME;
        }
    }

    /** By how much the clock was moved, milliseconds, negative = back. */
    record ClockDifference(long millis) implements SohMessage {}

    /** How often the clock was moved since power-up. */
    record ClockChanged(int times) implements SohMessage {}

    /** Supply; a value that the line does not have is NaN. */
    record Power(double batteryVolts, double temperatureCelsius, double backupVolts)
            implements SohMessage {}

    /** Memory in kB. */
    record Memory(int used, int available, int total) implements SohMessage {}

    /** Acquisition began, ended, or may begin. */
    record Acquisition(AcquisitionState state) implements SohMessage {}

    /** The recorder came up, and its packet sequence starts over. */
    record Restart(RestartCause cause) implements SohMessage {}

    /**
     * Anything that is passed on as text.
     *
     * @param text the line with single blanks; of a firmware or clock type only what it is, of an
     *     address without the blanks behind its dots; of {@link SohTopic#OTHER} as it came
     */
    record Notice(SohTopic topic, String text) implements SohMessage {}
}
