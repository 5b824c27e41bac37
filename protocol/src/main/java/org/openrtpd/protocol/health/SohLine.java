package org.openrtpd.protocol.health;

/**
 * One line of a recorder's log (record format, section 7).
 *
 * @param timeNanos nanoseconds since 1970 UTC, from the line's tag or else from its packet; {@link
 *     org.openrtpd.protocol.record.PacketTime#NO_TIME} when neither can be read
 * @param text the message behind the tag: printable ASCII, never empty
 */
public record SohLine(long timeNanos, String text) {}
