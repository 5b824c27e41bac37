package org.openrtpd.app.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A pattern and what it leads to.
 *
 * @param pattern path that begins with a slash; a segment may be {@code {name}}
 */
record Route(String pattern, Target target) {

    Route {
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException("no path: " + pattern);
        }
    }

    boolean isExact() {
        return pattern.indexOf('{') < 0;
    }

    /** The decoded values of the named segments, when the path fits. */
    Optional<Map<String, String>> match(String rawPath) {
        String[] wanted = pattern.split("/", -1);
        String[] given = rawPath.split("/", wanted.length + 1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                String value = QueryStringDecoder.decodeComponent(given[i]);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.put(wanted[i].substring(1, wanted[i].length() - 1), value);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
