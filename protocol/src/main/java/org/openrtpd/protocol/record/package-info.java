/**
 * Recording packets of the REF TEK 130: 1024 bytes as they lie on a recorder's disk and travel on
 * the wire. Start at {@link org.openrtpd.protocol.record.PacketHeader}.
 *
 * <p>Everything here is a view: it reads the bytes where they are, copies nothing, keeps nothing,
 * and never throws on any 1024 bytes. A field that cannot be read has a named "no value" and a
 * {@link org.openrtpd.protocol.record.PacketDefect}. Views are not thread-safe; the caller owns the
 * buffer. See docs/record-format.md.
 */
package org.openrtpd.protocol.record;
