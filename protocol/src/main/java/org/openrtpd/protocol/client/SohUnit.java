package org.openrtpd.protocol.client;

/**
 * What an answer to SOH says of one unit (client leg, section 7). Times are Unix seconds, 0 =
 * never.
 *
 * @param unit id as a number, of 16 bits or, on models with five digits, more
 * @param ipv4 address that the recorder was last heard from, first octet highest; 0 when unknown
 * @param lastFront time of the last packet towards clients
 * @param lastBack time of the last packet from the recorder
 */
public record SohUnit(int unit, int ipv4, int lastFront, int lastBack) {}
