package org.openrtpd.protocol.station;

/**
 * A name and who gave it, so that one who uses it can say so once for each channel.
 *
 * @param name what analysts call the channel
 * @param origin whether people wrote that down
 */
public record NamedChannel(ChannelName name, NameOrigin origin) {}
