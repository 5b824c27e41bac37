package org.openrtpd.protocol.trace;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sample rate as an exact fraction of samples and seconds, in lowest terms, so that times can be
 * continued without an error that adds up (record format, section 9.2). Immutable.
 *
 * @param numerator samples, 1 to {@link #LARGEST}
 * @param denominator in so many seconds, 1 to {@link #LARGEST}
 */
public record SampleRate(long numerator, long denominator) {

    /** Largest numerator and denominator; keeps every product below within 64 bits. */
    public static final long LARGEST = 1_000_000_000L;

    /**
     * The rates recorders are set to, fastest first; all their intervals are whole milliseconds.
     */
    public static final List<SampleRate> LEGAL = Stream.of(
            "1000", "500", "250", "200", "125", "100", "50", "40", "25", "20", "10", "8", "5", "4",
            "2", "1", "0.1").map(text -> parse(text).orElseThrow()).toList();

    /** The same as answers of {@link #derive}, which may be asked with each packet. */
    private static final List<Optional<SampleRate>> ANSWERS =
            LEGAL.stream().map(Optional::of).toList();

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MILLIS_PER_SECOND = 1000L;
    private static final int MOST_DIGITS = 9;
    private static final int LARGEST_FACTOR = Short.MAX_VALUE;
    /** How far a derived rate may be from a legal one: a hundredth of the legal one. */
    private static final long SNAP = 100;

    /**
     * Reduces the fraction.
     *
     * @throws IllegalArgumentException when it is out of range
     */
    public SampleRate {
        if (numerator < 1 || denominator < 1) {
            throw new IllegalArgumentException(
                    numerator + "/" + denominator + " is no sample rate: it must be above 0");
        }
        long divisor = greatestCommonDivisor(numerator, denominator);
        numerator /= divisor;
        denominator /= divisor;
        if (numerator > LARGEST || denominator > LARGEST) {
            throw new IllegalArgumentException(numerator + "/" + denominator
                    + " is no sample rate: neither part may be above " + LARGEST);
        }
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** A whole rate, in samples a second. */
    public static SampleRate of(long perSecond) {
        return new SampleRate(perSecond, 1);
    }

    /**
     * Reads a rate as recorders and people write it: "100", "0.1", "100.", ".5".
     *
     * @return nothing when it is blank, 0, no decimal number, or has more than nine digits
     */
    public static Optional<SampleRate> parse(String text) {
        long number = 0;
        long scale = 1;
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                points++;
            } else if (c < '0' || c > '9') {
                return Optional.empty();
            } else {
                number = number * 10 + c - '0';
                scale *= points == 0 ? 1 : 10;
                digits++;
            }
            if (points > 1 || digits > MOST_DIGITS) {
                return Optional.empty();
            }
        }
        return number == 0 ? Optional.empty() : Optional.of(new SampleRate(number, scale));
    }

    /**
     * The legal rate that so many samples in so much time come to.
     *
     * @param samples of a packet
     * @param millis between its start and that of the next packet of its channel
     * @return nothing when no legal rate is within one percent
     */
    public static Optional<SampleRate> derive(int samples, long millis) {
        if (samples < 1 || millis < 1) {
            return Optional.empty();
        }
        int nearest = 0;
        for (int i = 1; i < LEGAL.size(); i++) {
            if (LEGAL.get(i).isNearer(LEGAL.get(nearest), samples, millis)) {
                nearest = i;
            }
        }
        SampleRate best = LEGAL.get(nearest);
        return best.distance(samples, millis) * SNAP <= best.numerator * millis
                ? ANSWERS.get(nearest) : Optional.empty();
    }

    /** Distances have the same divisor but for the rate's own, so they compare as products. */
    private boolean isNearer(SampleRate other, int samples, long millis) {
        return distance(samples, millis) * other.denominator
                < other.distance(samples, millis) * denominator;
    }

    /** How far this rate is from samples in a time, times its denominator and the time. */
    private long distance(int samples, long millis) {
        return Math.abs(numerator * millis - denominator * samples * MILLIS_PER_SECOND);
    }

    /**
     * Time that so many samples take.
     *
     * @param samples 0 or more, below 9 billion
     * @return nanoseconds, exact but for what is less than one
     */
    public long nanos(long samples) {
        long whole = Math.multiplyExact(samples, denominator);
        return Math.addExact(Math.multiplyExact(whole / numerator, NANOS_PER_SECOND),
                whole % numerator * NANOS_PER_SECOND / numerator);
    }

    /**
     * Samples that fit a time, to the nearest.
     *
     * @param nanos negative for a time backwards
     */
    public long samples(long nanos) {
        long size = Math.abs(nanos);
        long whole = Math.multiplyExact(size / NANOS_PER_SECOND, numerator);
        long rest = whole % denominator * NANOS_PER_SECOND + size % NANOS_PER_SECOND * numerator;
        long divisor = denominator * NANOS_PER_SECOND;
        long samples = whole / denominator + (rest + divisor / 2) / divisor;
        return nanos < 0 ? -samples : samples;
    }

    /** This rate divided by a number; nothing when the result has parts above {@link #LARGEST}. */
    public Optional<SampleRate> dividedBy(SampleRate number) {
        long samples = numerator * number.denominator;
        long seconds = denominator * number.numerator;
        long divisor = greatestCommonDivisor(samples, seconds);
        return samples / divisor > LARGEST || seconds / divisor > LARGEST
                ? Optional.empty() : Optional.of(new SampleRate(samples, seconds));
    }

    /** Samples a second, as near as a double comes. */
    public double hertz() {
        return (double) numerator / denominator;
    }

    /**
     * True when {@link #factor} and {@link #multiplier} express this rate: neither part is above
     * 32767.
     */
    public boolean fitsMiniSeed() {
        return numerator <= LARGEST_FACTOR && denominator <= LARGEST_FACTOR;
    }

    /**
     * Rate factor of miniSEED: a whole rate as it is, a whole period as negative seconds, else the
     * samples of the fraction (record format, section 12). 0 when it does not fit.
     */
    public int factor() {
        if (!fitsMiniSeed()) {
            return 0;
        }
        return (int) (numerator == 1 && denominator > 1 ? -denominator : numerator);
    }

    /** Rate multiplier of miniSEED: 1, or the fraction's seconds as a negative number. */
    public int multiplier() {
        boolean fraction = fitsMiniSeed() && numerator > 1 && denominator > 1;
        return (int) (fraction ? -denominator : 1);
    }

    /** Writes it behind the writer index. */
    void save(ByteBuf saved) {
        saved.writeLong(numerator).writeLong(denominator);
    }

    /** Reads what {@link #save} wrote. */
    static SampleRate restored(ByteBuf saved) {
        return new SampleRate(saved.readLong(), saved.readLong());
    }

    /** "100", "1/10": the exact value. */
    @Override
    public String toString() {
        return denominator == 1 ? Long.toString(numerator) : numerator + "/" + denominator;
    }
}
