/**
 * Both sides of the recorder leg as pure state machines: driven by messages and a given time, with
 * no socket, thread or clock of their own. Start at {@link
 * org.openrtpd.protocol.session.SessionTable} for the server, at {@link
 * org.openrtpd.protocol.session.UdpRecorder} for the recorder.
 *
 * <p>The rule above all: an acknowledgement means durable in the journal. A {@link
 * org.openrtpd.protocol.session.Numbering} is what outlives a session; it moves on by appending and
 * is acknowledged by {@link org.openrtpd.protocol.session.SessionTable#committed}. One thread owns a
 * table and everything in it. See docs/recorder-leg.md.
 */
package org.openrtpd.protocol.session;
