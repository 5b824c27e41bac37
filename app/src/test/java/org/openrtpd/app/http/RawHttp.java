package org.openrtpd.app.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection on which a test writes what it likes, and reads answers one by one. */
final class RawHttp implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    final Socket socket = new Socket();
    private final InputStream in;

    RawHttp(InetSocketAddress server) {
        try {
            socket.connect(server, (int) LIMIT.toMillis());
            socket.setSoTimeout((int) LIMIT.toMillis());
            in = socket.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One answer. */
    record Reply(int status, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    static Reply ask(InetSocketAddress server, String request) {
        try (RawHttp http = new RawHttp(server)) {
            http.send(request);
            return http.reply();
        }
    }

    /** A GET of a path with more header lines. */
    static Reply get(InetSocketAddress server, String path, String... headers) {
        return ask(server, request("GET", path, headers));
    }

    static String request(String method, String path, String... headers) {
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        boolean host = false;
        for (String header : headers) {
            text.append(header).append("\r\n");
            host |= header.startsWith("Host:");
        }
        return text + (host ? "" : "Host: localhost\r\n") + "\r\n";
    }

    void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String line() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new IOException("the connection ended within a line: " + line);
                }
                line.write(b);
            }
            return line.toString(StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply head() {
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] words = line.split(": ?", 2);
            headers.put(words[0].toLowerCase(Locale.ROOT), words[1]);
        }
        return new Reply(status, headers, new byte[0]);
    }

    Reply reply() {
        Reply head = head();
        try {
            if ("chunked".equals(head.headers().get("transfer-encoding"))) {
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                for (int size = size(); size > 0; size = size()) {
                    body.write(in.readNBytes(size));
                    line();
                }
                line();
                return new Reply(head.status(), head.headers(), body.toByteArray());
            }
            int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
            return new Reply(head.status(), head.headers(), in.readNBytes(length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int size() {
        return Integer.parseInt(line(), 16);
    }

    /** True when the server has ended the connection. */
    boolean isEnded() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
