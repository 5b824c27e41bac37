package org.openrtpd.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0, true",
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.77/24, 192.0.2.1, true",
        "10.0.0.0/9, 10.127.255.255, true",
        "10.0.0.0/9, 10.128.0.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "192.0.2.6/31, 192.0.2.7, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
        "::/0, 192.0.2.1, false",
    })
    void shouldKnowItsAddresses(String network, String address, boolean contains)
            throws Exception {
        Network parsed = Network.parse(network);

        assertThat(parsed.contains(InetAddress.getByName(address))).isEqualTo(contains);
        assertThat(parsed).hasToString(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "/", "localhost", "192.0.2.0/", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/x",
        "2001:db8::/129", "192.0.2.0/24/24", "example.org/8", "192.0.2.0 /24", "300.1.1.1/8",
        ":::/8", "1.2.3/24", "7/8",
    })
    void shouldSayWhatIsAllowed(String text) {
        assertThatThrownBy(() -> Network.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text
                        + "' is no network: write 192.0.2.0/24, 2001:db8::/32 or one address");
    }
}
