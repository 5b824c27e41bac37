package org.openrtpd.app.send;

import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/**
 * A link that is bad on purpose: loses, doubles, delays datagrams and lets later ones overtake.
 *
 * @param loss probability that a datagram is lost, each way
 * @param duplicate probability that it comes twice
 * @param reorder probability that it is held back so that later ones overtake it
 * @param delayMillis that every datagram takes, each way
 */
public record LossyLink(
        double loss, double duplicate, double reorder, long delayMillis, RandomGenerator random) {

    private static final int SHORTEST_HOLD_MILLIS = 5;
    private static final int LONGEST_HOLD_MILLIS = 60;

    /** Lets one datagram pass: calls {@code passes} with a delay in ms for each copy that arrives. */
    void pass(LongConsumer passes) {
        int copies = random.nextDouble() < duplicate ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (random.nextDouble() < loss) {
                continue;
            }
            long hold = random.nextDouble() < reorder
                    ? random.nextInt(SHORTEST_HOLD_MILLIS, LONGEST_HOLD_MILLIS) : 0;
            passes.accept(delayMillis + hold);
        }
    }

    boolean isPerfect() {
        return loss == 0 && duplicate == 0 && reorder == 0 && delayMillis == 0;
    }
}
