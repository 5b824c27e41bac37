package org.openrtpd.app.web;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** How forces of the journal went, read from their meter. */
record ForceTimes(Timer timer) {

    long count() {
        return timer.count();
    }

    double meanMillis() {
        return timer.mean(TimeUnit.MILLISECONDS);
    }

    /** The longest of the last minutes. */
    double maxMillis() {
        return timer.max(TimeUnit.MILLISECONDS);
    }
}
