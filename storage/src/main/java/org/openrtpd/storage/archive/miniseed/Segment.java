package org.openrtpd.storage.archive.miniseed;

import java.util.Optional;
import org.openrtpd.protocol.station.ChannelName;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * The samples of one data packet, on their way into records.
 *
 * @param samples the first {@code count} are those of the packet; the array is used again
 * @param startNanos of the first one
 * @param rate empty when it is not known
 * @param flags what the packet says of them, see {@link RecordFlag}
 * @param clock what was known of the clock when the packet came
 */
record Segment(int[] samples, int count, long startNanos, ChannelName name,
        Optional<SampleRate> rate, int event, int flags, ClockState clock) {}
