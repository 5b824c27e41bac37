package org.openrtpd.app.live.station;

import java.util.Optional;

/**
 * From where on a number is amber and red.
 *
 * @param amber empty for never
 * @param red empty for never
 */
public record Limit(Optional<Double> amber, Optional<Double> red) {

    /** Both, as numbers. */
    public static Limit of(double amber, double red) {
        return new Limit(Optional.of(amber), Optional.of(red));
    }

    /** What a number is that must not be above. */
    State ifAbove(double value) {
        return red.isPresent() && value > red.get() ? State.RED
                : amber.isPresent() && value > amber.get() ? State.AMBER : State.GREEN;
    }

    /** What a number is that must not be below. */
    State ifBelow(double value) {
        return red.isPresent() && value < red.get() ? State.RED
                : amber.isPresent() && value < amber.get() ? State.AMBER : State.GREEN;
    }

    /** The limit that a state is for. */
    double of(State state) {
        return (state == State.RED ? red : amber).orElse(Double.NaN);
    }
}
