package org.openrtpd.app.simulate.packet;

import org.openrtpd.app.simulate.plan.StreamPlan;
import org.openrtpd.protocol.record.DataFormat;

/** How counts become volts (record format, section 6.10). */
public enum Digitizer {
    /** 24 bits: 104.2 mV for the upper 16 bits are 1.590 uV a count. */
    FULL("104.2 mV", "1.590 uV", "1", "x1", "750.0", 1, (1 << 23) - 1),
    /** 16 bits at a gain of 32, so that quiet ground still shows: 305.2 uV / 32 a count. */
    SHORT("9.537 uV", "9.537 uV", "3", "x32", "750.0", 1.590 / 9.537, Short.MAX_VALUE),
    /** 16 bits at unity gain, for mass positions: 10 V / 32768 a count. */
    MASS_POSITION("305.2 uV", "305.2 uV", "1", "x1", "1.000", 1, Short.MAX_VALUE);

    private final String nominalBitWeight;
    private final String trueBitWeight;
    private final String gainCode;
    private final String gain;
    private final String sensorVoltsPerUnit;
    private final double scale;
    private final int highest;

    Digitizer(String nominalBitWeight, String trueBitWeight, String gainCode, String gain,
            String sensorVoltsPerUnit, double scale, int highest) {
        this.nominalBitWeight = nominalBitWeight;
        this.trueBitWeight = trueBitWeight;
        this.gainCode = gainCode;
        this.gain = gain;
        this.sensorVoltsPerUnit = sensorVoltsPerUnit;
        this.scale = scale;
        this.highest = highest;
    }

    /** The one that a stream is recorded with. */
    public static Digitizer of(StreamPlan stream) {
        if (stream.isAuxiliary()) {
            return MASS_POSITION;
        }
        return stream.format() == DataFormat.INT16 ? SHORT : FULL;
    }

    /** A value in counts of 24 bits, cut to what can be recorded. */
    public int counts(double value) {
        long counts = Math.round(value * scale);
        return (int) Math.max(-highest - 1L, Math.min(highest, counts));
    }

    String nominalBitWeight() {
        return nominalBitWeight;
    }

    String trueBitWeight() {
        return trueBitWeight;
    }

    String gainCode() {
        return gainCode;
    }

    String gain() {
        return gain;
    }

    String sensorVoltsPerUnit() {
        return sensorVoltsPerUnit;
    }
}
