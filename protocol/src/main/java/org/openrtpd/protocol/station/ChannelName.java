package org.openrtpd.protocol.station;

/**
 * The name of one channel for analysts, within what miniSEED 2 has room for (record format, section
 * 12). Each code is made of the letters A to Z and digits.
 *
 * @param network 1 or 2 characters
 * @param station 1 to 5 characters
 * @param location none, 1 or 2 characters
 * @param channel exactly 3 characters
 */
public record ChannelName(String network, String station, String location, String channel) {

    /**
     * Checks the four codes.
     *
     * @throws IllegalArgumentException when a code is none; the text says which, why and what is
     *     allowed
     */
    public ChannelName {
        CodeRule.NETWORK.check(network);
        CodeRule.STATION.check(station);
        CodeRule.LOCATION.check(location);
        CodeRule.CHANNEL.check(channel);
    }

    /** "XX.ABC.00.HHZ"; a blank location leaves its place empty, "XX.ABC..HHZ". */
    @Override
    public String toString() {
        return network + '.' + station + '.' + location + '.' + channel;
    }
}
