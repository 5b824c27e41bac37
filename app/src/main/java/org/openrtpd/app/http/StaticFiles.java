package org.openrtpd.app.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of the page, out of the jar. A browser keeps them and asks each time whether they are
 * still the same, so that an update is seen at once.
 */
public final class StaticFiles implements Handler {

    private static final Pattern NAME = Pattern.compile("(/[A-Za-z0-9_-]+)*/[A-Za-z0-9_-]+(\\.[a-z0-9]+)+");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "json", Answer.JSON,
            "txt", Answer.TEXT,
            "woff2", "font/woff2");
    private static final int OK = 200;
    private static final int TAG_BYTES = 16;

    private final Class<?> beside;
    private final String folder;
    private final Map<String, Answer> read = new ConcurrentHashMap<>();

    /**
     * @param beside a class of the module whose files these are
     * @param folder absolute name of their folder among the resources, without a slash at the end
     */
    public StaticFiles(Class<?> beside, String folder) {
        this.beside = beside;
        this.folder = folder;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        String path = request.path().endsWith("/") ? request.path() + "index.html" : request.path();
        Answer known = read.get(path);
        if (known != null) {
            return known;
        }
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || !NAME.matcher(path).matches()) {
            throw RequestRefused.unknown("there is nothing here");
        }
        try (InputStream file = beside.getResourceAsStream(folder + path)) {
            if (file == null) {
                throw RequestRefused.unknown("there is nothing here");
            }
            byte[] body = file.readAllBytes();
            Answer answer = new Answer(OK, type, body,
                    Map.of("Cache-Control", "no-cache", "ETag", tag(body)));
            // Only what exists is kept: no more than the jar has.
            read.put(path, answer);
            return answer;
        }
    }

    private static String tag(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return "W/\"" + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
