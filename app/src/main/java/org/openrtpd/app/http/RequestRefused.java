package org.openrtpd.app.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/** A request cannot be answered as it stands; status and text are the answer. */
public final class RequestRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String NONE = "";
    private static final String RETRY_SECONDS = "1";

    private final transient HttpResponseStatus status;
    private final String parameter;

    private RequestRefused(HttpResponseStatus status, String parameter, String message) {
        // Who asks wrongly on purpose shall not make this machine collect stacks.
        super(message, null, false, false);
        this.status = status;
        this.parameter = parameter;
    }

    /** 400: what a parameter says makes no sense; the text says what would. */
    public static RequestRefused wrong(String parameter, String message) {
        return new RequestRefused(HttpResponseStatus.BAD_REQUEST, parameter, message);
    }

    /** 404: there is no such unit, channel, page. */
    public static RequestRefused unknown(String message) {
        return new RequestRefused(HttpResponseStatus.NOT_FOUND, NONE, message);
    }

    /** 404: what a parameter names does not exist. */
    public static RequestRefused unknown(String parameter, String message) {
        return new RequestRefused(HttpResponseStatus.NOT_FOUND, parameter, message);
    }

    /** 429: too many ask for the same costly thing; worth another try in a second. */
    public static RequestRefused tooMany(String message) {
        return new RequestRefused(HttpResponseStatus.TOO_MANY_REQUESTS, NONE, message);
    }

    /** 503: not now; worth another try in a second. */
    public static RequestRefused unavailable(String message) {
        return new RequestRefused(HttpResponseStatus.SERVICE_UNAVAILABLE, NONE, message);
    }

    /** The answer to such a request. */
    Answer answer() {
        Answer answer = Answer.error(status.code(), parameter, getMessage());
        return status == HttpResponseStatus.TOO_MANY_REQUESTS
                        || status == HttpResponseStatus.SERVICE_UNAVAILABLE
                ? answer.with("Retry-After", RETRY_SECONDS) : answer;
    }
}
