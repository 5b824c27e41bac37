package org.openrtpd.protocol.station;

import org.openrtpd.protocol.record.UnitId;

/**
 * Codes for what nobody wrote down, from what the packets say (record format, section 12).
 *
 * <p><i>Design note.</i> No two channels of a stream get one code, because their samples would be
 * mixed under it. So channels from 4 on, which may be a second sensor, are not Z, N and E again.
 */
final class DerivedCodes {

    /** The auxiliary stream, number 9, which has mass positions (record format, section 4). */
    static final int AUXILIARY_STREAM_INDEX = 8;

    /** What a code of a log is: text has no rate and no component (record format, section 12). */
    static final String LOG = "LOG";

    private static final int LONGEST_STATION = 5;
    private static final int CODE_LENGTH = 3;
    private static final int NUMBERS = 1000;
    private static final char HIGH_GAIN = 'H';
    private static final char MASS_POSITION = 'M';
    private static final String COMPONENTS = "ZNE456789ABCDFGHIJKLMOPQRSTUVWXY";
    private static final String MASSES = "123456789ABCDEFGHIJKLMNOPQRSTUVW";

    private DerivedCodes() {}

    /** The EH's station name as a code, or the unit's hex digits when nothing is left of it. */
    static String station(int unit, RecorderNames said) {
        String name = CodeRule.clean(said.stationName());
        if (name.isEmpty()) {
            return UnitId.format(unit);
        }
        return name.substring(0, Math.min(name.length(), LONGEST_STATION));
    }

    /**
     * The EH's code of the channel when it is one; else band, instrument and component; else, while
     * no rate is known, the number of the channel, as 001.
     */
    static String channel(int streamIndex, int channelIndex, RecorderNames said) {
        String code = CodeRule.clean(said.channelCode());
        if (code.length() == CODE_LENGTH) {
            return code;
        }
        double rate = said.samplesPerSecond();
        // Written so that "no number" is no rate, too.
        if (!(rate > 0) || channelIndex < 0 || channelIndex >= COMPONENTS.length()) {
            return Integer.toString(NUMBERS + Math.floorMod(channelIndex + 1, NUMBERS)).substring(1);
        }
        return streamIndex == AUXILIARY_STREAM_INDEX
                ? "" + BandCode.of(rate) + MASS_POSITION + MASSES.charAt(channelIndex)
                : "" + BandCode.of(rate) + HIGH_GAIN + COMPONENTS.charAt(channelIndex);
    }
}
