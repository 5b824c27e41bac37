/**
 * How RTPID tells what happens: lines for people, lines for programs, alarms, metrics, systemd. Start
 * at {@link org.openrtpd.watchdog.report.EventLog}. A report that cannot be given never holds the
 * watchdog up.
 */
package org.openrtpd.watchdog.report;
