package org.openrtpd.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.http.RawHttp.Reply;

/** The server where callers must show a secret, and over TLS. */
class ProtectedHttpTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir Path directory;
    private HttpServer server;

    private InetSocketAddress open(Optional<Path> token, Optional<Path> password,
            Optional<Path> certificate, Optional<Path> key) {
        server = HttpServer.open(new HttpConfig(new HostPort("127.0.0.1", 0), token, password,
                        certificate, key),
                new Routes().quick("/x", r -> Answer.json(Map.of())), new SimpleMeterRegistry());
        return server.address();
    }

    private InetSocketAddress withSecrets() throws IOException {
        return open(Optional.of(file("token", TOKEN + "\n")),
                Optional.of(file("password", "anna:open sesame\nben:quake\n")),
                Optional.empty(), Optional.empty());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private static String basic(String pair) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static int status(InetSocketAddress address, String... headers) {
        return RawHttp.get(address, "/x", headers).status();
    }

    @Test
    void shouldAnswerOnlyWhoShowsASecret() throws IOException {
        InetSocketAddress address = withSecrets();

        Reply refused = RawHttp.get(address, "/x");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers().get("www-authenticate")).startsWith("Basic ");
        assertThat(status(address, "Authorization: Bearer " + TOKEN)).isEqualTo(200);
        assertThat(status(address, basic("anyone:" + TOKEN))).isEqualTo(200);
        assertThat(status(address, basic("anna:open sesame"))).isEqualTo(200);
        assertThat(status(address, basic("ben:quake"))).isEqualTo(200);
        assertThat(status(address, basic("anna:quake"))).isEqualTo(401);
        assertThat(status(address, "Authorization: Bearer " + TOKEN + "0")).isEqualTo(401);
        assertThat(status(address, "Authorization: Basic !!!")).isEqualTo(401);
        assertThat(status(address, "Authorization: Bearer")).isEqualTo(401);
    }

    @Test
    void shouldNotEvenLookAtSecretsOfWhoTriedTooOften() throws IOException {
        InetSocketAddress address = withSecrets();
        for (int i = 0; i < WrongTries.MAX_TRIES; i++) {
            assertThat(status(address, basic("anna:" + i))).isEqualTo(401);
        }

        Reply blocked = RawHttp.get(address, "/x", "Authorization: Bearer " + TOKEN);

        assertThat(blocked.status()).isEqualTo(429);
        assertThat(blocked.headers()).containsEntry("retry-after", "60");
    }

    @Test
    void shouldRefuseSecretsThatAreNone() throws IOException {
        Path shortToken = file("short", "abc");
        Path empty = file("empty", "\n\n");
        Path noPair = file("pair", "anna");
        Optional<Path> none = Optional.empty();

        assertThatThrownBy(() -> open(Optional.of(shortToken), none, none, none))
                .isInstanceOf(HttpException.class).hasMessageContaining("fewer than 16");
        assertThatThrownBy(() -> open(Optional.of(empty), none, none, none))
                .isInstanceOf(HttpException.class).hasMessageContaining("empty");
        assertThatThrownBy(() -> open(none, Optional.of(noPair), none, none))
                .isInstanceOf(HttpException.class).hasMessageContaining("USER:PASSWORD");
        assertThatThrownBy(() -> open(Optional.of(directory.resolve("no")), none, none, none))
                .isInstanceOf(HttpException.class).hasMessageContaining("--http-token");
        assertThatThrownBy(() -> open(none, none, Optional.of(empty), none))
                .isInstanceOf(HttpException.class).hasMessageContaining("go together");
        assertThatThrownBy(() -> open(none, none, Optional.of(empty), Optional.of(empty)))
                .isInstanceOf(HttpException.class).hasMessageContaining("PEM");
    }

    @Test
    void shouldSpeakTlsWithTheGivenCertificate() throws Exception {
        SelfSigned own = SelfSigned.in(directory);
        InetSocketAddress address = open(Optional.empty(), Optional.empty(),
                Optional.of(own.certificate()), Optional.of(own.key()));

        HttpResponse<String> reply = HttpClient.newBuilder().sslContext(trusting(own)).build().send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + address.getPort() + "/x"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(reply.statusCode()).isEqualTo(200);
        try (RawHttp plain = new RawHttp(address)) {
            plain.send(RawHttp.request("GET", "/x"));
            assertThat(plain.socket.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8)
                    .doesNotContain("200 OK");
        }
    }

    private static SSLContext trusting(SelfSigned own) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(own.certificate())) {
            store.setCertificateEntry("rtpd",
                    CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void shouldEndAConnectionThatNeverFinishesItsTlsHandshake() throws Exception {
        SelfSigned own = SelfSigned.in(directory);
        Patience hasty = new Patience(
                Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofMinutes(10));
        server = HttpServer.open(new HttpConfig(new HostPort("127.0.0.1", 0), Optional.empty(),
                        Optional.empty(), Optional.of(own.certificate()), Optional.of(own.key())),
                new Routes(), new SimpleMeterRegistry(), hasty);
        try (RawHttp silent = new RawHttp(server.address())) {
            assertThat(silent.isEnded()).isTrue();
        }
    }
}
