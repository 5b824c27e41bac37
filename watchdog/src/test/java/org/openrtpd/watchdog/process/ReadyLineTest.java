package org.openrtpd.watchdog.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The line by which RTPID learns that RTPD accepts, and where. */
class ReadyLineTest {

    private static final String LINE = "ready udp=0.0.0.0:2543 tcp=127.0.0.1:2544 data=/var/lib/r pid=42";

    @ParameterizedTest
    @ValueSource(strings = {"", " http=127.0.0.1:2580", " http=[::1]:2580 more=yes"})
    void shouldTellAddressesAndProcessWhateverElseIsSaidBehindThem(String more) {
        ReadyLine ready = ReadyLine.parse(LINE + more).orElseThrow();

        assertThat(ready.udp()).isEqualTo(new InetSocketAddress("127.0.0.1", 2543));
        assertThat(ready.tcp()).isEqualTo(new InetSocketAddress("127.0.0.1", 2544));
        assertThat(ready.pid()).isEqualTo(42);
    }

    @Test
    void shouldTakeADirectoryWithSpaces() {
        assertThat(ReadyLine.parse(LINE.replace("/var/lib/r", "/my data/pid=7 x")).orElseThrow().pid())
                .isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ready", "not ready udp=1:2 tcp=1:2 data=x pid=3",
        "ready udp=127.0.0.1:1 tcp=127.0.0.1:65536 data=x pid=3",
        "ready udp=127.0.0.1:1 tcp=127.0.0.1:1 data=x pid=3 and so on"})
    void shouldTakeNoOtherLineForIt(String line) {
        assertThat(ReadyLine.parse(line)).isEmpty();
    }
}
