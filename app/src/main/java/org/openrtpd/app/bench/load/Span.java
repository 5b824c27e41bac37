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

    void begins();

    void ends();
}
