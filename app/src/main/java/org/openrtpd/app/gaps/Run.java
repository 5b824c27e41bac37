package org.openrtpd.app.gaps;

import org.openrtpd.protocol.trace.DataFacts;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * Packets of a channel that go on from each other: what stands between its ends need not be kept.
 * Times go on from each packet's own, so that errors below the tolerance do not add up.
 */
final class Run {

    private final SampleRate rate;
    private final long startNanos;
    private final long firstPlace;
    private final int firstEvent;
    private final long previousSample;
    private long endNanos;
    private long lastPlace;
    private int lastEvent;
    private long lastSample;
    private boolean damaged;

    /**
     * A run of one packet.
     *
     * @param previousSample what it steps off from, or {@link DataFacts#NO_SAMPLE}
     */
    Run(DataFacts packet, long place, SampleRate rate, long previousSample) {
        this.rate = rate;
        this.startNanos = packet.startNanos();
        this.firstPlace = place;
        this.firstEvent = packet.event();
        this.previousSample = previousSample;
        append(packet, place);
    }

    /** Where the next sample is expected behind a packet: what could not be read is not there. */
    static long endNanos(DataFacts packet, SampleRate rate) {
        return packet.startNanos() + rate.nanos(packet.decodedSamples());
    }

    /** True when another run goes on from this one. */
    boolean isContinuedBy(Run next, long toleranceNanos) {
        return isContinuedAt(next.startNanos, next.firstPlace, next.rate, toleranceNanos);
    }

    /** True when a run of one packet would go on from this one. */
    boolean isContinuedBy(DataFacts packet, long place, SampleRate ofPacket, long toleranceNanos) {
        return isContinuedAt(packet.startNanos(), place, ofPacket, toleranceNanos);
    }

    private boolean isContinuedAt(long nanos, long place, SampleRate next, long toleranceNanos) {
        return rate.equals(next) && place > lastPlace && !damaged
                && Math.abs(nanos - endNanos) < toleranceNanos;
    }

    /** Takes in a packet that {@link #isContinuedBy} has accepted. */
    void append(DataFacts packet, long place) {
        endNanos = endNanos(packet, rate);
        lastPlace = place;
        lastEvent = packet.event();
        lastSample = packet.lastSample();
        damaged = packet.decodedSamples() < packet.samples();
    }

    /** Takes in a run that {@link #isContinuedBy} has accepted. */
    void append(Run next) {
        endNanos = next.endNanos;
        lastPlace = next.lastPlace;
        lastEvent = next.lastEvent;
        lastSample = next.lastSample;
        damaged = next.damaged;
    }

    /** True when a run of one packet says again what is in this one. */
    boolean contains(Run other, long toleranceNanos) {
        return other.firstPlace >= firstPlace && other.lastPlace <= lastPlace
                && other.startNanos > startNanos - toleranceNanos
                && other.endNanos < endNanos + toleranceNanos;
    }

    /** True when the recorder made all of it before another run. */
    boolean isBefore(Run other) {
        return lastPlace < other.firstPlace;
    }

    SampleRate rate() {
        return rate;
    }

    long startNanos() {
        return startNanos;
    }

    /** Where the next sample is expected. */
    long endNanos() {
        return endNanos;
    }

    long firstPlace() {
        return firstPlace;
    }

    long lastPlace() {
        return lastPlace;
    }

    /** True when its last packet could not be read to its end. */
    boolean isDamaged() {
        return damaged;
    }

    boolean isOfSameEventAs(Run next) {
        return lastEvent == next.firstEvent;
    }

    /** True when both sides of a border between runs are known. */
    boolean isBorderKnown(Run next) {
        return lastSample != DataFacts.NO_SAMPLE && next.previousSample != DataFacts.NO_SAMPLE;
    }

    /** True when the samples join: the next run steps off from the last sample of this one. */
    boolean joins(Run next) {
        return isBorderKnown(next) && lastSample == next.previousSample;
    }
}
