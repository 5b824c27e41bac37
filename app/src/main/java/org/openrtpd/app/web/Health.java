package org.openrtpd.app.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openrtpd.app.http.Answer;

/**
 * Whether RTPD lives, and whether it takes packets in and acknowledges them, and if not, why not.
 * Nothing here waits: a loop that hangs is known by the tick it did not make.
 */
final class Health {

    static final Duration TICK_LIMIT = Duration.ofSeconds(5);
    static final Duration FORCE_LIMIT = Duration.ofSeconds(30);
    static final double FULL_SOON_SECONDS = 600;

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Supplier<Vitals> look;

    /** @param look must not wait */
    Health(Supplier<Vitals> look) {
        this.look = look;
    }

    /** {@code /health}: 200 when it lives and is ready, else 503. */
    Answer all() {
        Vitals now = look.get();
        List<String> dead = dead(now);
        List<String> notReady = notReady(now, dead);
        return answer(dead, notReady, notReady.isEmpty());
    }

    /** {@code /health/live}: 200 as long as a restart would mend nothing. */
    Answer live() {
        Vitals now = look.get();
        List<String> dead = dead(now);
        return answer(dead, notReady(now, dead), dead.isEmpty());
    }

    private static Answer answer(List<String> dead, List<String> notReady, boolean good) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("live", dead.isEmpty());
        body.put("ready", notReady.isEmpty());
        body.put("reasons", notReady);
        return Answer.json(good ? OK : UNAVAILABLE, body);
    }

    private static List<String> dead(Vitals now) {
        List<String> reasons = new ArrayList<>();
        Duration silent = now.sinceTick();
        if (silent.compareTo(TICK_LIMIT) > 0) {
            reasons.add("the ingest loop has not answered for " + silent.toSeconds()
                    + " s: no recorder is served; restart RTPD");
        }
        Duration forcing = now.forcing();
        if (forcing.compareTo(FORCE_LIMIT) > 0) {
            reasons.add("the disk has not finished a force of the journal for " + forcing.toSeconds()
                    + " s: nothing is acknowledged; look at the disk");
        }
        return reasons;
    }

    private static List<String> notReady(Vitals now, List<String> dead) {
        List<String> reasons = new ArrayList<>(dead);
        if (!now.accepts()) {
            reasons.add("the journal takes no writes because the disk is full: recorders keep their"
                    + " packets; free some space");
            return reasons;
        }
        if (now.secondsToFull() < FULL_SOON_SECONDS) {
            reasons.add("the disk is nearly full: at the rate of the last hour in "
                    + Math.round(now.secondsToFull()) + " s; free some space or retain less");
        }
        return reasons;
    }
}
