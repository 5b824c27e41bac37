package org.openrtpd.app.http;

/** What a route leads to, by the thread that it costs. */
sealed interface Target {

    /** Answers on the event loop. */
    record Quick(Handler handler) implements Target {}

    /** Answers on a worker. */
    record Slow(Handler handler) implements Target {}

    /** Goes on answering until either side ends it. */
    record Stream(StreamSource source) implements Target {}
}
