package org.openrtpd.app.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/** A request cannot be answered as it stands; status and text are the answer. */
public final class RequestRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private RequestRefused(HttpResponseStatus status, String message) {
        // Who asks wrongly on purpose shall not make this machine collect stacks.
        super(message, null, false, false);
        this.status = status.code();
    }

    /** 400: what was asked makes no sense; the text says what would. */
    public static RequestRefused wrong(String message) {
        return new RequestRefused(HttpResponseStatus.BAD_REQUEST, message);
    }

    /** 404: there is no such unit, channel, page. */
    public static RequestRefused unknown(String message) {
        return new RequestRefused(HttpResponseStatus.NOT_FOUND, message);
    }

    /** 503: not now; the text says until when or what to do. */
    public static RequestRefused unavailable(String message) {
        return new RequestRefused(HttpResponseStatus.SERVICE_UNAVAILABLE, message);
    }

    int status() {
        return status;
    }
}
