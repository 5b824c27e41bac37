/**
 * The client programs that RTPD serves: the RTP client leg of SeisComP, Earthworm, Antelope and
 * EdgeCWB. Start at {@link org.openrtpd.app.client.ClientServer}.
 *
 * <p>One event loop of its own owns all clients, so that none of them can slow a recorder. A client
 * is a tailer of the journal with a filter: it reads at its own pace, and back-pressure of its
 * connection stops the reading. See docs/client-leg.md.
 */
package org.openrtpd.app.client;
