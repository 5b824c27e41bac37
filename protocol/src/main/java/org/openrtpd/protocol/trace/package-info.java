/**
 * How data packets go together to traces: sample rates, expected times, gaps and overlaps,
 * duplicates (record format, section 9). Start at {@link org.openrtpd.protocol.trace.TraceTable}:
 * show it a recorder's packets in the order in which they came, and it says of each data packet
 * whether it goes on from the last one of its channel, and if not, why.
 *
 * <p>Pure and bounded: every table has a limit and forgets what was silent longest. Times are whole
 * nanoseconds, rates exact fractions; no floating-point number is added up. One thread an object.
 */
package org.openrtpd.protocol.trace;
