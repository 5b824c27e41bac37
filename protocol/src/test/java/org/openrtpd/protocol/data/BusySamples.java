package org.openrtpd.protocol.data;

import java.util.SplittableRandom;
import org.openrtpd.protocol.record.DataFormat;

/**
 * Samples for benchmarks: noise with bursts around a slow wave, so that packings change from word to
 * word and packets are as full as those of real recordings (759 samples in C0, 848 in C2; record
 * format, section 16).
 */
final class BusySamples {

    private BusySamples() {}

    /** As many samples as a packet in that format holds at most; other ones for each number. */
    static int[] of(DataFormat format, int number) {
        SplittableRandom random = new SplittableRandom(number);
        int[] samples = new int[format.maxSamples()];
        for (int k = 0; k < samples.length; k++) {
            int noise = random.nextInt(60) + random.nextInt(60) - 60;
            int burst = random.nextInt(12) == 0 ? 8 : 1;
            double wave = 5000 * Math.sin((number * samples.length + k) / 300.0);
            samples[k] = (int) wave + burst * noise;
        }
        return samples;
    }
}
