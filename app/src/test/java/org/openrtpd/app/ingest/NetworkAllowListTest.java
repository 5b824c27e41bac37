package org.openrtpd.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.config.Network;

class NetworkAllowListTest {

    private static boolean allows(NetworkAllowList list, String address) throws Exception {
        return list.allows(InetAddress.getByName(address));
    }

    @Test
    void shouldAllowAllWhenEmpty() throws Exception {
        NetworkAllowList list = new NetworkAllowList(List.of());

        assertThat(allows(list, "203.0.113.9")).isTrue();
        assertThat(allows(list, "2001:db8::1")).isTrue();
    }

    @Test
    void shouldAllowOnlyWhatOneOfItsNetworksHas() throws Exception {
        NetworkAllowList list = new NetworkAllowList(List.of(
                Network.parse("192.0.2.0/24"), Network.parse("198.51.100.7"),
                Network.parse("2001:db8::/32")));

        assertThat(allows(list, "192.0.2.200")).isTrue();
        assertThat(allows(list, "198.51.100.7")).isTrue();
        assertThat(allows(list, "2001:db8:9::1")).isTrue();
        assertThat(allows(list, "198.51.100.8")).isFalse();
        assertThat(allows(list, "127.0.0.1")).isFalse();
        assertThat(allows(list, "2001:db9::1")).isFalse();
    }

    @Test
    void shouldKnowAnIpv4AddressThatIsWrittenAsIpv6() throws Exception {
        NetworkAllowList list = new NetworkAllowList(List.of(Network.parse("192.0.2.0/24")));

        assertThat(allows(list, "::ffff:192.0.2.5")).isTrue();
    }
}
