package org.openrtpd.app.live.history;

import java.util.List;
import org.openrtpd.app.live.wave.MinMax;

/**
 * What a plot of a time of a channel shows.
 *
 * @param bins least and greatest samples; all empty when samples are given
 * @param runs samples; empty when there are only bins
 * @param source where it was found
 * @param readUntilNanos how far it was read; the end of the time when all was
 */
public record Waveform(ChannelView view, MinMax bins, List<SampleRun> runs, Source source,
        long readUntilNanos) {

    /** Where samples are found. */
    public enum Source {
        MEMORY, JOURNAL
    }

    public Waveform {
        runs = List.copyOf(runs);
    }
}
