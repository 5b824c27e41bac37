/**
 * RTPID: the process that keeps RTPD working. Start at {@link org.openrtpd.watchdog.Watchdog}, which looks,
 * has {@code judge} decide, and acts. It knows RTPD by its command line, its exit code, its ready line and
 * the two legs of the protocol, and shares no code with it but that protocol. One thread does everything but
 * the probes, the alarm command and the metrics. What an operator sees is in docs/operations.md.
 */
package org.openrtpd.watchdog;
