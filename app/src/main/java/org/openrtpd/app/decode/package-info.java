/**
 * {@code rtpd decode}: every field of every packet as JSON lines. Start at {@link
 * org.openrtpd.app.decode.DecodeCommand}.
 *
 * <p>An input is read as a stream, once for its file line and once for its packets; only the samples
 * of traces are kept. The lines have the fields, the order and the error words of an independent
 * reference decoder, so that both can be compared line by line: see docs/decode.md.
 *
 * <p>Other commands that read packets use {@link org.openrtpd.app.decode.PacketInput} and {@link
 * org.openrtpd.app.decode.PacketLine}.
 */
package org.openrtpd.app.decode;
