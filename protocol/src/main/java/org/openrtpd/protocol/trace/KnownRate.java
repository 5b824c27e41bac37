package org.openrtpd.protocol.trace;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * A sample rate, when it is known, and where from.
 *
 * @param rate nothing when the source is {@link RateSource#NONE}
 * @param source how far it can be trusted
 */
public record KnownRate(Optional<SampleRate> rate, RateSource source) {

    /** The rate is not known; no data may be lost for that (record format, section 9.2). */
    public static final KnownRate NONE = new KnownRate(Optional.empty(), RateSource.NONE);

    /** True when it is known to be so. */
    boolean is(SampleRate other) {
        return rate.isPresent() && rate.get().equals(other);
    }

    /** This one, or when it is not known, another. */
    KnownRate or(KnownRate other) {
        return source == RateSource.NONE ? other : this;
    }

    /** Writes it behind the writer index. */
    void save(ByteBuf saved) {
        saved.writeByte(source.ordinal());
        rate.ifPresent(known -> known.save(saved));
    }

    /** Reads what {@link #save} wrote. */
    static KnownRate restored(ByteBuf saved) {
        RateSource source = RateSource.values()[saved.readByte()];
        return source == RateSource.NONE ? NONE : of(SampleRate.restored(saved), source);
    }

    static KnownRate of(SampleRate rate, RateSource source) {
        return new KnownRate(Optional.of(rate), source);
    }
}
