package org.openrtpd.app.live.station;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Holds the numbers of one station against the limits. One use each. */
final class Judge {

    private static final int RED_WEIGHT = 1000;
    private static final int AMBER_WEIGHT = 10;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3600;
    private static final int HOURS_PER_DAY = 24;

    private final List<String> red = new ArrayList<>();
    private final List<String> amber = new ArrayList<>();

    private Judge() {}

    static Verdict verdict(StationLimits limits, Facts facts) {
        Judge judge = new Judge();
        judge.time(facts.ageSeconds(), limits.ageSeconds(), "no packet for");
        judge.time(facts.latencySeconds(), limits.latencySeconds(), "data come late by");
        judge.time(facts.lockAgeSeconds(), limits.lockAgeSeconds(), "no GPS lock for");
        judge.below(facts.completenessPercent(), limits.completenessPercent(), "complete today: %s %%");
        judge.below(facts.supplyVolts(), limits.supplyVolts(), "supply %s V");
        judge.below(facts.backupVolts(), limits.backupVolts(), "backup battery %s V");
        judge.above(facts.temperatureCelsius(), limits.temperatureCelsius(), "temperature %s C");
        return judge.verdict();
    }

    private void time(OptionalDouble seconds, Limit limit, String words) {
        seconds.ifPresent(value -> {
            State state = limit.ifAbove(value);
            add(state, () -> words + " " + span(value) + " (" + colour(state) + " after "
                    + span(limit.of(state)) + ")");
        });
    }

    private void below(OptionalDouble number, Limit limit, String words) {
        number.ifPresent(value -> {
            State state = limit.ifBelow(value);
            add(state, () -> text(words, value) + " (" + colour(state) + " below "
                    + number(limit.of(state)) + ")");
        });
    }

    private void above(OptionalDouble number, Limit limit, String words) {
        number.ifPresent(value -> {
            State state = limit.ifAbove(value);
            add(state, () -> text(words, value) + " (" + colour(state) + " above "
                    + number(limit.of(state)) + ")");
        });
    }

    private void add(State state, Supplier<String> reason) {
        switch (state) {
            case RED -> red.add(reason.get());
            case AMBER -> amber.add(reason.get());
            case GREEN -> { }
        }
    }

    private Verdict verdict() {
        State state = !red.isEmpty() ? State.RED : !amber.isEmpty() ? State.AMBER : State.GREEN;
        List<String> reasons = new ArrayList<>(red);
        reasons.addAll(amber);
        return new Verdict(state, RED_WEIGHT * red.size() + AMBER_WEIGHT * amber.size(), reasons);
    }

    private static String colour(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String text(String words, double value) {
        return String.format(Locale.ROOT, words, number(value));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
    }

    private static String span(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 2 * SECONDS_PER_MINUTE) {
            return whole + " s";
        }
        if (whole < 2 * SECONDS_PER_HOUR) {
            return whole / SECONDS_PER_MINUTE + " min";
        }
        long hours = whole / SECONDS_PER_HOUR;
        return hours < 48 ? hours + " h" : hours / HOURS_PER_DAY + " days";
    }
}
