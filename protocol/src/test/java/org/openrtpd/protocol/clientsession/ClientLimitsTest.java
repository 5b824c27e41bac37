package org.openrtpd.protocol.clientsession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrtpd.protocol.client.LegVersion;

class ClientLimitsTest {

    @Test
    void shouldHaveDefaultsThatHold() {
        assertThat(ClientLimits.defaults().highest()).isEqualTo(LegVersion.V2);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 4096, 1, 1, handshakeNanos 0",
        "1, -1, 4096, 1, 1, holdNanos -1",
        "1, 15000000000, 4096, 1, 1, holdNanos 15000000000",
        "1, 0, 1027, 1, 1, longestBody 1027",
        "1, 0, 1028, 0, 1, answers 0",
        "1, 0, 1028, 1, 0, answerNanos 0"
    })
    void shouldRefuseWhatCannotWorkWithKeyAndValue(long handshake, long hold, int body,
            int answers, long interval, String text) {
        assertThatThrownBy(() ->
                new ClientLimits(LegVersion.V2, handshake, hold, body, answers, interval))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(text);
    }
}
