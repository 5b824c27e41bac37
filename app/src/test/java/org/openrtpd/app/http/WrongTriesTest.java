package org.openrtpd.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class WrongTriesTest {

    private static final InetAddress ANNA = address("192.0.2.1");
    private static final InetAddress BEN = address("192.0.2.2");

    private long now = -5;
    private final WrongTries tries = new WrongTries(() -> now);

    /** Of a literal, so that no name is looked up. */
    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void wrong(InetAddress who, int times) {
        for (int i = 0; i < times; i++) {
            tries.wrong(who);
        }
    }

    @Test
    void shouldBlockWhoTriedOftenEnoughAndNobodyElse() {
        wrong(ANNA, WrongTries.MAX_TRIES - 1);
        assertThat(tries.isBlocked(ANNA)).isFalse();
        wrong(ANNA, 1);

        assertThat(tries.isBlocked(ANNA)).isTrue();
        assertThat(tries.isBlocked(BEN)).isFalse();
    }

    @Test
    void shouldForgetAfterTheTimeAndCountAnew() {
        wrong(ANNA, WrongTries.MAX_TRIES);
        now += WrongTries.PERIOD_NANOS - 1;
        assertThat(tries.isBlocked(ANNA)).isTrue();

        now += 1;

        assertThat(tries.isBlocked(ANNA)).isFalse();
        wrong(ANNA, WrongTries.MAX_TRIES - 1);
        assertThat(tries.isBlocked(ANNA)).isFalse();
        wrong(ANNA, 1);
        assertThat(tries.isBlocked(ANNA)).isTrue();
    }

    @Test
    void shouldTakeANetworkOfIpv6ForOneSource() {
        wrong(address("2001:db8::1"), WrongTries.MAX_TRIES);

        assertThat(tries.isBlocked(address("2001:db8::ffff:1"))).isTrue();
        assertThat(tries.isBlocked(address("2001:db8:0:1::1"))).isFalse();
    }

    @Test
    void shouldRememberABoundedNumberOfSources() {
        wrong(ANNA, WrongTries.MAX_TRIES);
        for (int i = 0; i < 2000; i++) {
            wrong(address("10.0." + i / 250 + "." + i % 250), 1);
        }

        assertThat(tries.isBlocked(ANNA)).isFalse();
    }
}
