package org.openrtpd.app.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back for a request.
 *
 * @param status HTTP status code
 * @param contentType media type, with the character set where it is text
 * @param body not changed any more once it stands here
 * @param headers more headers; the security headers are added to every answer
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

    static final String JSON = "application/json; charset=utf-8";
    static final String TEXT = "text/plain; charset=utf-8";

    private static final int OK = 200;
    private static final Map<String, String> FRESH = Map.of("Cache-Control", "no-store");

    /** 200 with a value as JSON, not to be kept by anybody. */
    public static Answer json(Object value) {
        return json(OK, value);
    }

    /** A value as JSON with a status of its own. */
    public static Answer json(int status, Object value) {
        return new Answer(status, JSON, Json.bytes(value), FRESH);
    }

    /** 200 with text of a kind, not to be kept by anybody. */
    public static Answer text(String contentType, String text) {
        return new Answer(OK, contentType, text.getBytes(StandardCharsets.UTF_8), FRESH);
    }

    /** An error that is no parameter's. */
    static Answer error(int status, String message) {
        return error(status, "", message);
    }

    /**
     * An error as every one is told: {@code {"error": "...", "parameter": "..."}}.
     *
     * @param parameter the one that is wrong; empty for none, told as null
     */
    static Answer error(int status, String parameter, String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", message);
        body.put("parameter", parameter.isEmpty() ? null : parameter);
        return json(status, body);
    }

    /** The same answer with one more header. */
    Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, body, Map.copyOf(more));
    }
}
