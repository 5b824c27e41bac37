package org.openrtpd.app.http;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Date;

/**
 * What every answer tells a browser: run and load only what comes from here, nothing that stands
 * within a page, guess no types, and show this in no frame of somebody else's. Station names and SOH
 * text come from the field; this is the second line behind escaping them.
 */
final class SecurityHeaders {

    private static final String POLICY = "default-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'; object-src 'none'; img-src 'self' data:";

    private SecurityHeaders() {}

    static void add(HttpHeaders headers) {
        headers.set(HttpHeaderNames.DATE, DateFormatter.format(new Date()));
        headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
    }
}
