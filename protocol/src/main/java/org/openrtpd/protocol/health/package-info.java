/**
 * What a recorder tells of itself, unit by unit: its log lines, its clock, power, memory, disk and
 * mass positions. Start at {@link org.openrtpd.protocol.health.HealthBook}, which has a {@link
 * org.openrtpd.protocol.health.HealthPage} for each unit.
 *
 * <p>Nothing here asks for the time of day: every value carries the time of the packet or line it
 * came from, and an older one never replaces a newer one. Packets are read where they are and not
 * kept; everything that is kept has a bound, and can be saved and restored, so that a reader of the
 * journal goes on where it stopped. No bytes make it throw. One thread only; snapshots are
 * immutable and may go anywhere. Packets dated in the future (record format, section 13) are for
 * the caller to leave out. See the record format, sections 6.2, 6.3, 6.9, 7, 10 and 11.
 */
package org.openrtpd.protocol.health;
