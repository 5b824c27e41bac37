/**
 * Writes the packets of a recorder, with the care of the encoder checklist: BCD headers, blank-filled
 * text, one-based numbers in DS and SC and zero-based ones in EH, DT and ET (record format, sections
 * 2 to 8 and 15). Start at {@link org.openrtpd.app.simulate.packet.PacketWriter}. Every packet is a
 * new buffer, which belongs to the caller. Times are milliseconds since 1970 as the recorder's clock
 * shows them.
 */
package org.openrtpd.app.simulate.packet;
