package org.openrtpd.protocol.data;

import java.util.function.Consumer;

/**
 * What was found in one packet: a set that takes no memory of its own. Belongs to a decoder and
 * changes with each packet.
 */
public final class SampleDefects {

    private static final SampleDefect[] ALL = SampleDefect.values();

    private int bits;

    SampleDefects() {}

    void clear() {
        bits = 0;
    }

    void add(SampleDefect defect) {
        bits |= 1 << defect.ordinal();
    }

    /** True when nothing is wrong. */
    public boolean isEmpty() {
        return bits == 0;
    }

    public boolean has(SampleDefect defect) {
        return (bits & 1 << defect.ordinal()) != 0;
    }

    public int size() {
        return Integer.bitCount(bits);
    }

    /** Gives each defect, in the order of the enum. */
    public void forEach(Consumer<SampleDefect> action) {
        for (int rest = bits; rest != 0; rest &= rest - 1) {
            action.accept(ALL[Integer.numberOfTrailingZeros(rest)]);
        }
    }

    /** "[SHORT, MISMATCH]". */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        forEach(defect -> text.append(text.length() > 1 ? ", " : "").append(defect));
        return text.append(']').toString();
    }
}
