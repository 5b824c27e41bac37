package org.openrtpd.protocol.trace;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** What is known of the rate of one stream of one unit. */
final class StreamRates {

    /** Events whose headers are remembered: late packets of an event come soon or never. */
    private static final int EVENTS = 8;

    private final int[] events = new int[EVENTS];
    private final SampleRate[] eventRates = new SampleRate[EVENTS];
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
        eventRates[slot] = rate;
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
        KnownRate now = KnownRate.of(rate, RateSource.DERIVED);
        if (derived == KnownRate.NONE || now.equals(derivedBefore)) {
            derived = now;
        }
        derivedBefore = now;
    }

    void configured(SampleRate rate) {
        configured = KnownRate.of(rate, RateSource.CONFIGURED);
    }

    void save(ByteBuf saved) {
        saved.writeInt(headers);
        for (int i = 0; i < Math.min(headers, EVENTS); i++) {
            saved.writeInt(events[i]);
            eventRates[i].save(saved);
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
            rates.eventRates[i] = SampleRate.restored(saved);
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

    KnownRate best(int event, Optional<SampleRate> configuredForAll) {
        int slot = slot(event);
        if (slot >= 0) {
            return KnownRate.of(eventRates[slot], RateSource.EVENT);
        }
        for (KnownRate known : new KnownRate[] {
            lastHeader, parameters, derived, derivedBefore, configured}) {
            if (known != KnownRate.NONE) {
                return known;
            }
        }
        return configuredForAll.map(rate -> KnownRate.of(rate, RateSource.CONFIGURED))
                .orElse(KnownRate.NONE);
    }
}
