package org.openrtpd.app.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openrtpd.app.http.Answer;
import org.openrtpd.app.http.Handler;
import org.openrtpd.app.http.Request;
import org.openrtpd.app.ingest.ServerView;
import org.openrtpd.app.metrics.JournalState;
import org.openrtpd.app.metrics.JournalWatch;

/** {@code /api/v1/journal}: size, age, growth and disk of the journal, and how its forces go. */
final class JournalRoute implements Handler {

    private static final double SECONDS_PER_DAY = 86_400;

    private final ServerView server;
    private final JournalWatch journal;
    private final ForceTimes forces;

    JournalRoute(ServerView server, JournalWatch journal, ForceTimes forces) {
        this.server = server;
        this.journal = journal;
        this.forces = forces;
    }

    @Override
    public Answer answer(Request request) {
        JournalState state = journal.state();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("durability", server.config().durability().name().toLowerCase(Locale.ROOT));
        body.put("accepts", server.journalAccepts());
        body.put("entriesSinceStart", server.entriesAppended());
        body.put("files", state.usage().files());
        body.put("bytes", state.usage().bytes());
        body.put("firstMs", state.usage().files() == 0 ? null : state.usage().firstMillis());
        body.put("lastMs", state.usage().files() == 0 ? null : state.usage().lastMillis());
        body.put("freeBytes", state.usage().freeBytes());
        body.put("usableBytes", state.usableBytes());
        body.put("diskBytes", state.usage().totalBytes());
        body.put("bytesPerSecond", state.bytesPerSecond());
        body.put("daysLeft", Double.isInfinite(state.secondsToFull())
                ? null : state.secondsToFull() / SECONDS_PER_DAY);
        body.put("retainDays", server.config().retainAge().isZero()
                ? null : server.config().retainAge().toSeconds() / SECONDS_PER_DAY);
        body.put("retainBytes",
                server.config().retainBytes() == 0 ? null : server.config().retainBytes());
        body.put("forces", forces.count());
        body.put("forceMeanMilliseconds", forces.meanMillis());
        body.put("forceMaxMilliseconds", forces.maxMillis());
        return Answer.json(body);
    }
}
