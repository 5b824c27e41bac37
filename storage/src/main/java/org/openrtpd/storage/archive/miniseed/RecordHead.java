package org.openrtpd.storage.archive.miniseed;

import java.util.Optional;
import org.openrtpd.protocol.station.ChannelName;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * What stands before the data of a record.
 *
 * @param name of the channel
 * @param startNanos of the first sample, nanoseconds since 1970 UTC
 * @param rate of the samples; empty for text and where it is not known
 * @param encoding one of those below
 * @param samples how many; bytes of text
 * @param number counts the records of a channel, from 1
 * @param flags see {@link RecordFlag}
 * @param timingQuality 0-100
 */
record RecordHead(ChannelName name, long startNanos, Optional<SampleRate> rate, int encoding,
        int samples, int number, int flags, int timingQuality) {

    static final int TEXT = 0;
    /** Samples as they are, in the byte order of the version. */
    static final int INT32 = 3;
    static final int STEIM2 = 11;
}
