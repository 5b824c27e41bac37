package org.openrtpd.app.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Decides who is answered. On a loopback address, only requests to a loopback name: a page from
 * elsewhere could otherwise have its own name resolved to this machine and read what is here. Where
 * secrets are set, only who shows one. Event loop only.
 */
final class Gate {

    private static final String REALM = "Basic realm=\"OpenRTPD\", charset=\"UTF-8\"";

    private final Credentials credentials;
    private final boolean onLoopback;
    private final WrongTries wrongTries;

    /** @param onLoopback whether the server is bound to an address of this machine alone */
    Gate(Credentials credentials, boolean onLoopback, LongSupplier nanoTime) {
        this.credentials = credentials;
        this.onLoopback = onLoopback;
        this.wrongTries = new WrongTries(nanoTime);
    }

    /** The refusal, or nothing when the request may be answered. */
    Optional<Answer> refusal(InetAddress peer, HttpHeaders headers) {
        if (onLoopback && !isLoopbackName(headers.get(HttpHeaderNames.HOST, ""))) {
            return Optional.of(Answer.error(HttpResponseStatus.MISDIRECTED_REQUEST.code(),
                    "this server listens on loopback and answers to localhost, 127.0.0.1 and [::1]"
                            + " only; give --http another address to use another name"));
        }
        if (credentials.isEmpty()) {
            return Optional.empty();
        }
        if (wrongTries.isBlocked(peer)) {
            return Optional.of(Answer.error(HttpResponseStatus.TOO_MANY_REQUESTS.code(),
                    "too many wrong secrets from this address; wait a minute")
                    .with("Retry-After", "60"));
        }
        String authorization = headers.get(HttpHeaderNames.AUTHORIZATION, "");
        if (credentials.accepts(authorization)) {
            return Optional.empty();
        }
        if (!authorization.isEmpty()) {
            wrongTries.wrong(peer);
        }
        return Optional.of(Answer.error(HttpResponseStatus.UNAUTHORIZED.code(),
                "a token or a password is needed").with("WWW-Authenticate", REALM));
    }

    private static boolean isLoopbackName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[")) {
            int end = name.indexOf(']');
            name = end < 0 ? "" : name.substring(1, end);
        } else if (name.indexOf(':') >= 0) {
            name = name.substring(0, name.indexOf(':'));
        }
        if (name.equals("localhost") || name.equals("localhost.")) {
            return true;
        }
        byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
        return address != null && isLoopback(address);
    }

    private static boolean isLoopback(byte[] address) {
        try {
            return InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
