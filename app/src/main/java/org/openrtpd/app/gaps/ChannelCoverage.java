package org.openrtpd.app.gaps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.trace.DataFacts;
import org.openrtpd.protocol.trace.RateBook;
import org.openrtpd.protocol.trace.SampleRate;

/** What was seen of one channel. */
final class ChannelCoverage {

    /** A packet whose rate is not known yet. */
    private record Waiting(DataFacts facts, long place, long previousSample) {}

    private final int unit;
    private final int streamIndex;
    private final int channelIndex;
    private final GapLimits limits;
    private final TimeWindow window;
    private final ChannelRuns runs;
    private final List<Waiting> waiting = new ArrayList<>();
    private Optional<SampleRate> rate = Optional.empty();
    private int lastEvent;
    private long unusable;

    ChannelCoverage(int unit, int streamIndex, int channelIndex, GapLimits limits,
            StreamOrder order, TimeWindow window) {
        this.unit = unit;
        this.streamIndex = streamIndex;
        this.channelIndex = channelIndex;
        this.limits = limits;
        this.window = window;
        this.runs = new ChannelRuns(Math.max(2, limits.gapsPerChannel()), limits.toleranceNanos(),
                new GapWalk(limits.gapsPerChannel(), limits.toleranceNanos(), order, window));
    }

    /**
     * Takes in a packet.
     *
     * @param previousSample what it steps off from, or none
     * @param known its rate, when that is known
     */
    void take(DataFacts facts, long place, long previousSample, Optional<SampleRate> known) {
        lastEvent = facts.event();
        if (facts.startNanos() == PacketTime.NO_TIME || facts.decodedSamples() == 0) {
            // A packet without samples is well, but says nothing.
            unusable += facts.samples() > 0 ? 1 : 0;
        } else if (known.isPresent()) {
            settleWaiting(known);
            add(facts, place, previousSample, known);
        } else if (waiting.size() < limits.waitingPackets()) {
            waiting.add(new Waiting(facts.copy(), place, previousSample));
        } else {
            unusable++;
        }
    }

    private void settleWaiting(Optional<SampleRate> known) {
        if (!waiting.isEmpty()) {
            waiting.forEach(w -> add(w.facts(), w.place(), w.previousSample(), known));
            waiting.clear();
        }
    }

    private void add(DataFacts facts, long place, long previousSample, Optional<SampleRate> known) {
        rate = known;
        SampleRate ofPacket = known.orElseThrow();
        if (window.meets(facts.startNanos(), Run.endNanos(facts, ofPacket))) {
            runs.add(facts, place, ofPacket, previousSample);
        }
    }

    /** What is found by now; more may come behind it. */
    GapWalk soFar() {
        return runs.soFar();
    }

    /** All there is to say; nothing may come behind it. */
    ChannelReport report(ChannelNames names, RateBook rates) {
        Optional<SampleRate> known = rates.rate(unit, streamIndex, lastEvent).rate();
        if (known.isPresent()) {
            settleWaiting(known);
        }
        GapWalk walk = runs.finish();
        walk.end();
        long timeNanos = walk.first() == null ? PacketTime.NO_TIME : walk.reach().endNanos() - 1;
        String name = names.name(unit, streamIndex, channelIndex, timeNanos, rate)
                .name().toString();
        return new ChannelReport(name, unit, streamIndex + 1, channelIndex + 1, rate, walk,
                new ChannelReport.Packets(runs.packets(), runs.duplicates(), runs.tooLate(),
                        unusable + waiting.size()));
    }
}
