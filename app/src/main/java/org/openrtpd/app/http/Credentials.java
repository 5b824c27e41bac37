package org.openrtpd.app.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.openrtpd.app.terminal.FileTrouble;

/**
 * What callers have to know. A token is given as {@code Authorization: Bearer TOKEN}, or as the
 * password of any user, for browsers; a user with a password as HTTP's basic scheme has it. Only
 * hashes are kept, and compared in a time that does not tell how much was right. Immutable.
 */
final class Credentials {

    private static final int MAX_LINES = 1000;
    private static final int MAX_FILE_BYTES = 1 << 16;
    private static final int LEAST_TOKEN = 16;

    private final List<byte[]> tokens = new ArrayList<>();
    private final List<byte[]> users = new ArrayList<>();

    private Credentials() {}

    /**
     * Reads what the configuration names; without files everybody may ask.
     *
     * @throws HttpException when a file cannot be read or says nothing
     */
    static Credentials read(HttpConfig config) {
        Credentials credentials = new Credentials();
        config.token().ifPresent(file -> {
            String token = lines("--http-token", file).get(0);
            if (token.length() < LEAST_TOKEN) {
                throw new HttpException(HttpException.Kind.SETTING,
                        "--http-token " + file + ": the token has fewer than " + LEAST_TOKEN
                        + " characters and could be guessed; make one with"
                        + " `openssl rand -hex 32`", null);
            }
            credentials.tokens.add(hash(token));
        });
        config.password().ifPresent(file -> lines("--http-password", file).forEach(line -> {
            if (line.indexOf(':') < 1) {
                throw new HttpException(HttpException.Kind.SETTING,
                        "--http-password " + file + ": a line is not USER:PASSWORD", null);
            }
            credentials.users.add(hash(line));
        }));
        return credentials;
    }

    private static List<String> lines(String option, Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new IOException("it is longer than 64 KiB");
            }
            List<String> lines = Files.readAllLines(file).stream()
                    .map(String::strip).filter(line -> !line.isEmpty()).limit(MAX_LINES).toList();
            if (lines.isEmpty()) {
                throw new IOException("it is empty");
            }
            return lines;
        } catch (IOException e) {
            throw new HttpException(HttpException.Kind.SETTING,
                    "cannot read " + option + " " + file + ": " + FileTrouble.why(e), e);
        }
    }

    /** True when everybody may ask. */
    boolean isEmpty() {
        return tokens.isEmpty() && users.isEmpty();
    }

    /** True when an {@code Authorization} header shows one of the secrets. */
    boolean accepts(String authorization) {
        String[] words = authorization.strip().split(" +", 2);
        if (words.length < 2) {
            return false;
        }
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> contains(tokens, words[1].strip());
            case "basic" -> acceptsBasic(words[1].strip());
            default -> false;
        };
    }

    private boolean acceptsBasic(String encoded) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return false;
        }
        // Both are looked at, so that the time does not tell which one it was.
        boolean user = contains(users, pair);
        boolean token = contains(tokens, pair.substring(pair.indexOf(':') + 1));
        return user | token;
    }

    private static boolean contains(List<byte[]> hashes, String secret) {
        byte[] given = hash(secret);
        boolean found = false;
        for (byte[] hash : hashes) {
            found |= MessageDigest.isEqual(hash, given);
        }
        return found;
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
