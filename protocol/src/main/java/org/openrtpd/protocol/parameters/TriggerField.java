package org.openrtpd.protocol.parameters;

import java.util.Locale;

/** Settings of triggers; which of them one has says its {@link TriggerType}. */
public enum TriggerField {
    /** YYYYDDDHHMMSS. */
    START_TIME,
    /** Eleven of them, each as {@link #START_TIME}. */
    START_TIMES,
    /** Seconds. */
    RECORD_LENGTH,
    /** Seconds. */
    PRETRIGGER,
    /** Seconds. */
    POSTTRIGGER,
    /** Stream whose trigger this one follows, one-based. */
    TRIGGER_STREAM,
    /** A character a channel. */
    TRIGGER_CHANNELS,
    MIN_CHANNELS,
    /** Seconds. */
    WINDOW,
    /** Seconds. */
    STA,
    /** Seconds. */
    LTA,
    /** Seconds. */
    MEAN_REMOVAL,
    TRIGGER_RATIO,
    DETRIGGER_RATIO,
    /** ON or OFF. */
    LTA_HOLD,
    LOW_PASS,
    HIGH_PASS,
    /** Gn.nnnn in g, Mnnn.nn in m/s, %nn, Hxxxxxxx in hex, else counts. */
    LEVEL,
    /** G, M, % or H as in {@link #LEVEL}, else counts. */
    LEVEL_UNITS,
    /** DDHHMMSS. */
    REPEAT,
    INTERVALS,
    /** 1-G for channels 1-16. */
    CHANNELS,
    VOTES,
    /** Six of them, for the six of {@link #CHANNELS}. */
    LEVELS,
    MIN_VOTES,
    DETRIGGER_VOTES,
    /** Six of them, for the six of {@link #CHANNELS}. */
    DETRIGGER_LEVELS,
    DETRIGGER_MIN_VOTES;

    /** The setting's name where programs read it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
