/**
 * The client leg: what programs of analysts, and other RTPDs, speak to this server on TCP, versions
 * 1 and 2. Start at {@link org.openrtpd.protocol.client.ClientCodec}; which packets a client gets
 * is decided in {@link org.openrtpd.protocol.client.PacketFilter}.
 *
 * <p>A compatibility contract (docs/client-leg.md): programs that we did not write work against it
 * unchanged, so what looks odd here is theirs. Everything checks lengths before fields, never
 * throws on bytes, and allocates nothing by a number that came over the wire. Messages point into
 * the buffer that they were read from and own none of it.
 */
package org.openrtpd.protocol.client;
