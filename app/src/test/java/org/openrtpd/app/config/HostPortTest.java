package org.openrtpd.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0:2543, 0.0.0.0, 2543",
        "rtpd.example.org:0, rtpd.example.org, 0",
        "localhost:65535, localhost, 65535",
        "[::1]:2543, ::1, 2543",
        "[2001:db8::7]:1, 2001:db8::7, 1",
    })
    void shouldReadHostAndPortAndWriteThemTheSameWay(String text, String host, int port) {
        HostPort read = HostPort.parse(text);

        assertThat(read).isEqualTo(new HostPort(host, port));
        assertThat(read).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", ":", "localhost", "localhost:", ":2543", "localhost:-1", "localhost:65536",
        "localhost:http", "::1:2543", "[]:2543", "localhost: 1", "localhost:99999999999", "1:2:3",
        "[::1]", "localhost:+1",
    })
    void shouldSayWhatIsAllowedWhenItIsNoHostAndPort(String text) {
        assertThatThrownBy(() -> HostPort.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not HOST:PORT with a port of 0 to 65535,"
                        + " as 0.0.0.0:2543 or [::1]:2543");
    }

    @Test
    void shouldResolveAddressesOfBothFamilies() throws Exception {
        assertThat(HostPort.parse("127.0.0.1:7").resolve())
                .isEqualTo(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 7));
        assertThat(HostPort.parse("[::1]:7").resolve())
                .isEqualTo(new InetSocketAddress(InetAddress.getByName("::1"), 7));
    }

    @Test
    void shouldWriteAnAddressAsItWouldBeReadAgain() throws UnknownHostException {
        InetSocketAddress ipv6 = new InetSocketAddress(InetAddress.getByName("2001:db8::7"), 9);
        InetSocketAddress ipv4 = new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 9);

        assertThat(HostPort.format(ipv4)).isEqualTo("192.0.2.1:9");
        assertThat(HostPort.format(ipv6)).isEqualTo("[2001:db8::7]:9");
        assertThat(HostPort.parse(HostPort.format(ipv6)).resolve()).isEqualTo(ipv6);
    }
}
