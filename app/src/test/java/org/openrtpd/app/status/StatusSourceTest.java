package org.openrtpd.app.status;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.http.Answer;
import org.openrtpd.app.http.HttpConfig;
import org.openrtpd.app.http.HttpServer;
import org.openrtpd.app.http.Routes;
import org.openrtpd.app.http.SelfSigned;
import org.openrtpd.app.terminal.CommandFailed;

/** What {@code rtpd status} says of servers that answer, and of those that do not. */
class StatusSourceTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final HostPort ANY = new HostPort("127.0.0.1", 0);
    private static final Optional<Path> NONE = Optional.empty();
    private static final Access OPEN = Access.read(NONE, NONE, NONE);

    @TempDir Path directory;
    private Path token;
    private Path users;
    private HttpServer server;

    @BeforeEach
    void write() throws IOException {
        token = Files.writeString(directory.resolve("token"), "\n0123456789abcdef0123456789abcdef\n");
        users = Files.writeString(directory.resolve("users"), "anna:open sesame\nben:quake\n");
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private void serve(HttpConfig config, Object units) {
        server = HttpServer.open(config, new Routes().quick(
                "/api/v1/units", request -> Answer.json(units)), new SimpleMeterRegistry());
    }

    private static Map<String, Object> noUnits() {
        return Map.of("total", 0, "units", List.of());
    }

    private URI at(String scheme) {
        return URI.create(scheme + "://localhost:" + server.address().getPort());
    }

    private static AbstractThrowableAssert<?, ?> failure(URI server, Access access) {
        return assertThatThrownBy(() -> new StatusSource(server, access, LIMIT).units())
                .isInstanceOf(CommandFailed.class);
    }

    @Test
    void shouldShowTheTokenOrThePassword() {
        serve(new HttpConfig(ANY, Optional.of(token), Optional.of(users), NONE, NONE), noUnits());

        for (Access access : List.of(Access.read(Optional.of(token), NONE, NONE),
                Access.read(NONE, Optional.of(users), NONE))) {
            assertThat(new StatusSource(at("http"), access, LIMIT).units().path("total").asInt()).isZero();
        }
    }

    @Test
    void shouldShowMostTroubleFirstWhateverTheOrderOfTheAnswer() {
        serve(HttpConfig.open(ANY), Map.of("total", 3, "units", List.of(
                Map.of("unit", "0001", "name", "B", "severity", 0),
                Map.of("unit", "0002", "name", "A", "severity", 0),
                Map.of("unit", "0003", "name", "C", "severity", 20))));

        assertThat(new StatusSource(at("http"), OPEN, LIMIT).units().findValuesAsText("name"))
                .containsExactly("C", "A", "B");
    }

    @Test
    void shouldSayWhichSecretToGiveWhenNoneOrAWrongOneWasShown() throws IOException {
        serve(new HttpConfig(ANY, Optional.of(token), NONE, NONE, NONE), noUnits());
        Path wrong = Files.writeString(directory.resolve("wrong"), "anna:wrong");

        failure(at("http"), OPEN).hasMessageContaining("answers only who shows a secret")
                .hasMessageContaining("--token FILE or --password FILE");
        failure(at("http"), Access.read(NONE, Optional.of(wrong), NONE))
                .hasMessageContaining("does not know that secret").hasMessageNotContaining("anna");
    }

    @Test
    void shouldSayWhatIsWrongWithAFile() throws IOException {
        Path blank = Files.writeString(directory.resolve("blank"), "\n \n");

        assertThatThrownBy(() -> Access.read(Optional.of(blank), NONE, NONE))
                .hasMessageContaining("--token").hasMessageContaining("no line of text");
        assertThatThrownBy(() -> Access.read(NONE, Optional.of(token), NONE))
                .hasMessageContaining("--password").hasMessageContaining("USER:PASSWORD");
        assertThatThrownBy(() -> Access.read(Optional.of(directory.resolve("no")), NONE, NONE))
                .hasMessageContaining("there is no such file");
        for (Path none : List.of(blank, token, directory.resolve("no"))) {
            assertThatThrownBy(() -> Access.read(NONE, NONE, Optional.of(none)))
                    .isInstanceOf(CommandFailed.class).hasMessageContaining("cannot use --ca " + none);
        }
    }

    @Test
    void shouldTrustACertificateOfOnesOwnOnlyWhenItIsGiven() throws Exception {
        SelfSigned own = SelfSigned.in(directory);
        serve(new HttpConfig(ANY, NONE, NONE, Optional.of(own.certificate()), Optional.of(own.key())),
                noUnits());
        Access trusting = Access.read(NONE, NONE, Optional.of(own.certificate()));

        assertThat(new StatusSource(at("https"), trusting, LIMIT).units().path("total").asInt()).isZero();

        failure(at("https"), OPEN).hasMessageContaining("certificate is not trusted")
                .hasMessageContaining("--ca FILE");
        failure(URI.create("https://127.0.0.1:" + server.address().getPort()), trusting)
                .hasMessageContaining("name that the certificate has");
        failure(at("http"), OPEN).hasMessageContaining("does it want https://?");
    }

    @Test
    void shouldTellWhoIsNoRtpdFromWhoIsSilent() throws IOException {
        serve(HttpConfig.open(ANY), "no object");
        failure(at("http"), OPEN).hasMessageContaining("is no RTPD of this kind");
        failure(at("https"), OPEN).hasMessageContaining("does not speak TLS")
                .hasMessageContaining("http://");
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        failure(URI.create("http://127.0.0.1:" + unused), OPEN).hasMessageContaining("nobody listens");
        failure(URI.create("http://no-such-host.invalid:2580"), OPEN)
                .hasMessageContaining("no-such-host.invalid is not known");
    }

    @Test
    void shouldNotWaitForEverForAnAnswerOrItsEnd() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            Duration soon = Duration.ofSeconds(1);
            assertThatThrownBy(() -> new StatusSource(address, OPEN, soon).units())
                    .isInstanceOf(CommandFailed.class).hasMessageContaining("no whole answer");
            silent.accept().close();

            Thread half = new Thread(() -> answerByHalf(silent));
            half.start();
            assertThatThrownBy(() -> new StatusSource(address, OPEN, soon).units())
                    .isInstanceOf(CommandFailed.class).hasMessageContaining("RTPD at " + address);
        }
    }

    private static void answerByHalf(ServerSocket at) {
        try (Socket socket = at.accept()) {
            socket.getOutputStream().write(
                    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(US_ASCII));
            while (socket.getInputStream().read() >= 0) {
                // Until the other side has had enough.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
