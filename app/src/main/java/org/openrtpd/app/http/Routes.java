package org.openrtpd.app.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which path is answered by what. A pattern is a path, of which a segment may be {@code {name}}: it
 * stands for any one segment. A pattern without names goes before one with them. Filled before the
 * server opens, by one thread.
 */
public final class Routes {

    private final Map<String, Route> exact = new HashMap<>();
    private final List<Route> named = new ArrayList<>();
    private final List<String> patterns = new ArrayList<>();
    private Optional<Handler> others = Optional.empty();

    /** Answered at once by the event loop: the handler must not block. */
    public Routes quick(String pattern, Handler handler) {
        return add(new Route(pattern, new Target.Quick(handler)));
    }

    /** Answered by a worker: the handler may read files for a while. */
    public Routes slow(String pattern, Handler handler) {
        return add(new Route(pattern, new Target.Slow(handler)));
    }

    /** Answered with server-sent events. */
    public Routes stream(String pattern, StreamSource source) {
        return add(new Route(pattern, new Target.Stream(source)));
    }

    /** Answers every other path, by a worker: the page and its files. */
    public Routes others(Handler handler) {
        others = Optional.of(handler);
        return this;
    }

    private Routes add(Route route) {
        if (patterns.contains(route.pattern())) {
            throw new IllegalArgumentException("two routes for " + route.pattern());
        }
        patterns.add(route.pattern());
        if (route.isExact()) {
            exact.put(route.pattern(), route);
        } else {
            named.add(route);
        }
        return this;
    }

    /** Every pattern, as given and in that order, without the other paths. */
    public List<String> patterns() {
        return List.copyOf(patterns);
    }

    /** What answers a path, not decoded yet. */
    Optional<Match> find(String rawPath) {
        Route route = exact.get(rawPath);
        if (route != null) {
            return Optional.of(new Match(route.target(), Map.of()));
        }
        for (Route candidate : named) {
            Optional<Map<String, String>> values = candidate.match(rawPath);
            if (values.isPresent()) {
                return Optional.of(new Match(candidate.target(), values.get()));
            }
        }
        return others.map(handler -> new Match(new Target.Slow(handler), Map.of()));
    }

    /**
     * What was found.
     *
     * @param values what stands in the path, by name, decoded
     */
    record Match(Target target, Map<String, String> values) {}
}
