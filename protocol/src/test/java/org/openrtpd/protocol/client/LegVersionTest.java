package org.openrtpd.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegVersionTest {

    @ParameterizedTest
    @CsvSource({"V2, 1, V1", "V2, 2, V2", "V2, 3, V2", "V2, 32767, V2", "V1, 1, V1", "V1, 2, V1"})
    void shouldBeTheLowerOfBoth(LegVersion ours, int peers, LegVersion agreed) {
        assertThat(ours.lower(peers)).isEqualTo(agreed);
    }
}
