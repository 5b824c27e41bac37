package org.openrtpd.app.bench.load;

/** Told when the measured part of a round begins and when it ends, by the generator's thread. */
public interface Span {

    /** Nobody wants to know. */
    Span UNOBSERVED = new Span() {
        @Override
        public void begins() {}

        @Override
        public void ends() {}
    };

    /** A round began, its measured part not yet; not told where packets are made without a rate. */
    default void starts(DueTimes due) {}

    void begins();

    void ends();
}
