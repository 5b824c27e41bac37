package org.openrtpd.app.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a request line asks for.
 *
 * @param rawPath as it stands there
 * @param path decoded
 * @param query decoded, at most {@value #MAX_PARAMETERS} parameters
 */
record RequestTarget(String rawPath, String path, Map<String, List<String>> query) {

    private static final int MAX_PARAMETERS = 64;

    /** @throws IllegalArgumentException when it is no path or wrongly encoded */
    static RequestTarget parse(String uri) {
        if (!uri.startsWith("/")) {
            throw new IllegalArgumentException("no path");
        }
        QueryStringDecoder decoder =
                new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, MAX_PARAMETERS);
        return new RequestTarget(decoder.rawPath(), decoder.path(), decoder.parameters());
    }
}
