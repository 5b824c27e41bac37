package org.openrtpd.app.simulate.packet;

import org.openrtpd.app.simulate.plan.StreamPlan;

/** Names of channels: three components a sensor, from the first on. */
final class ChannelNames {

    private static final String COMPONENTS = "ZNE";
    private static final String MASS_POSITIONS = "UVW";

    private ChannelNames() {}

    /** SEED code by rate, sensor and component: HHZ, LHN; VMU for mass positions. */
    static String seed(StreamPlan stream, int channel) {
        int component = channel % COMPONENTS.length();
        if (stream.isAuxiliary()) {
            return "VM" + MASS_POSITIONS.charAt(component);
        }
        return band(stream.rate().intervalMillis()) + "H" + COMPONENTS.charAt(component);
    }

    /** One letter for the rate, as the SEED manual has it for broad-band sensors. */
    private static String band(int intervalMillis) {
        if (intervalMillis < 4) {
            return "F";
        }
        if (intervalMillis <= 12) {
            return "H";
        }
        if (intervalMillis <= 100) {
            return "B";
        }
        return intervalMillis < 1000 ? "M" : "L";
    }

    /** Name in the SC: sensor and component, "1Z". */
    static String component(int channel) {
        return sensor(channel) + String.valueOf(COMPONENTS.charAt(channel % COMPONENTS.length()));
    }

    static int sensor(int channel) {
        return channel / COMPONENTS.length() + 1;
    }

    static String azimuth(int channel) {
        return channel % COMPONENTS.length() == 2 ? "90" : "0";
    }

    static String inclination(int channel) {
        return channel % COMPONENTS.length() == 0 ? "-90" : "0";
    }
}
