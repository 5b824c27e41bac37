/**
 * {@code rtpd bench}: how fast RTPD is on this machine, as ratios to the least that can be done on
 * it, measured in the same run. Start at {@link org.openrtpd.app.bench.BenchCommand}. Everything
 * here lies beside the daemon, which is started as a process of its own and knows nothing of it. See
 * docs/performance.md.
 */
package org.openrtpd.app.bench;
