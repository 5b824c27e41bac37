package org.openrtpd.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Record format, sections 9.2 and 12. */
class SampleRateTest {

    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000L);

    private static SampleRate rate(String text) {
        return SampleRate.parse(text).orElseThrow();
    }

    /** Section 9.2: parse as decimal, not as integer. */
    @Test
    void shouldReadRatesExactly() {
        assertThat(rate("100")).isEqualTo(SampleRate.of(100));
        assertThat(rate("0.1")).isEqualTo(new SampleRate(1, 10));
        assertThat(rate("100.")).isEqualTo(SampleRate.of(100));
        assertThat(rate(".5")).isEqualTo(new SampleRate(1, 2));
        assertThat(rate("12.5")).isEqualTo(new SampleRate(25, 2));
        assertThat(rate("0.1").hertz()).isEqualTo(0.1);
        assertThat(rate("12.5")).hasToString("25/2");
        assertThat(rate("250")).hasToString("250");
    }

    @Test
    void shouldReadNoRateWhereThereIsNone() {
        for (String text : new String[] {"", ".", "0", "0.0", "-1", "+1", "1 ", "1e2", "1.2.3", "x",
            "1234567890", "\u0661"}) {
            assertThat(SampleRate.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void shouldRefuseWhatIsOutOfRange() {
        assertThatThrownBy(() -> new SampleRate(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SampleRate(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SampleRate.of(SampleRate.LARGEST + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Section 9.2: their intervals are whole milliseconds, so times carry no rounding error. */
    @Test
    void shouldKnowTheLegalRates() {
        assertThat(SampleRate.LEGAL).hasSize(17);
        for (SampleRate legal : SampleRate.LEGAL) {
            assertThat(legal.nanos(1) % 1_000_000).as(legal.toString()).isZero();
            assertThat(legal.nanos(1000)).isEqualTo(1000 * legal.nanos(1));
        }
        assertThat(rate("0.1").nanos(1)).isEqualTo(10_000_000_000L);
    }

    @Test
    void shouldCountTimeWithoutAnErrorThatAddsUp() {
        SampleRate third = new SampleRate(1, 3).dividedBy(new SampleRate(1, 9)).orElseThrow();

        assertThat(third).isEqualTo(SampleRate.of(3));
        assertThat(third.nanos(1)).isEqualTo(333_333_333L);
        assertThat(third.nanos(3)).isEqualTo(1_000_000_000L);
        assertThat(third.nanos(3_000_000_001L)).isEqualTo(1_000_000_000_333_333_333L);
    }

    @Test
    void shouldAgreeWithNumbersOfAnyLength() {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 20_000; i++) {
            SampleRate rate = new SampleRate(
                    random.nextLong(1, 1 << random.nextInt(1, 29)), random.nextLong(1, 1 << random.nextInt(1, 13)));
            long samples = random.nextLong(1 << 16);
            BigInteger exact = BigInteger.valueOf(samples).multiply(BILLION)
                    .multiply(BigInteger.valueOf(rate.denominator()))
                    .divide(BigInteger.valueOf(rate.numerator()));
            assertThat(rate.nanos(samples)).isEqualTo(exact.longValueExact());

            long nanos = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);
            BigInteger divisor = BigInteger.valueOf(rate.denominator()).multiply(BILLION);
            BigInteger product = BigInteger.valueOf(Math.abs(nanos))
                    .multiply(BigInteger.valueOf(rate.numerator()));
            long nearest = product.add(divisor.shiftRight(1)).divide(divisor).longValueExact();
            assertThat(rate.samples(nanos)).isEqualTo(nanos < 0 ? -nearest : nearest);
        }
    }

    /** Section 9.2, source 3: snapped to the list if within one percent. */
    @Test
    void shouldDeriveALegalRate() {
        assertThat(SampleRate.derive(250, 2500)).contains(SampleRate.of(100));
        assertThat(SampleRate.derive(250, 2510)).contains(SampleRate.of(100));
        assertThat(SampleRate.derive(90, 900_000)).contains(rate("0.1"));
        // 100 samples a second, one percent off, and a little more.
        assertThat(SampleRate.derive(101, 1000)).contains(SampleRate.of(100));
        assertThat(SampleRate.derive(1011, 10_000)).isEmpty();
        assertThat(SampleRate.derive(150, 1000)).isEmpty();
        assertThat(SampleRate.derive(0, 1000)).isEmpty();
        assertThat(SampleRate.derive(100, 0)).isEmpty();
        assertThat(SampleRate.derive(100, -1000)).isEmpty();
        assertThat(SampleRate.derive(9999, Long.MAX_VALUE / 1_000_000)).isEmpty();
    }

    /** Section 12: (rate, 1), (-period, 1), else the exact fraction. */
    @Test
    void shouldHaveTheTwoNumbersOfMiniSeed() {
        assertThat(rate("100")).extracting(SampleRate::factor, SampleRate::multiplier)
                .containsExactly(100, 1);
        assertThat(rate("1")).extracting(SampleRate::factor, SampleRate::multiplier)
                .containsExactly(1, 1);
        assertThat(rate("0.1")).extracting(SampleRate::factor, SampleRate::multiplier)
                .containsExactly(-10, 1);
        assertThat(rate("12.5")).extracting(SampleRate::factor, SampleRate::multiplier)
                .containsExactly(25, -2);
        assertThat(SampleRate.of(32_767).fitsMiniSeed()).isTrue();
        assertThat(SampleRate.of(32_768)).extracting(
                SampleRate::fitsMiniSeed, SampleRate::factor, SampleRate::multiplier)
                .containsExactly(false, 0, 1);
    }
}
