package org.openrtpd.protocol.trace;

import io.netty.buffer.ByteBuf;

/** What is known of the rate of one stream of one unit. */
final class StreamRates {

    /** Events whose headers are remembered: late packets of an event come soon or never. */
    private static final int EVENTS = 8;

    private final int[] events = new int[EVENTS];
    private final KnownRate[] eventRates = new KnownRate[EVENTS];
    private int headers;
    private KnownRate lastHeader = KnownRate.NONE;
    private KnownRate parameters = KnownRate.NONE;
    private KnownRate derived = KnownRate.NONE;
    private KnownRate derivedBefore = KnownRate.NONE;
    private KnownRate configured = KnownRate.NONE;

    /** The later of two headers of an event wins. */
    void header(int event, SampleRate rate) {
        int slot = slot(event);
        if (slot < 0) {
            slot = headers++ % EVENTS;
        }
        events[slot] = event;
        eventRates[slot] = KnownRate.of(rate, RateSource.EVENT);
        lastHeader = KnownRate.of(rate, RateSource.STREAM);
    }

    private int slot(int event) {
        for (int i = 0; i < Math.min(headers, EVENTS); i++) {
            if (events[i] == event) {
                return i;
            }
        }
        return -1;
    }

    void parameters(SampleRate rate) {
        parameters = KnownRate.of(rate, RateSource.PARAMETERS);
    }

    /** A clock step makes one pair of packets lie; two that agree are believed. */
    void derived(SampleRate rate) {
        if (derivedBefore.is(rate)) {
            derived = derivedBefore;
            return;
        }
        derivedBefore = KnownRate.of(rate, RateSource.DERIVED);
        derived = derived.or(derivedBefore);
    }

    void configured(SampleRate rate) {
        configured = KnownRate.of(rate, RateSource.CONFIGURED);
    }

    void save(ByteBuf saved) {
        saved.writeInt(headers);
        for (int i = 0; i < Math.min(headers, EVENTS); i++) {
            saved.writeInt(events[i]);
            eventRates[i].rate().orElseThrow().save(saved);
        }
        for (KnownRate known : new KnownRate[] {
            lastHeader, parameters, derived, derivedBefore, configured}) {
            known.save(saved);
        }
    }

    static StreamRates restored(ByteBuf saved) {
        StreamRates rates = new StreamRates();
        rates.headers = saved.readInt();
        for (int i = 0; i < Math.min(rates.headers, EVENTS); i++) {
            rates.events[i] = saved.readInt();
            rates.eventRates[i] = KnownRate.of(SampleRate.restored(saved), RateSource.EVENT);
        }
        rates.lastHeader = KnownRate.restored(saved);
        rates.parameters = KnownRate.restored(saved);
        rates.derived = KnownRate.restored(saved);
        rates.derivedBefore = KnownRate.restored(saved);
        rates.configured = KnownRate.restored(saved);
        return rates;
    }

    /** True when no packet but data itself can tell the rate. */
    boolean wantsDerivation() {
        return lastHeader == KnownRate.NONE && parameters == KnownRate.NONE;
    }

    /** The rate of an event, from the best source; from none of them, the one for all streams. */
    KnownRate best(int event, KnownRate configuredForAll) {
        int slot = slot(event);
        return slot >= 0 ? eventRates[slot] : lastHeader.or(parameters).or(derived)
                .or(derivedBefore).or(configured).or(configuredForAll);
    }
}
