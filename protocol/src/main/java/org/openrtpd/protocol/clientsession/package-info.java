/**
 * Both sides of the client leg as pure state machines: driven by bytes and a given time, with no
 * socket, thread or clock of their own. Start at {@link
 * org.openrtpd.protocol.clientsession.ClientHandshake} for the server, which {@link
 * org.openrtpd.protocol.clientsession.ClientSession} follows; at {@link
 * org.openrtpd.protocol.clientsession.RtpClient} for a client.
 *
 * <p>Each takes whole frames off the front of a buffer and leaves the rest for the next call, so
 * that it does not matter where TCP splits or joins. One thread owns a machine and everything in
 * it. Times are nanoseconds of a clock that only goes on. See docs/client-leg.md.
 */
package org.openrtpd.protocol.clientsession;
