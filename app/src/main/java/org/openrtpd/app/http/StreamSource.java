package org.openrtpd.app.http;

/** Begins one kind of event stream. */
@FunctionalInterface
public interface StreamSource {

    /**
     * Begins to feed a stream; called by a worker. Events may be sent before this returns and after
     * it, by any thread, until the stream is closed.
     *
     * @return what ends the feeding; it is run once when the stream ends, from whichever side, and
     *     must not block
     * @throws RequestRefused when the request is wrong; nothing may have been sent before
     */
    Runnable open(Request request, EventStream stream);
}
