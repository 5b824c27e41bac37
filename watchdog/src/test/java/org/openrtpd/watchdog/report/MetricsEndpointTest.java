package org.openrtpd.watchdog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsEndpointTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final RtpidMeters meters = new RtpidMeters(List.of("gone", "stall"), List.of("no-data"));
    private MetricsEndpoint endpoint;

    @BeforeEach
    void open() throws IOException {
        endpoint = MetricsEndpoint.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                meters, () -> Map.of("state", "up"));
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .method(method, HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldGiveEverySeriesFromTheStart() throws Exception {
        HttpResponse<String> answer = ask("GET", "/metrics");

        assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(answer.body()).contains("rtpid_up 0.0", "rtpid_restarts_total{reason=\"gone\"} 0.0",
                "rtpid_restarts_total{reason=\"stall\"} 0.0", "rtpid_alarm{alarm=\"no-data\"} 0.0",
                "rtpid_last_packet_time_seconds 0.0", "rtpid_silent_units 0.0");
    }

    @Test
    void shouldShowWhatHappenedAndEndTheSeriesOfUnitsThatAreHeardAgain() throws Exception {
        meters.up(1);
        meters.restarted("stall");
        meters.alarm("no-data", 1);
        meters.lastPacket(1_800_000_000L);
        meters.silentUnits(Map.of("9E16", 301L, "91F5", 400L));
        meters.silentUnitCount(2);
        meters.probed("ACKNOWLEDGED", Duration.ofMillis(30));
        assertThat(ask("GET", "/metrics").body()).contains("rtpid_up 1.0",
                "rtpid_restarts_total{reason=\"stall\"} 1.0", "rtpid_alarm{alarm=\"no-data\"} 1.0",
                "rtpid_last_packet_time_seconds 1.8E9", "rtpid_unit_silence_seconds{unit=\"9E16\"} 301.0",
                "rtpid_silent_units 2.0", "rtpid_probe_seconds_count{outcome=\"ACKNOWLEDGED\"} 1");

        meters.silentUnits(Map.of("91F5", 401L));

        assertThat(ask("GET", "/metrics").body()).contains("{unit=\"91F5\"} 401.0")
                .doesNotContain("9E16");
        assertThatThrownBy(() -> meters.restarted("whim")).hasMessageContaining("whim");
    }

    @Test
    void shouldGiveTheStatusAsJsonAndNothingElseToAnybody() throws Exception {
        assertThat(ask("GET", "/status").body()).isEqualTo("{\"state\":\"up\"}\n");
        assertThat(ask("GET", "/status/../secret").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/").statusCode()).isEqualTo(404);
        assertThat(ask("POST", "/status").statusCode()).isEqualTo(405);
    }

    @Test
    void shouldBoundConnectionsThatAskNothingAndAnswerOthersOnceTheyHaveGone() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            await().atMost(LIMIT).until(() -> {
                silent.add(connected());
                return silent.size() > MetricsEndpoint.MOST_CONNECTIONS && isEnded(connected());
            });
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }

        await().atMost(LIMIT).ignoreExceptions()
                .until(() -> ask("GET", "/status").statusCode() == 200);
    }

    private Socket connected() throws IOException {
        return new Socket(endpoint.address().getAddress(), endpoint.address().getPort());
    }

    private static boolean isEnded(Socket socket) throws IOException {
        try (socket) {
            socket.setSoTimeout(100);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }
}
