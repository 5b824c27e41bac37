/**
 * {@code rtpd gaps}: where data are missing, come twice or were stamped by a clock that was
 * stepped, and how complete each channel and day is (record format, sections 9.3 and 9.4). Start at
 * {@link org.openrtpd.app.gaps.Coverage}.
 *
 * <p>Packets may come in any order, so nothing is said before the last one: what an outage held
 * back fills the gap it belongs to. What is kept is a run for each stretch of data without a gap,
 * so that memory grows with channels and gaps and not with data; and of each there is a limit.
 */
package org.openrtpd.app.gaps;
