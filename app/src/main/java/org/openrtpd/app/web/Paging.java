package org.openrtpd.app.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openrtpd.app.http.Request;

/**
 * The part of a list that was asked for.
 *
 * @param offset of the first
 * @param limit how many at most, 1 to {@value #MOST}
 */
record Paging(int offset, int limit) {

    private static final int MOST = 5000;
    private static final int USUAL = 500;

    static Paging of(Request request) {
        return new Paging(request.number("offset", 0, 0, Integer.MAX_VALUE),
                request.number("limit", USUAL, 1, MOST));
    }

    /** {@code {"total": ..., "offset": ..., name: [...]}}. */
    <T> Map<String, Object> page(String name, List<T> all, Function<T, Object> row) {
        int from = Math.min(offset, all.size());
        int to = (int) Math.min((long) from + limit, all.size());
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("total", all.size());
        page.put("offset", offset);
        page.put(name, all.subList(from, to).stream().map(row).toList());
        return page;
    }
}
