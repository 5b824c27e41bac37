package org.openrtpd.app.http;

import java.time.Duration;

/**
 * How long the server waits for the other side.
 *
 * @param handshake until TLS is agreed on
 * @param request until a request has come as a whole, and for the next one of a connection
 * @param answer until an answer is made and taken
 */
record Patience(Duration handshake, Duration request, Duration answer) {

    static final Patience USUAL = new Patience(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2));
}
