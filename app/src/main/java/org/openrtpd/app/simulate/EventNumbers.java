package org.openrtpd.app.simulate;

/** Event numbers of a recorder: one row for all its streams, 1 to 9999, then 0 (section 9.1). */
final class EventNumbers {

    private static final int NUMBERS = 10_000;

    private int last;

    int next() {
        last = (last + 1) % NUMBERS;
        return last;
    }
}
