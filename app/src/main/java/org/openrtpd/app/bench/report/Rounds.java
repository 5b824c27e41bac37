package org.openrtpd.app.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What the rounds of one thing showed, in the order in which they were run.
 *
 * @param <R> what one round shows
 */
public final class Rounds<R> {

    private static final int PERCENT = 100;

    private final List<R> rounds = new ArrayList<>();

    private Rounds() {}

    /**
     * Runs some things as often as told, in turns. Who comes later finds a warmer or a busier
     * machine, so that each round begins with another one.
     *
     * @return for each thing its rounds
     */
    public static <R> List<Rounds<R>> inTurns(int count, List<Supplier<R>> things) {
        List<Rounds<R>> all = new ArrayList<>();
        things.forEach(thing -> all.add(new Rounds<>()));
        for (int round = 0; round < count; round++) {
            for (int turn = 0; turn < things.size(); turn++) {
                int which = (round + turn) % things.size();
                all.get(which).rounds.add(things.get(which).get());
            }
        }
        return all;
    }

    public Figure figure(String name, String unit, ToDoubleFunction<R> value) {
        return Figure.of(name, unit, rounds.stream().mapToDouble(value).toArray());
    }

    /** Round by round, this divided by the other. */
    public Figure ratio(String name, Rounds<R> other, ToDoubleFunction<R> value) {
        double[] ratios = new double[rounds.size()];
        for (int i = 0; i < ratios.length; i++) {
            double divisor = value.applyAsDouble(other.rounds.get(i));
            ratios[i] = divisor == 0 ? 0 : value.applyAsDouble(rounds.get(i)) / divisor;
        }
        return Figure.of(name, "", ratios);
    }

    /** True when something holds of every round. */
    public boolean all(Predicate<R> what) {
        return rounds.stream().allMatch(what);
    }

    /** A remark when rounds of the same thing differ so much that small differences mean nothing. */
    public List<String> noise(ToDoubleFunction<R> value) {
        Figure figure = figure("", "", value);
        return figure.isNoisy() ? List.of(String.format(
                "noisy: rounds of the same thing differ by %.0f %%", figure.spread() * PERCENT))
                : List.of();
    }
}
