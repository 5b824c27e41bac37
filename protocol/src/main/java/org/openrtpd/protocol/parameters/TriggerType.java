package org.openrtpd.protocol.parameters;

import static org.openrtpd.protocol.parameters.TriggerColumn.one;

import java.util.List;

/**
 * Kinds of triggers and what their descriptions hold, in the order of the packet (record format,
 * section 8.2).
 */
public enum TriggerType {
    /** Continuous. */
    CON(one(TriggerField.RECORD_LENGTH, 0, 8), one(TriggerField.START_TIME, 8, 14)),
    /** By another stream. */
    CRS(one(TriggerField.TRIGGER_STREAM, 0, 2), one(TriggerField.PRETRIGGER, 2, 8),
            one(TriggerField.RECORD_LENGTH, 10, 8)),
    /** By the ratio of a short to a long average. */
    EVT(one(TriggerField.TRIGGER_CHANNELS, 0, 16), one(TriggerField.MIN_CHANNELS, 16, 2),
            one(TriggerField.WINDOW, 18, 8), one(TriggerField.PRETRIGGER, 26, 8),
            one(TriggerField.POSTTRIGGER, 34, 8), one(TriggerField.RECORD_LENGTH, 42, 8),
            one(TriggerField.STA, 58, 8), one(TriggerField.LTA, 66, 8),
            one(TriggerField.MEAN_REMOVAL, 74, 8), one(TriggerField.TRIGGER_RATIO, 82, 8),
            one(TriggerField.DETRIGGER_RATIO, 90, 8), one(TriggerField.LTA_HOLD, 98, 4),
            one(TriggerField.LOW_PASS, 102, 4), one(TriggerField.HIGH_PASS, 106, 4)),
    /** External. */
    EXT(one(TriggerField.PRETRIGGER, 0, 8), one(TriggerField.RECORD_LENGTH, 8, 8)),
    /** By radio, on old units. */
    RAD(one(TriggerField.PRETRIGGER, 0, 8), one(TriggerField.RECORD_LENGTH, 8, 8)),
    /** By level. */
    LEV(levelColumns()),
    /** By level, as the vendor's library calls it. */
    LVL(levelColumns()),
    /** By time. */
    TIM(one(TriggerField.START_TIME, 0, 14), one(TriggerField.REPEAT, 14, 8),
            one(TriggerField.INTERVALS, 22, 4), one(TriggerField.RECORD_LENGTH, 34, 8)),
    /** By a list of times. */
    TML(new TriggerColumn(TriggerField.START_TIMES, 0, 14, 11),
            one(TriggerField.RECORD_LENGTH, 154, 8)),
    /** By votes of channels. */
    VOT(one(TriggerField.PRETRIGGER, 0, 8), one(TriggerField.POSTTRIGGER, 8, 8),
            one(TriggerField.RECORD_LENGTH, 16, 8), one(TriggerField.LEVEL_UNITS, 24, 1),
            one(TriggerField.CHANNELS, 28, 6), one(TriggerField.VOTES, 34, 6),
            new TriggerColumn(TriggerField.LEVELS, 40, 8, 6),
            one(TriggerField.MIN_VOTES, 88, 2), one(TriggerField.WINDOW, 90, 8),
            one(TriggerField.DETRIGGER_VOTES, 98, 6),
            new TriggerColumn(TriggerField.DETRIGGER_LEVELS, 104, 8, 6),
            one(TriggerField.DETRIGGER_MIN_VOTES, 152, 2),
            one(TriggerField.LOW_PASS, 154, 4), one(TriggerField.HIGH_PASS, 158, 4)),
    /** Any other, such as CMD and CAL: no error, its description is not read. */
    OTHER;

    private final List<TriggerColumn> columns;

    TriggerType(TriggerColumn... columns) {
        this.columns = List.of(columns);
    }

    private static TriggerColumn[] levelColumns() {
        return new TriggerColumn[] {
            one(TriggerField.LEVEL, 0, 8), one(TriggerField.PRETRIGGER, 8, 8),
            one(TriggerField.RECORD_LENGTH, 16, 8), one(TriggerField.LOW_PASS, 24, 4),
            one(TriggerField.HIGH_PASS, 28, 4)
        };
    }

    /** What a description of this type holds. */
    public List<TriggerColumn> columns() {
        return columns;
    }

    /** Type by its letters; {@link #OTHER} when no table has them. */
    public static TriggerType of(String letters) {
        for (TriggerType type : values()) {
            if (type != OTHER && type.name().equals(letters)) {
                return type;
            }
        }
        return OTHER;
    }
}
