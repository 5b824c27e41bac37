package org.openrtpd.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.TestPacket;

/** Record format, section 9.2: sources of the rate, best first. */
class RateBookTest {

    private static final int UNIT = 0x9F3C;
    private static final SampleRate RATE_100 = SampleRate.of(100);
    private static final SampleRate RATE_50 = SampleRate.of(50);
    private static final SampleRate RATE_40 = SampleRate.of(40);

    private final RateBook book = new RateBook();

    private void shouldKnow(int stream, int event, SampleRate rate, RateSource source) {
        assertThat(book.rate(UNIT, stream, event)).isEqualTo(new KnownRate(Optional.of(rate), source));
    }

    private static TestPacket header(String type, String rate) {
        return new TestPacket(type + " 00 26 9f3c 291071530250 0416 0000 0007 00 000000 00 c0")
                .text(88, rate);
    }

    @Test
    void shouldPreferTheEventThenTheStreamThenParametersThenDataThenConfiguration() {
        assertThat(book.rate(UNIT, 0, 7)).isEqualTo(KnownRate.NONE);

        book.configure(UNIT, 0, RATE_40);
        shouldKnow(0, 7, RATE_40, RateSource.CONFIGURED);
        book.derive(UNIT, 0, 250, 2500);
        shouldKnow(0, 7, RATE_100, RateSource.DERIVED);
        book.parameters(UNIT, 0, RATE_50);
        shouldKnow(0, 7, RATE_50, RateSource.PARAMETERS);
        book.header(UNIT, 0, 6, RATE_40);
        shouldKnow(0, 7, RATE_40, RateSource.STREAM);
        book.header(UNIT, 0, 7, RATE_100);
        shouldKnow(0, 7, RATE_100, RateSource.EVENT);
        shouldKnow(0, 6, RATE_40, RateSource.EVENT);
        shouldKnow(0, 8, RATE_100, RateSource.STREAM);
    }

    /** Section 9.4: a clock step between two packets looks like another rate. */
    @Test
    void shouldChangeADerivedRateOnlyWhenTwoPairsAgree() {
        book.derive(UNIT, 0, 250, 2500);
        book.derive(UNIT, 0, 250, 5000);
        shouldKnow(0, 7, RATE_100, RateSource.DERIVED);

        book.derive(UNIT, 0, 250, 5000);
        shouldKnow(0, 7, RATE_50, RateSource.DERIVED);
    }

    /** Section 13: two EH for one event, the later wins. */
    @Test
    void shouldTakeTheLaterOfTwoHeaders() {
        book.header(UNIT, 0, 7, RATE_100);
        book.header(UNIT, 0, 7, RATE_50);

        shouldKnow(0, 7, RATE_50, RateSource.EVENT);
    }

    @Test
    void shouldReadHeadersAndTrailers() {
        book.take(UNIT, header("4548", "100 ").bytes(), TestPacket.START);
        shouldKnow(0, 7, RATE_100, RateSource.EVENT);

        book.take(UNIT, header("4554", "50  ").bytes(), TestPacket.START);
        shouldKnow(0, 7, RATE_50, RateSource.EVENT);
    }

    /** Section 13: a blank rate, or one that is no number, tells nothing. */
    @Test
    void shouldLeaveOutHeadersThatTellNothing() {
        book.take(UNIT, header("4548", "    ").bytes(), TestPacket.START);
        book.take(UNIT, header("4548", "0   ").bytes(), TestPacket.START);
        book.take(UNIT, header("4454", "100 ").bytes(), TestPacket.START);
        book.header(UNIT, Bcd.NOT_DECIMAL, 7, RATE_100);
        book.header(UNIT, 0, Bcd.NOT_DECIMAL, RATE_100);

        assertThat(book.rate(UNIT, 0, 7)).isEqualTo(KnownRate.NONE);
    }

    /** Section 8.2: streams are one-based in a DS, zero-based in packets. */
    @Test
    void shouldReadTheRatesOfParameterPackets() {
        TestPacket packet = new TestPacket("4453 00 26 9f3c 291071530250 1024 0000")
                .text(16, "1 ").text(58, "100 ").text(16 + 230, "8 ").text(58 + 230, "0.1 ")
                .text(16 + 460, "xx").text(58 + 460, "50  ");

        book.take(UNIT, packet.bytes(), TestPacket.START);

        shouldKnow(0, 1, RATE_100, RateSource.PARAMETERS);
        shouldKnow(7, 1, new SampleRate(1, 10), RateSource.PARAMETERS);
        assertThat(book.rate(UNIT, 2, 1)).isEqualTo(KnownRate.NONE);
    }

    @Test
    void shouldFallBackToTheRateForAll() {
        RateBook configured = new RateBook(10, Optional.of(RATE_40));

        assertThat(configured.rate(UNIT, 0, 1).source()).isEqualTo(RateSource.CONFIGURED);
    }

    @Test
    void shouldForgetTheStreamThatWasSilentLongest() {
        RateBook small = new RateBook(2, Optional.empty());
        small.header(UNIT, 0, 1, RATE_100);
        small.header(UNIT, 1, 1, RATE_100);
        small.rate(UNIT, 0, 1);
        small.header(UNIT, 2, 1, RATE_100);

        assertThat(small.forgottenStreams()).isEqualTo(1);
        assertThat(small.rate(UNIT, 0, 1).source()).isEqualTo(RateSource.EVENT);
        assertThat(small.rate(UNIT, 1, 1).source()).isEqualTo(RateSource.NONE);
    }

    @Test
    void shouldRememberTheHeadersOfTheLastEventsOnly() {
        for (int event = 0; event < 20; event++) {
            book.header(UNIT, 0, event, SampleRate.of(event + 1L));
        }

        shouldKnow(0, 12, SampleRate.of(13), RateSource.EVENT);
        shouldKnow(0, 11, SampleRate.of(20), RateSource.STREAM);
    }
}
