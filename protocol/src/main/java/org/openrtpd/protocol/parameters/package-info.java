/**
 * Parameter packets: what a recorder is set to, sent when acquisition starts and whenever it is
 * changed (record format, section 8). Start at {@link
 * org.openrtpd.protocol.parameters.StreamParameters}.
 *
 * <p>Views over 1024 bytes, one class a packet type: {@code wrap} points one at a packet, the
 * accessors read there. Nearly all fields are text of fixed width, so the tables of the
 * specification are enums, a constant a row, and a view reads the row it is asked for. Nothing here
 * throws on content; an unset field is empty. Views are not thread-safe.
 */
package org.openrtpd.protocol.parameters;
