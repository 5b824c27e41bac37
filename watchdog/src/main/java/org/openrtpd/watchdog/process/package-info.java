/**
 * The process of RTPD as the system knows it: starting, finding again, reading what it prints, stopping,
 * and the directory in which RTPID keeps what it needs for that. Start at {@link
 * org.openrtpd.watchdog.process.ServerProcess}. One thread uses it.
 */
package org.openrtpd.watchdog.process;
