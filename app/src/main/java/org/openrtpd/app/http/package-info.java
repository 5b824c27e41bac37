/**
 * The HTTP server that operators, Prometheus and the page ask. Start at {@link
 * org.openrtpd.app.http.HttpServer}; what it answers is told to it as {@link
 * org.openrtpd.app.http.Routes}.
 *
 * <p>It reads only: GET and HEAD. One event loop of its own owns all its connections, and a small
 * number of workers with a bounded queue does what blocks, so that nothing here can slow a recorder.
 * Whatever comes from outside is bounded: lengths, counts, waits, connections, streams.
 */
package org.openrtpd.app.http;
