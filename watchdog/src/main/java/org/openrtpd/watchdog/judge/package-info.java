/**
 * What RTPID decides: whether RTPD works, when it is restarted and why, and which alarms stand. Start
 * at {@link org.openrtpd.watchdog.judge.Judgement}. Everything in here is stepped by hand: no thread, no
 * process, no socket, and time comes in as an argument, in nanoseconds of {@link
 * org.openrtpd.watchdog.judge.AttendedClock}. One thread calls it.
 */
package org.openrtpd.watchdog.judge;
