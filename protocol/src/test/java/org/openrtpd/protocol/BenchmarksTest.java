package org.openrtpd.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import java.util.Collection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs once, for a moment and in this process; what it says of time is nothing. */
class BenchmarksTest {

    private final ResourceLeakDetector.Level levelBefore = ResourceLeakDetector.getLevel();

    /** It notes every access to a buffer, and benchmarks have millions of them. */
    @BeforeEach
    void lookForNoLeaks() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        // Benchmarks of another build on this machine do not matter.
        System.setProperty("jmh.ignoreLock", "true");
    }

    @AfterEach
    void lookForLeaks() {
        ResourceLeakDetector.setLevel(levelBefore);
    }

    @Test
    void shouldRunEveryBenchmark() throws RunnerException {
        Options once = new OptionsBuilder().forks(0).warmupIterations(0).measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1)).shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT).build();

        Collection<RunResult> results = new Runner(once).run();

        assertThat(results).extracting(result -> simpleName(result.getParams().getBenchmark()))
                .contains("SampleDecoderBenchmark", "SampleEncoderBenchmark", "SessionTableBenchmark",
                        "RecorderCodecBenchmark", "PacketHeaderBenchmark", "PacketFrameBenchmark");
        assertThat(results).allSatisfy(
                result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
    }

    private static String simpleName(String benchmark) {
        String owner = benchmark.substring(0, benchmark.lastIndexOf('.'));
        return owner.substring(owner.lastIndexOf('.') + 1);
    }
}
