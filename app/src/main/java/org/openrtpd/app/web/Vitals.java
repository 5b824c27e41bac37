package org.openrtpd.app.web;

import java.time.Duration;
import org.openrtpd.app.ingest.ServerView;
import org.openrtpd.app.metrics.JournalWatch;

/**
 * What health is judged by.
 *
 * @param sinceTick how long ago the ingest loop made its tick
 * @param forcing how long the force that is under way takes already
 * @param accepts whether the journal takes writes
 * @param secondsToFull until the disk is full at the present rate; infinite when it never is
 */
record Vitals(Duration sinceTick, Duration forcing, boolean accepts, double secondsToFull) {

    static Vitals of(ServerView server, JournalWatch journal) {
        return new Vitals(server.sinceIngestTick(), server.forcing(), server.journalAccepts(),
                journal.state().secondsToFull());
    }
}
