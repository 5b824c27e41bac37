package org.openrtpd.app.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openrtpd.app.http.Answer;
import org.openrtpd.app.ingest.ServerView;
import org.openrtpd.app.metrics.JournalState;
import org.openrtpd.app.metrics.JournalWatch;

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

    private final ServerView server;
    private final JournalWatch journal;

    Health(ServerView server, JournalWatch journal) {
        this.server = server;
        this.journal = journal;
    }

    /** {@code /health}: 200 when it lives and is ready, else 503. */
    Answer all() {
        List<String> dead = dead();
        List<String> notReady = notReady(dead);
        return answer(dead, notReady, notReady.isEmpty());
    }

    /** {@code /health/live}: 200 as long as a restart would mend nothing. */
    Answer live() {
        List<String> dead = dead();
        return answer(dead, notReady(dead), dead.isEmpty());
    }

    private static Answer answer(List<String> dead, List<String> notReady, boolean good) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("live", dead.isEmpty());
        body.put("ready", notReady.isEmpty());
        body.put("reasons", notReady);
        return Answer.json(good ? OK : UNAVAILABLE, body);
    }

    private List<String> dead() {
        List<String> reasons = new ArrayList<>();
        Duration silent = server.sinceIngestTick();
        if (silent.compareTo(TICK_LIMIT) > 0) {
            reasons.add("the ingest loop has not answered for " + silent.toSeconds()
                    + " s: no recorder is served; restart RTPD");
        }
        Duration forcing = server.forcing();
        if (forcing.compareTo(FORCE_LIMIT) > 0) {
            reasons.add("the disk has not finished a force of the journal for " + forcing.toSeconds()
                    + " s: nothing is acknowledged; look at the disk");
        }
        return reasons;
    }

    private List<String> notReady(List<String> dead) {
        List<String> reasons = new ArrayList<>(dead);
        if (!server.journalAccepts()) {
            reasons.add("the journal takes no writes because the disk is full: recorders keep their"
                    + " packets; free some space");
            return reasons;
        }
        JournalState state = journal.state();
        if (state.secondsToFull() < FULL_SOON_SECONDS) {
            reasons.add("the disk is nearly full: at the rate of the last hour in "
                    + Math.round(state.secondsToFull()) + " s; free some space or retain less");
        }
        return reasons;
    }
}
