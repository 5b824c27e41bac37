package org.openrtpd.protocol.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StationEntryTest {

    private static StationEntry entry(int unit, int stream, int channel, String code) {
        return new StationEntry(unit, stream, channel, "XX", "ABC", "", code, StationEntry.ALWAYS,
                StationEntry.FOR_EVER, 1);
    }

    private static StationEntry between(long from, long until) {
        return new StationEntry(0x9E16, 0, 0, "XX", "ABC", "", "HHZ", from, until, 1);
    }

    @Test
    void shouldRefuseAUnitThatNoRecorderHas() {
        assertThatIllegalArgumentException().isThrownBy(() -> entry(0xFFFF, 0, 0, "HHZ"))
                .withMessage("no recorder has the unit FFFF");
    }

    @Test
    void shouldSayStreamsAndChannelsAsPeopleCountThem() {
        assertThatIllegalArgumentException().isThrownBy(() -> entry(0x9E16, 9, 0, "HHZ"))
                .withMessage("there is no stream 10; allowed is 1 to 9");
        assertThatIllegalArgumentException().isThrownBy(() -> entry(0x9E16, 0, 32, "HHZ"))
                .withMessage("there is no channel 33; allowed is 1 to 32");
    }

    @Test
    void shouldRefuseOneCodeForEveryChannel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(0x9E16, 0, StationEntry.ANY, "HHZ"))
                .withMessageContaining("say which channel");
    }

    @Test
    void shouldRefuseToEndBeforeItBegins() {
        assertThatIllegalArgumentException().isThrownBy(() -> between(5, 5))
                .withMessageContaining("'until' is not after 'from'");
    }

    @Test
    void shouldHoldFromItsFirstTimeAndNotAtItsEnd() {
        assertThat(between(5, 7).holdsAt(4)).isFalse();
        assertThat(between(5, 7).holdsAt(5)).isTrue();
        assertThat(between(5, 7).holdsAt(6)).isTrue();
        assertThat(between(5, 7).holdsAt(7)).isFalse();
    }

    @Test
    void shouldMeetWhatHoldsAtTheSameTime() {
        assertThat(between(5, 7).meets(between(7, 9))).isFalse();
        assertThat(between(7, 9).meets(between(5, 7))).isFalse();
        assertThat(between(5, 8).meets(between(7, 9))).isTrue();
        assertThat(between(1, 9).meets(between(4, 5))).isTrue();
    }
}
