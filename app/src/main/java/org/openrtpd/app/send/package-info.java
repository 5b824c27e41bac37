/**
 * {@code rtpd send}: the recorder's side as a program. Start at {@link
 * org.openrtpd.app.send.SendCommand}. A {@link org.openrtpd.app.send.RecorderEndpoint} drives the
 * pure state machine of a recorder over a real socket; a {@link org.openrtpd.app.send.Spool} is its
 * memory, which outlives the program.
 */
package org.openrtpd.app.send;
