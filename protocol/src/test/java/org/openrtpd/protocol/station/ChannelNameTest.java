package org.openrtpd.protocol.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Record format, section 12: codes with the lengths of miniSEED 2. */
class ChannelNameTest {

    @Test
    void shouldReadAsAnalystsWriteIt() {
        assertThat(new ChannelName("XX", "ABC", "00", "HHZ")).hasToString("XX.ABC.00.HHZ");
        assertThat(new ChannelName("X", "A", "", "001")).hasToString("X.A..001");
    }

    @ParameterizedTest
    @CsvSource({"X,A,'',HHZ", "XX,ABCDE,00,HHZ", "9A,12345,1,BH1"})
    void shouldTakeCodesOfEveryLengthThatIsAllowed(
            String network, String station, String location, String channel) {
        assertThat(new ChannelName(network, station, location, channel).station()).isEqualTo(station);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "XXX", "x", "X ", "X-", "\u00C4", "\uFF21"})
    void shouldRefuseANetworkThatIsNoCode(String network) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelName(network, "ABC", "", "HHZ"))
                .withMessageStartingWith("'" + network + "' is no network code: it has 1 or 2 of the"
                        + " capital letters A to Z and digits");
    }

    @Test
    void shouldRefuseEachCodeByItsOwnLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelName("XX", "ABCDEF", "", "HHZ"))
                .withMessageStartingWith("'ABCDEF' is no station code: it has 1 to 5 of");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelName("XX", "", "", "HHZ"))
                .withMessageStartingWith("'' is no station code");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelName("XX", "ABC", "000", "HHZ"))
                .withMessageStartingWith("'000' is no location code: it has at most 2 of");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelName("XX", "ABC", "", "HZ"))
                .withMessageStartingWith("'HZ' is no channel code: it has exactly 3 of");
    }

    @Test
    void shouldSayTheCodeThatWasMeantWhenOnlyTheCapitalsAreMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelName("XX", "ABC", "", "hhz"))
                .withMessageEndingWith("; write 'HHZ'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelName("XX", "a-b", "", "HHZ"))
                .withMessageEndingWith("and digits");
    }
}
