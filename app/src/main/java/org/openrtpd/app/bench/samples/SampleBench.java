package org.openrtpd.app.bench.samples;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.openrtpd.app.bench.report.Figure;
import org.openrtpd.app.bench.report.Line;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.report.Table;
import org.openrtpd.protocol.record.DataFormat;

/**
 * Processor time per sample, in turns: a round is a fraction of a second of each of decoding,
 * encoding and copying. The JMH benchmark beside the decoder measures more closely, against another
 * codec.
 */
public final class SampleBench {

    private static final long ROUND_NANOS = 200_000_000;
    private static final int WARM_UP = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Report report;
    private final int rounds;
    private int kept;

    public SampleBench(Report report, int rounds) {
        this.report = report;
        this.rounds = rounds;
    }

    public void run() {
        List<Line> lines = new ArrayList<>();
        for (DataFormat format : List.of(
                DataFormat.STEIM1, DataFormat.STEIM2, DataFormat.INT16, DataFormat.INT32)) {
            report.progress("decode: format " + format.label());
            lines.add(measure(new FormatSamples(format)));
        }
        report.add(new Table("decode", "processor time per sample, one thread", lines));
        if (kept == Integer.MIN_VALUE) {
            // The compiler must not find out that nobody wants the samples.
            report.progress("decode: all samples were alike");
        }
    }

    private Line measure(FormatSamples samples) {
        for (int i = 0; i < WARM_UP; i++) {
            nanosPerSample(samples::decode);
            nanosPerSample(samples::encode);
            nanosPerSample(samples::copy);
        }
        double[] decoded = new double[rounds];
        double[] encoded = new double[rounds];
        double[] ofCopy = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            decoded[i] = nanosPerSample(samples::decode);
            encoded[i] = nanosPerSample(samples::encode);
            ofCopy[i] = decoded[i] / nanosPerSample(samples::copy);
        }
        return new Line(samples.format().label(), List.of(
                Figure.of("decode", "ns/sample", decoded), Figure.of("encode", "ns/sample", encoded),
                Figure.of("decode of copy", "", ofCopy)));
    }

    /** @param work something that answers with how many samples it went through */
    private double nanosPerSample(IntSupplier work) {
        long begin = System.nanoTime();
        long used = THREADS.getCurrentThreadCpuTime();
        long samples = 0;
        while (System.nanoTime() - begin < ROUND_NANOS) {
            int count = work.getAsInt();
            samples += count;
            kept ^= count;
        }
        return (double) (THREADS.getCurrentThreadCpuTime() - used) / samples;
    }
}
