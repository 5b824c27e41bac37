package org.openrtpd.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Record format, section 4.2. */
class DataFormatTest {

    @ParameterizedTest
    @CsvSource({
        "16, INT16, 500, false, false, 2", "32, INT32, 250, false, false, 4",
        "33, INT32_OVERSCALE, 250, false, true, 4", "C0, STEIM1, 892, true, false, 0",
        "C1, STEIM1_OVERSCALE, 892, true, true, 0", "C2, STEIM2, 1561, true, false, 0",
        "C3, STEIM2_OVERSCALE, 1561, true, true, 0", "34, UNKNOWN, 0, false, false, 0"})
    void shouldKnowWhatTheByteMeans(
            String code, DataFormat format, int max, boolean compressed, boolean overscale, int bytes) {
        assertThat(DataFormat.of(Integer.parseInt(code, 16))).isEqualTo(format);
        assertThat(format.maxSamples()).isEqualTo(max);
        assertThat(format.isCompressed()).isEqualTo(compressed);
        assertThat(format.hasOverscaleBits()).isEqualTo(overscale);
        assertThat(format.sampleBytes()).isEqualTo(bytes);
    }
}
