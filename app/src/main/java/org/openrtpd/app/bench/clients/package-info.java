/**
 * {@code rtpd bench clients}: what RTPD delivers to client programs, beside a server that writes
 * each message by itself. Start at {@link org.openrtpd.app.bench.clients.ClientsBench}.
 */
package org.openrtpd.app.bench.clients;
