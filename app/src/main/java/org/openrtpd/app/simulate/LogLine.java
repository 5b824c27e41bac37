package org.openrtpd.app.simulate;

/**
 * An entry of the state-of-health log.
 *
 * @param trueMillis when it is written
 * @param text behind the time tag
 */
record LogLine(long trueMillis, String text) {}
