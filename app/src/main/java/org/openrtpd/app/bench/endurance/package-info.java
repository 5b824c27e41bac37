/**
 * {@code rtpd bench memory} and {@code rtpd bench soak}: what recorders cost that only stay
 * attached, and whether a long run stays as it began. Start at {@link
 * org.openrtpd.app.bench.endurance.SoakBench}.
 */
package org.openrtpd.app.bench.endurance;
