package org.openrtpd.protocol.station;

/**
 * What a recorder itself says about a channel, in EH packets or by the rate of its data. Texts may
 * be as they stand in the packet, with blanks and anything else.
 *
 * @param stationName station name of the EH, its four characters and the fifth; empty when unknown
 * @param channelCode channel code of the channel in the EH; empty when unknown
 * @param samplesPerSecond rate of the data; {@link #UNKNOWN_RATE} when unknown
 * @see "record format, section 6: offsets 60, 59, 464 and 88"
 */
public record RecorderNames(String stationName, String channelCode, double samplesPerSecond) {

    /** No EH was seen, and no rate could be derived. */
    public static final double UNKNOWN_RATE = 0;

    /** Nothing is known: no EH was seen yet. */
    public static final RecorderNames NONE = new RecorderNames("", "", UNKNOWN_RATE);
}
