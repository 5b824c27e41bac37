package org.openrtpd.app.simulate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiceTest {

    @Test
    void shouldRollTheSameForTheSameSeedAndPurposeOnly() {
        assertThat(Dice.of(1, 2, 3).nextLong()).isEqualTo(Dice.of(1, 2, 3).nextLong());

        Set<Long> rolled = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            for (long purpose = 0; purpose < 10; purpose++) {
                rolled.add(Dice.of(seed, purpose).nextLong());
                rolled.add(Dice.of(seed, purpose, 0).nextLong());
            }
        }
        assertThat(rolled).hasSize(200);
    }
}
