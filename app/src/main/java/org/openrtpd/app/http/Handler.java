package org.openrtpd.app.http;

import java.io.IOException;

/** Answers one kind of request. */
@FunctionalInterface
public interface Handler {

    /**
     * Answers.
     *
     * @throws RequestRefused when the request is wrong; its status and text are the answer
     * @throws IOException when what is asked for cannot be read; answered with 500 and logged
     */
    Answer answer(Request request) throws IOException;
}
