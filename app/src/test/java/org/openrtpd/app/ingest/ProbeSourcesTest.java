package org.openrtpd.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.config.Network;

class ProbeSourcesTest {

    @Test
    void shouldAllowNetworksThatWereNamedAndThisMachinesOwnAddressesAndNoOthers() throws Exception {
        ProbeSources sources = new ProbeSources(List.of(Network.parse("192.0.2.0/24")), () -> 5);

        assertThat(sources.allow(InetAddress.getByName("192.0.2.77"))).isTrue();
        assertThat(sources.allow(InetAddress.getByName("127.0.0.77"))).as("nobody's own").isFalse();
        assertThat(sources.allow(InetAddress.getByName("198.51.100.1"))).isFalse();
        for (InetAddress own : NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses).toList()) {
            assertThat(sources.allow(own)).as("%s", own).isTrue();
        }
    }
}
