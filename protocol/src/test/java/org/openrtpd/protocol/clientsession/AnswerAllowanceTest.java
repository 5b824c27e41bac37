package org.openrtpd.protocol.clientsession;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerAllowanceTest {

    private static final long BEGIN = Long.MAX_VALUE - 5;
    private final AnswerAllowance allowance = new AnswerAllowance(2, 10, BEGIN);

    @Test
    void shouldAllowSomeInARowThenOnePerInterval() {
        assertThat(allowance.take(BEGIN)).isTrue();
        assertThat(allowance.take(BEGIN)).isTrue();
        assertThat(allowance.take(BEGIN + 9)).isFalse();
        assertThat(allowance.take(BEGIN + 10)).isTrue();
        assertThat(allowance.take(BEGIN + 19)).isFalse();
        assertThat(allowance.take(BEGIN + 20)).isTrue();
    }

    @Test
    void shouldNotSaveUpMoreThanTheMost() {
        assertThat(allowance.take(BEGIN + 1000)).isTrue();
        assertThat(allowance.take(BEGIN + 1000)).isTrue();
        assertThat(allowance.take(BEGIN + 1000)).isFalse();
    }
}
