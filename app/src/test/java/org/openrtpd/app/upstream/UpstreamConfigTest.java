package org.openrtpd.app.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrtpd.protocol.record.PacketType;

class UpstreamConfigTest {

    private static List<UpstreamConfig> parse(String text) {
        return UpstreamConfig.parse(List.of(text.split(",")));
    }

    @Test
    void shouldReadSeveralUpstreamsWithTheirLists() {
        List<UpstreamConfig> upstreams = parse("a:2543,unit=9E16,91F5,types=DT,eh,b:2544,[::1]:2545,types=SH");

        assertThat(upstreams).hasSize(3);
        assertThat(upstreams.get(0).units()).containsExactlyInAnyOrder(0x9E16, 0x91F5);
        assertThat(upstreams.get(0).types()).containsExactlyInAnyOrder(PacketType.DT, PacketType.EH);
        assertThat(upstreams.get(1).units()).isEmpty();
        assertThat(upstreams.get(2).server().host()).isEqualTo("::1");
        assertThat(upstreams.get(2).types()).containsExactly(PacketType.SH);
    }

    @Test
    void shouldAskForEverythingUnlessToldLess() {
        assertThat(parse("a:1").get(0).attributes()).satisfies(asked -> {
            assertThat(asked.dasid()).isZero();
            assertThat(asked.pmask()).isEqualTo(0x3FFFF);
        });
        assertThat(parse("a:1,unit=9E16").get(0).attributes()).satisfies(asked -> {
            assertThat(asked.dasid()).isEqualTo(0x9E16);
            assertThat(asked.pmask() & 1).as("with SPEC the unit would not be looked at").isZero();
        });
        assertThat(parse("a:1,types=DT,EH").get(0).attributes().pmask()).isEqualTo(0x30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "unit=9E16", "a:1,unit=FFFF", "a:1,unit=zz", "a:1,types=XX", "a:1,types=DR",
        "a:1,foo=1", "a:99999"})
    void shouldSayWhatIsAllowed(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'");
    }
}
