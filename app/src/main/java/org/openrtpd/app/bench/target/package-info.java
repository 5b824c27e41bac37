/**
 * What {@code rtpd bench} measures: child processes that it starts and ends, RTPD by its launcher as
 * a user starts it, and beside it the floor, a receiver that does nothing but receive, copy, force
 * and acknowledge. Start at {@link org.openrtpd.app.bench.target.Workplace}.
 */
package org.openrtpd.app.bench.target;
