/**
 * RTPID: the parent process that keeps RTPD running. Start at {@link
 * org.openrtpd.watchdog.Watchdog}. It knows RTPD by its command line and exit code, and shares no
 * code with it but the protocol.
 */
package org.openrtpd.watchdog;
