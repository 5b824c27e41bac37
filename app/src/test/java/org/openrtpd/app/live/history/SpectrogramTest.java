package org.openrtpd.app.live.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.trace.SampleRate;

class SpectrogramTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int HERTZ = 100;

    private static SampleRun tone(double frequency, int seconds) {
        int[] samples = new int[seconds * HERTZ];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 5000 + (int) Math.round(1000 * Math.sin(2 * Math.PI * frequency * i / HERTZ));
        }
        return new SampleRun(0, SampleRate.of(HERTZ), samples);
    }

    @Test
    void shouldShowAToneInTheRowOfItsFrequencyInEveryColumn() {
        Spectrogram computed = Spectrogram.of(List.of(tone(12.5, 600)), 0, 600 * SECOND, 60,
                FrequencyRows.linear(50));

        for (int column = 1; column < 59; column++) {
            assertThat(loudest(computed.levels()[column])).isEqualTo(12);
        }
    }

    private static int loudest(double[] levels) {
        int loudest = 0;
        for (int row = 0; row < levels.length; row++) {
            loudest = levels[row] > levels[loudest] ? row : loudest;
        }
        return loudest;
    }

    @Test
    void shouldHaveRowsOfTheSameRatioFromAFiveHundredthOfTheHighestFrequency() {
        double tone = 50.0 / 500 * Math.pow(500, 20.5 / 60);

        Spectrogram computed = Spectrogram.of(List.of(tone(tone, 600)), 0, 600 * SECOND, 60,
                FrequencyRows.logarithmic(60));

        assertThat(loudest(computed.levels()[30])).isEqualTo(20);
        assertThat(computed.levels()[30]).doesNotContain(Double.NaN);
    }

    @Test
    void shouldShowFewSamplesWithShorterWindows() {
        Spectrogram computed = Spectrogram.of(List.of(tone(5, 10)), 0, 10 * SECOND, 10,
                FrequencyRows.logarithmic(64));

        assertThat(computed.levels()[5]).doesNotContain(Double.NaN);
    }

    @Test
    void shouldHaveAllThePowerOfAToneOverAllFrequencies() {
        Spectrogram computed = Spectrogram.of(List.of(tone(12.5, 600)), 0, 600 * SECOND, 20,
                FrequencyRows.linear(64));

        double power = 0;
        for (double level : computed.levels()[10]) {
            power += Math.pow(10, level / 10) * HERTZ / 2 / 64;
        }
        assertThat(power).isBetween(0.95 * 500_000, 1.05 * 500_000);
    }

    @Test
    void shouldShowNothingWhereThereAreNoData() {
        Spectrogram computed = Spectrogram.of(List.of(tone(5, 60)), 0, 600 * SECOND, 10,
                FrequencyRows.linear(16));

        assertThat(computed.levels()[9]).containsOnly(Double.NaN);
        assertThat(computed.levels()[0][3]).isNotNaN();
    }
}
