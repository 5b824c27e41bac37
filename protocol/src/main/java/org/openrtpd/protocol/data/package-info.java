/**
 * Samples of data packets (DT), in and out: 16-bit, 32-bit, Steim 1 and Steim 2, with and without
 * overscale bits. Start at {@link org.openrtpd.protocol.data.SampleDecoder} to read packets, at
 * {@link org.openrtpd.protocol.data.SampleEncoder} to write them; {@link
 * org.openrtpd.protocol.data.DataPacket} is a look at the header of a DT alone.
 *
 * <p>No bytes make anything here throw, and no field of a packet decides how much memory is taken:
 * what is wrong is a {@link org.openrtpd.protocol.data.SampleDefect} beside the samples that could
 * be read. Decoders are used again for any number of packets by one thread and allocate nothing;
 * buffers and arrays are the caller's, and no index of a buffer is moved. See
 * docs/record-format.md, section 4.
 */
package org.openrtpd.protocol.data;
