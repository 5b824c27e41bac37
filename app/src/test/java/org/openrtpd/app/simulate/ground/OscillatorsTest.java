package org.openrtpd.app.simulate.ground;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OscillatorsTest {

    private static final double[] HERTZ = {0.02, 0.17, 3.1};
    private static final double[] AMPLITUDE = {100, 800, 30};
    private static final double[] PHASE = {0.1, 0.5, 0.9};
    private static final Offset<Double> NOTHING_THAT_SHOWS = Offset.offset(1e-3);

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.1})
    void shouldBeTheSumOfItsWavesThroughoutARun(double interval) {
        Oscillators oscillators = new Oscillators(HERTZ, AMPLITUDE, PHASE, interval);
        double begin = 86_400 * 30;
        oscillators.start(begin);

        for (int i = 0; i < SampleSource.BLOCK; i++) {
            double expected = 0;
            for (int wave = 0; wave < HERTZ.length; wave++) {
                expected += AMPLITUDE[wave] * Math.sin(
                        2 * Math.PI * (HERTZ[wave] * (begin + i * interval) + PHASE[wave]));
            }
            assertThat(oscillators.next()).isEqualTo(expected, NOTHING_THAT_SHOWS);
        }
    }

    @Test
    void shouldBeSilentWithoutWaves() {
        Oscillators none = new Oscillators(new double[0], new double[0], new double[0], 1);
        none.start(5);

        assertThat(none.next()).isZero();
    }
}
