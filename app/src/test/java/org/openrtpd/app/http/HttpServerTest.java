package org.openrtpd.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.http.RawHttp.Reply;

/** The server over real connections. */
class HttpServerTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String LONG_TEXT = "packets ".repeat(1000);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger working = new AtomicInteger();
    private final LinkedBlockingQueue<EventStream> streams = new LinkedBlockingQueue<>();
    private final AtomicInteger streamsEnded = new AtomicInteger();
    private HttpServer server;
    private InetSocketAddress address;

    @BeforeEach
    void open() {
        Routes routes = new Routes()
                .quick("/units/{unit}", r -> Answer.json(Map.of("unit", r.inPath("unit"))))
                .quick("/units/all", r -> Answer.json(Map.of("all", true)))
                .quick("/limit", r -> Answer.json(Map.of("limit", r.number("limit", 5, 1, 9))))
                .quick("/long", r -> Answer.text(Answer.TEXT, LONG_TEXT))
                .quick("/broken", r -> {
                    throw new IllegalStateException("secret detail");
                })
                .quick("/unreadable", r -> {
                    throw new IOException("secret detail");
                })
                .slow("/slow", r -> {
                    working.incrementAndGet();
                    awaitRelease();
                    return Answer.text(Answer.TEXT, "done");
                })
                .stream("/events", (request, stream) -> {
                    request.number("limit", 5, 1, 9);
                    streams.add(stream);
                    return streamsEnded::incrementAndGet;
                })
                .others(new StaticFiles(HttpServerTest.class, "/org/openrtpd/app/http/files"));
        server = HttpServer.open(HttpConfig.open(new HostPort("127.0.0.1", 0)), routes, registry);
        address = server.address();
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() {
        release.countDown();
        server.close();
    }

    private EventStream nextStream() {
        try {
            EventStream stream = streams.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(stream).isNotNull();
            return stream;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldDecodeTheNamedSegmentAndPreferTheExactPath() {
        assertThat(RawHttp.get(address, "/units/9E16").text()).isEqualTo("{\"unit\":\"9E16\"}");
        assertThat(RawHttp.get(address, "/units/a%2Fb%20c").text())
                .isEqualTo("{\"unit\":\"a/b c\"}");
        assertThat(RawHttp.get(address, "/units/all").text()).isEqualTo("{\"all\":true}");
        assertThat(RawHttp.get(address, "/units/").status()).isEqualTo(404);
        assertThat(RawHttp.get(address, "/units/1/2").status()).isEqualTo(404);
    }

    @Test
    void shouldNameTheParameterThatIsWrong() {
        Reply wrong = RawHttp.get(address, "/limit?limit=10");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).isEqualTo("{\"error\":\"limit must be a whole number from 1 to 9\","
                + "\"parameter\":\"limit\"}");
        assertThat(RawHttp.get(address, "/limit?limit=x").status()).isEqualTo(400);
        assertThat(RawHttp.get(address, "/limit?limit=9").text()).isEqualTo("{\"limit\":9}");
    }

    @Test
    void shouldAnswerReadingMethodsOnly() {
        Reply posted = RawHttp.ask(address, RawHttp.request("POST", "/long", "Content-Length: 0"));
        assertThat(posted.status()).isEqualTo(405);
        assertThat(posted.headers()).containsEntry("allow", "GET, HEAD");
        for (String method : List.of("PUT", "DELETE", "TRACE", "OPTIONS", "CONNECT", "BREW", "get")) {
            assertThat(RawHttp.ask(address, RawHttp.request(method, "/long")).status())
                    .as(method).isEqualTo(405);
        }

        try (RawHttp http = new RawHttp(address)) {
            http.send(RawHttp.request("HEAD", "/long") + RawHttp.request("GET", "/limit"));

            assertThat(http.head().headers())
                    .containsEntry("content-length", "" + LONG_TEXT.length());
            assertThat(http.reply().text()).as("nothing stood between").isEqualTo("{\"limit\":5}");
        }
    }

    @Test
    void shouldAnswerPipelinedRequestsInTheirOrder() {
        try (RawHttp http = new RawHttp(address)) {
            http.send(RawHttp.request("GET", "/slow") + RawHttp.request("GET", "/limit?limit=3"));
            await().atMost(LIMIT).untilAtomic(working, is(1));
            release.countDown();

            assertThat(http.reply().text()).isEqualTo("done");
            assertThat(http.reply().text()).isEqualTo("{\"limit\":3}");
        }
    }

    @Test
    void shouldBoundWhatARequestMayBring() {
        assertThat(RawHttp.get(address, "/" + "a".repeat(5000)).status()).isEqualTo(414);
        assertThat(RawHttp.get(address, "/limit", "X: " + "a".repeat(20_000)).status())
                .isEqualTo(431);
        assertThat(RawHttp.ask(address, RawHttp.request("GET", "/limit", "Content-Length: 5000")
                + "a".repeat(5000)).status()).isEqualTo(413);
        assertThat(RawHttp.get(address, "/limit?limit=" + "1".repeat(1100)).status()).isEqualTo(400);
        assertThat(RawHttp.ask(address, "\u0001\u0002 rubbish\r\n\r\n").status()).isEqualTo(400);
        assertThat(RawHttp.get(address, "/%zz").status()).isEqualTo(400);
        assertThat(RawHttp.get(address, "http://localhost/limit").status()).isEqualTo(400);
    }

    @Test
    void shouldRefuseNamesThatAreNotThisMachinesWhenOnLoopback() {
        assertThat(RawHttp.get(address, "/limit", "Host: evil.example").status()).isEqualTo(421);
        assertThat(RawHttp.get(address, "/limit", "Host: localhost.evil.example").status())
                .isEqualTo(421);
        assertThat(RawHttp.get(address, "/limit", "Host: 10.0.0.1:2580").status()).isEqualTo(421);
        assertThat(RawHttp.get(address, "/limit", "Host:").status()).isEqualTo(421);
        for (String good : List.of("localhost", "LOCALHOST:2580", "127.0.0.1:2580", "[::1]:2580")) {
            assertThat(RawHttp.get(address, "/limit", "Host: " + good).status()).isEqualTo(200);
        }
    }

    @Test
    void shouldSendHeadersThatKeepForeignContentOut() {
        for (String path : List.of("/limit", "/nowhere", "/hello.html")) {
            Map<String, String> headers = RawHttp.get(address, path).headers();
            assertThat(headers).containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("x-frame-options", "DENY")
                    .containsEntry("referrer-policy", "no-referrer");
            assertThat(headers.get("content-security-policy"))
                    .startsWith("default-src 'self';").contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void shouldTellNothingOfWhatWentWrongInside() {
        for (String path : List.of("/broken", "/unreadable")) {
            Reply reply = RawHttp.get(address, path);
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.text()).doesNotContain("secret");
        }
    }

    @Test
    void shouldCompressTextThatIsLong() throws IOException {
        Reply reply = RawHttp.get(address, "/long", "Accept-Encoding: gzip");

        assertThat(reply.headers()).containsEntry("content-encoding", "gzip");
        assertThat(reply.body().length).isLessThan(1000);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(reply.body())).readAllBytes())
                .asString(StandardCharsets.UTF_8).isEqualTo(LONG_TEXT);
        assertThat(RawHttp.get(address, "/limit", "Accept-Encoding: gzip").headers())
                .doesNotContainKey("content-encoding");
    }

    @Test
    void shouldServeFilesWithTheirTagAndNothingOutsideTheirFolder() {
        Reply file = RawHttp.get(address, "/hello.html");
        assertThat(file.text()).contains("a recorder");
        assertThat(file.headers()).containsEntry("content-type", "text/html; charset=utf-8")
                .containsEntry("cache-control", "no-cache");

        Reply again = RawHttp.get(address, "/hello.html", "If-None-Match: " + file.headers().get("etag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();

        for (String path : List.of("/", "/../HttpServerTest.class", "/%2e%2e/x.html", "//hello.html",
                "/..%2fx.html", "/files", "/hello.html/", "/hello.class", "/..\\x.html", "/%5c..%5cx.html",
                "/....//x.html", "/hello.html%00.css", "/./../../../../etc/passwd",
                "/%2e%2e%2f%2e%2e%2fetc/passwd", "/%252e%252e/x.html", "/etc/passwd")) {
            assertThat(RawHttp.get(address, path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void shouldRefuseWorkBeyondItsQueueAndGoOnAnsweringWhatIsQuick() {
        List<RawHttp> asking = new ArrayList<>();
        for (int i = 0; i < Workers.THREADS + Workers.MAX_QUEUED; i++) {
            RawHttp http = new RawHttp(address);
            http.send(RawHttp.request("GET", "/slow"));
            asking.add(http);
        }
        await().atMost(LIMIT).until(() ->
                registry.get("rtpd.http.queued").gauge().value() == Workers.MAX_QUEUED);

        Reply refused = RawHttp.get(address, "/slow");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers()).containsEntry("retry-after", "1");
        assertThat(RawHttp.get(address, "/limit").status()).isEqualTo(200);

        release.countDown();
        for (RawHttp http : asking) {
            assertThat(http.reply().text()).isEqualTo("done");
            http.close();
        }
    }

    @Test
    void shouldRefuseConnectionsBeyondTheirNumber() {
        List<RawHttp> open = new ArrayList<>();
        for (int i = 0; i < Serving.MAX_CONNECTIONS; i++) {
            open.add(new RawHttp(address));
        }
        await().atMost(LIMIT).until(() -> registry.get("rtpd.http.connections").gauge().value()
                == Serving.MAX_CONNECTIONS);

        try (RawHttp more = new RawHttp(address)) {
            assertThat(more.isEnded()).isTrue();
        }
        open.forEach(RawHttp::close);
        await().atMost(LIMIT).until(() ->
                registry.get("rtpd.http.connections").gauge().value() == 0);
        assertThat(RawHttp.get(address, "/limit").status()).isEqualTo(200);
    }

    @Test
    void shouldStreamEventsAsTheyComeAndEndTheFeedWithTheConnection() {
        RawHttp http = new RawHttp(address);
        http.send(RawHttp.request("GET", "/events", "Accept-Encoding: gzip"));
        Reply head = http.head();
        EventStream stream = nextStream();

        stream.send("data", Json.bytes(Map.of("n", 1)));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers()).containsEntry("content-type", "text/event-stream; charset=utf-8")
                .doesNotContainKey("content-encoding");
        http.line();
        assertThat(http.line()).isEqualTo("event: data");
        assertThat(http.line()).isEqualTo("data: {\"n\":1}");
        assertThat(http.line()).isEmpty();

        http.close();
        await().atMost(LIMIT).untilAtomic(streamsEnded, is(1));
        assertThat(stream.isOpen()).isFalse();
        assertThat(registry.get("rtpd.http.streams").gauge().value()).isZero();
    }

    @Test
    void shouldDropTheOldestEventsOfAReaderThatIsTooSlowAndSayHowMany() {
        try (RawHttp http = new RawHttp(address)) {
            http.send(RawHttp.request("GET", "/events"));
            EventStream stream = nextStream();
            byte[] big = Json.bytes("x".repeat(60_000));
            int sent = 1000;
            for (int i = 0; i < sent; i++) {
                stream.send("e" + i, big);
            }
            stream.send("last", Json.bytes(1));

            http.head();
            List<String> seen = new ArrayList<>();
            long lost = 0;
            while (!seen.contains("event: last")) {
                String line = http.line();
                if (line.startsWith("event: ")) {
                    seen.add(line);
                } else if (line.startsWith("data: {\"events\":")) {
                    lost += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
            long events = seen.stream().filter(name -> !name.equals("event: lost")).count();
            assertThat(lost).isPositive();
            assertThat(events + lost).isEqualTo(sent + 1);
        }
    }

    @Test
    void shouldRefuseStreamsBeyondTheirNumberAndWrongOnes() {
        assertThat(RawHttp.get(address, "/events?limit=99").status()).isEqualTo(400);
        List<RawHttp> open = new ArrayList<>();
        for (int i = 0; i < Serving.MAX_STREAMS; i++) {
            RawHttp http = new RawHttp(address);
            http.send(RawHttp.request("GET", "/events"));
            assertThat(http.head().status()).isEqualTo(200);
            open.add(http);
        }

        assertThat(RawHttp.get(address, "/events").status()).isEqualTo(503);

        open.forEach(RawHttp::close);
        await().atMost(LIMIT).until(() -> registry.get("rtpd.http.streams").gauge().value() == 0);
    }

    /** A server that waits for nobody longer than this. */
    private static HttpServer hasty(Duration request, Duration answer) {
        Routes routes = new Routes().quick("/huge", r -> new Answer(200, "image/png",
                new byte[16 << 20], Map.of()));
        return HttpServer.open(HttpConfig.open(new HostPort("127.0.0.1", 0)), routes,
                new SimpleMeterRegistry(), new Patience(LIMIT, request, answer));
    }

    @Test
    void shouldEndAConnectionWhoseRequestComesByDrops() {
        try (HttpServer hasty = hasty(Duration.ofSeconds(1), LIMIT);
                RawHttp drops = new RawHttp(hasty.address());
                RawHttp silent = new RawHttp(hasty.address())) {
            drops.send("GET /huge HTTP/1.1\r\nHost: localhost\r\nX: ");
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> isRefused(drops));

            assertThat(silent.isEnded()).isTrue();
        }
    }

    /** Sends one byte more; true once the other side takes none. */
    private static boolean isRefused(RawHttp http) {
        try {
            http.send("x");
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    @Test
    void shouldEndAConnectionThatAsksNothingMore() {
        try (HttpServer hasty = hasty(Duration.ofSeconds(1), LIMIT);
                RawHttp http = new RawHttp(hasty.address())) {
            http.send(RawHttp.request("GET", "/nothing"));
            assertThat(http.reply().status()).isEqualTo(404);

            assertThat(http.isEnded()).isTrue();
        }
    }

    @Test
    void shouldEndAConnectionThatDoesNotReadItsAnswer() {
        try (HttpServer hasty = hasty(LIMIT, Duration.ofSeconds(1));
                RawHttp http = new RawHttp(hasty.address())) {
            http.send(RawHttp.request("GET", "/huge"));

            await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> isRefused(http));
        }
    }

    @Test
    void shouldSayWhatToDoWhenThePortIsTaken() {
        HttpConfig same = HttpConfig.open(new HostPort("127.0.0.1", address.getPort()));

        assertThatThrownBy(() -> HttpServer.open(same, new Routes(), new SimpleMeterRegistry()))
                .isInstanceOf(HttpException.class)
                .hasMessageContaining("127.0.0.1:" + address.getPort())
                .hasMessageContaining("--http off");
    }
}
