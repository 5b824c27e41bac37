/**
 * RTPID's eyes: what RTPD shows to a client program and to a recorder, seen from outside. Start at
 * {@link org.openrtpd.watchdog.probe.FlowView}. Nothing in here decides: limits and reasons are those
 * of {@code judge}.
 */
package org.openrtpd.watchdog.probe;
