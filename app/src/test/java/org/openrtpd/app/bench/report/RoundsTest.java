package org.openrtpd.app.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final List<Double> order = new ArrayList<>();

    private Supplier<Double> thing(double value) {
        return () -> {
            order.add(value);
            return value * order.size();
        };
    }

    @Test
    void shouldBeginEachRoundWithAnotherThing() {
        Rounds.inTurns(3, List.of(thing(1), thing(2), thing(3)));

        assertThat(order).containsExactly(1.0, 2.0, 3.0, 2.0, 3.0, 1.0, 3.0, 1.0, 2.0);
    }

    @Test
    void shouldDivideRoundByRound() {
        List<Rounds<Double>> both = Rounds.inTurns(2, List.of(thing(1), thing(2)));

        // 1 and 4 beside 4 and 6: the second one began the second round.
        assertThat(both.get(0).ratio("", both.get(1), Double::doubleValue))
                .isEqualTo(Figure.of("", "", 1.0 / 4, 4.0 / 6));
    }

    @Test
    void shouldRemarkThatRoundsOfTheSameThingDiffer() {
        assertThat(Rounds.inTurns(2, List.of(thing(1))).get(0).noise(value -> value))
                .singleElement().asString().contains("differ by 67 %");
        Supplier<Double> steady = () -> 5.0;
        assertThat(Rounds.inTurns(2, List.of(steady)).get(0).noise(value -> value)).isEmpty();
    }
}
