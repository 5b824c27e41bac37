package org.openrtpd.app.bench.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GcLogTest {

    /** Lines of a JDK 17 with G1. */
    private static final List<String> LINES = List.of(
            "[0.012s][info][gc] Using G1",
            "[1.043s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 23M->4M(60M) 3.456ms",
            "[2.101s][info][gc] GC(1) Concurrent Mark Cycle 12.345ms",
            "[2.102s][info][gc] GC(1) Pause Remark 9M->9M(60M) 0.789ms",
            "[2.102s][info][gc,phases] GC(1)   Pre Evacuate Collection Set: 0.1ms",
            "[3.500s][info][gc] GC(2) Pause Full (Heap Inspection Initiated GC) 9M->3M(20M) 25.000ms");

    /** Lines of a JDK 17 with ZGC. */
    private static final List<String> LINES_OF_ZGC = List.of(
            "[1.210s][info][gc,phases] GC(0) Pause Mark Start 0.012ms",
            "[1.230s][info][gc,phases] GC(0) Concurrent Mark 19.456ms",
            "[1.231s][info][gc,phases] GC(0) Pause Mark End 0.021ms",
            "[1.240s][info][gc       ] GC(0) Garbage Collection (Warmup) 26M(10%)->12M(5%)");

    @Test
    void shouldFindThePausesWithoutThoseThatWereAskedFor() {
        assertThat(GcLog.pauseMillis(LINES)).containsExactly(3.456, 0.789);
    }

    @Test
    void shouldFindThePausesOfACollectorThatHasThemInPhases() {
        assertThat(GcLog.pauseMillis(LINES_OF_ZGC)).containsExactly(0.012, 0.021);
    }

    @Test
    void shouldTakeThePercentileFromAbove() {
        double[] sorted = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

        assertThat(SoakBench.percentile(sorted, 50)).isEqualTo(5);
        assertThat(SoakBench.percentile(sorted, 99.9)).isEqualTo(10);
        assertThat(SoakBench.percentile(new double[0], 99.9)).isZero();
    }
}
