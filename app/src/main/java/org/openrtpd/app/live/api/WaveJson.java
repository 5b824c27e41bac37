package org.openrtpd.app.live.api;

import java.util.Arrays;
import java.util.List;
import org.openrtpd.app.live.history.ChannelView;
import org.openrtpd.app.live.history.SampleRun;
import org.openrtpd.app.live.history.Span;
import org.openrtpd.app.live.history.Waveform;
import org.openrtpd.app.live.wave.MinMax;

/** Plots as JSON. */
final class WaveJson {

    private static final int MOST_TEARS = 1000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1000;

    private WaveJson() {}

    static Fields head(ChannelView view) {
        return new Fields().put("channel", view.channel().toString()).put("name", view.name())
                .put("rate", ChannelJson.rate(view.rate()));
    }

    static Fields waveform(Span span, Waveform waveform) {
        ChannelView view = waveform.view();
        boolean bins = waveform.bins().bins() > 0;
        Fields fields = head(view).millis("fromMs", span.fromNanos())
                .millis("untilMs", span.untilNanos())
                .put("kind", bins ? "minmax" : "samples")
                .put("source", UnitJson.lower(waveform.source()))
                .put("stepMs", bins ? Fields.millis(span.stepNanos())
                        : view.rate().map(rate -> MILLIS_PER_SECOND / rate.hertz()).orElse(null));
        bins(fields, waveform.bins(), 0, waveform.bins().bins());
        fields.put("segments", waveform.runs().stream().map(WaveJson::run).toList());
        return known(fields, span, waveform);
    }

    /** Adds what lies over the samples, and whether all was read. */
    static Fields known(Fields fields, Span span, Waveform waveform) {
        ChannelView view = waveform.view();
        return fields.put("tears", view.tears().stream().limit(MOST_TEARS)
                        .map(ChannelRoutes::gap).toList())
                .put("triggers", view.triggers().stream().limit(MOST_TEARS)
                        .map(event -> new Fields().millis("atMs", event.triggerNanos())
                                .put("event", event.event())
                                .put("streamNumber", event.streamIndex() + 1)
                                .put("trigger", event.trigger())).toList())
                .put("complete", waveform.readUntilNanos() >= span.untilNanos())
                .millis("readUntilMs", waveform.readUntilNanos());
    }

    private static Fields run(SampleRun run) {
        return new Fields().millis("startMs", run.startNanos()).put("values", run.samples());
    }

    /** Adds some of the bins; those without samples are null. */
    static Fields bins(Fields fields, MinMax bins, int from, int to) {
        Integer[] min = new Integer[to - from];
        Integer[] max = new Integer[to - from];
        for (int bin = from; bin < to; bin++) {
            if (bins.has(bin)) {
                min[bin - from] = bins.min(bin);
                max[bin - from] = bins.max(bin);
            }
        }
        List<Integer> least = Arrays.asList(min);
        return fields.put("min", least).put("max", Arrays.asList(max));
    }

    /** A width in milliseconds, with a fraction where it has one. */
    static double millis(long nanos) {
        return nanos / NANOS_PER_MILLI;
    }
}
