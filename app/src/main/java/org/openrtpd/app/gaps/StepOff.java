package org.openrtpd.app.gaps;

import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.trace.DataFacts;

/** What a packet steps off from. */
final class StepOff {

    private StepOff() {}

    /**
     * The sample before a packet, or {@link DataFacts#NO_SAMPLE}: a step of 0 joins to whatever is
     * flat, so it proves nothing.
     */
    static long of(DataFacts facts, SampleDecoder decoder) {
        return decoder.firstDifference() == 0 ? DataFacts.NO_SAMPLE : facts.previousSample();
    }
}
