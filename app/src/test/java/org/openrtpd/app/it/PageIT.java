package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.simulate.packet.LogPackets;
import org.openrtpd.app.simulate.packet.PacketWriter;

/** The page in a real browser, with a real server and a simulated network. */
class PageIT {

    private static final String FAST = ShownNetwork.FAST;
    private static final String HOSTILE = "<img src=x onerror=\"document.title='taken'\">";
    private static final String KNOWN =
            "document.querySelector('canvas.trace')?.dataset.known === 'true'";
    private static final int SEEN = 20;

    @TempDir Path work;
    private ShownNetwork network;

    @AfterEach
    void stop() {
        network.close();
    }

    private Browser browse(String... options) {
        network = ShownNetwork.serve(work, options);
        return network.browse();
    }

    private static String row(String unit) {
        return "document.querySelector('.rows .row[data-unit=\"" + unit + "\"]')";
    }

    /** Logs and parameters come first, and no trace, nor a gap in it, begins before there are samples. */
    private static void untilSamplesOf(Browser browser, String... units) {
        for (String unit : units) {
            browser.until("/\\d/.test(" + row(unit) + ".querySelector('.c-latency').textContent)");
        }
    }

    @Test
    void shouldShowStationsAndTracesThatMove() {
        Browser browser = browse();
        browser.go("#/stations").until("document.querySelector('.empty').textContent"
                + ".includes('No recorder has sent anything')");
        network.simulate("--units", "6", "--streams", FAST, "--earthquakes", "240");

        browser.until("document.querySelectorAll('.rows .row').length === 6");
        browser.until(row("9D01") + ".querySelector('.c-volts').textContent.includes('V')");
        untilSamplesOf(browser, "9D01", "9D02", "9D03", "9D04");
        browser.screenshot("stations");
        browser.go("#/waves?channels=9D01.1.1,9D02.1.1,9D03.1.1,9D04.1.1&span=120");
        String trace = "document.querySelector('canvas.trace')";
        browser.until("Number(" + trace + ".dataset.bins) > 0");
        double bins = browser.number(trace + ".dataset.bins");
        String picture = browser.text(trace + ".toDataURL()");
        browser.until("Number(" + trace + ".dataset.bins) > " + (bins + SEEN));
        assertThat(browser.text(trace + ".toDataURL()")).isNotEqualTo(picture);
        assertThat(browser.isTrue(trace + ".dataset.known === 'true'")).isTrue();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void shouldTurnKilledRecorderRedAndGreenAgainAndDrawItsGap() {
        Browser browser = browse("--amber-age", "10s", "--red-age", "20s",
                "--amber-lock-age", "0", "--red-lock-age", "0",
                // Of so short a day the outage is a large part: it would be red until midnight.
                "--amber-completeness", "0", "--red-completeness", "0");
        String[] options = {"--units", "1", "--streams", FAST};
        RtpdProcess recorder = network.simulate(options);
        browser.go("#/stations").until(row("9D01") + "?.dataset.state === 'green'");
        untilSamplesOf(browser, "9D01");

        recorder.kill();

        browser.until(row("9D01") + "?.dataset.state === 'red'");
        assertThat(browser.text(row("9D01") + ".querySelector('.mark').textContent")).isEqualTo("■");
        assertThat(browser.text(row("9D01") + ".querySelector('.c-reason').textContent"))
                .contains("no packet for", "red after");
        assertThat(browser.number("parseInt(" + row("9D01")
                + ".querySelector('.c-last').textContent)")).isGreaterThanOrEqualTo(20);
        network.simulate(options);
        browser.until(row("9D01") + "?.dataset.state === 'green'");

        browser.go("#/waves?channels=9D01.1.1&span=600");
        browser.until("Number(document.querySelector('canvas.trace')?.dataset.gaps) > 0");
        browser.screenshot("gap");
        browser.go("#/station/9D01");
        browser.until("document.querySelector('.b-gaps td')?.textContent.includes('9D01')"
                + " || document.querySelector('.b-gaps td')?.textContent.includes('HHZ')");
        browser.until("document.querySelector('.b-session dd')");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void shouldShowEarthquakeOfDayOnDrum() throws IOException {
        Browser browser = browse();
        Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);
        network.push("--units", "1", "--streams", "rate=20,channels=1,format=C2",
                "--start", day.toString(), "--duration", "1d",
                "--speed", "max", "--earthquakes", "24", "--seed", "3");
        Instant strongest = strongest();

        String drum = "document.querySelector('canvas.drum')";
        browser.go("#/stations").until(row("9D01"));
        measured("a day's drum opens", browser.milliseconds("#/drum?channel=9D01.1.1&day="
                + day.toString().substring(0, 10),
                "Number(" + drum + "?.dataset.columns) > 10000"));
        browser.screenshot("drum");
        assertThat(browser.number(drum + ".dataset.rows")).isEqualTo(48);
        assertThat(browser.number(drum + ".dataset.peak"))
                .isGreaterThan(3 * browser.number(drum + ".dataset.usual"));
        // A packet of noise and wave is not much longer than a minute.
        assertThat(browser.number(drum + ".dataset.peakMs"))
                .isCloseTo(strongest.toEpochMilli(), within(180_000.0));
        long from = strongest.toEpochMilli() - 60_000;
        browser.go("#/spectrogram?channel=9D01.1.1&span=600&until=" + (from + 300_000));
        browser.until("Number(document.querySelector('canvas.spectrum')?.dataset.known) > 1000");
        browser.screenshot("spectrogram");
        measured("a day's trace opens", browser.milliseconds("#/waves?channels=9D01.1.1&from="
                + day.toEpochMilli() + "&until=" + day.plus(1, ChronoUnit.DAYS).toEpochMilli(),
                KNOWN));
        browser.go("#/waves?channels=9D01.1.1&from=" + from + "&until=" + (from + 300_000));
        browser.until(KNOWN);
        assertThat(browser.complaints()).isEmpty();
    }

    /** For whoever reads the log; no test depends on it. */
    private static void measured(String what, double milliseconds) {
        System.out.printf("measured: %s in %.0f ms%n", what, milliseconds);
    }

    /** Start of the packet with the largest sample, as another command tells it. */
    private Instant strongest() throws IOException {
        byte[] lines = RtpdProcess.run(work, "tail", "--data", work.resolve("data").toString(),
                "--type", "DT", "--format", "json");
        Instant at = Instant.EPOCH;
        double most = -1;
        for (String line : new String(lines, StandardCharsets.UTF_8).split("\n")) {
            JsonNode packet = new ObjectMapper().readTree(line);
            double reach = Math.max(Math.abs(packet.path("min").asDouble()),
                    Math.abs(packet.path("max").asDouble()));
            if (reach > most) {
                most = reach;
                at = Instant.parse(packet.path("time").asText());
            }
        }
        return at;
    }

    @Test
    void shouldShowHostileTextAsText() throws IOException {
        Browser browser = browse();
        ByteBuf packet = new LogPackets(new PacketWriter(0x9E16)).packet(
                0, System.currentTimeMillis(),
                LogPackets.entry(System.currentTimeMillis(), HOSTILE));
        Path file = work.resolve("9E16.ref");
        Files.write(file, ByteBufUtil.getBytes(packet));
        network.send(file);

        browser.rename("9E16", HOSTILE);
        browser.go("#/station/9E16");
        browser.until("document.querySelector('.log .text')?.textContent.includes('onerror')");
        browser.until("document.querySelector('h1').textContent.includes('onerror')");
        assertThat(browser.text("document.querySelector('h1').textContent")).contains(HOSTILE);
        browser.go("#/stations").until(row("9E16"));
        assertThat(browser.text(row("9E16") + ".querySelector('.c-station').textContent"))
                .isEqualTo(HOSTILE);
        assertThat(browser.all("main img")).isEmpty();
        assertThat(browser.text("document.title")).doesNotContain("taken");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void shouldSayThatConnectionIsLostAndGoOnByItself() {
        Browser browser = browse();
        browser.go("#/stations").until("document.body.dataset.link === 'live'");

        network.server().kill();

        browser.until("document.body.dataset.link === 'lost'");
        assertThat(browser.text("document.getElementById('notice').textContent"))
                .contains("RTPD cannot be reached", "UTC");
        browser.screenshot("lost");
    }

    @Test
    void shouldStayFluidWithThreeThousandStations() {
        Browser browser = browse("--max-units", "4000", "--attach-rate", "4000",
                "--amber-lock-age", "0", "--red-lock-age", "0");
        network.simulate("--units", "3000", "--first-unit", "5000", "--streams",
                "rate=1,channels=1,format=16", "--speed", "20");
        browser.go("#/stations").until("Number(document.querySelector('main').dataset.stations) === 3000");

        browser.countFrames();
        browser.scrollTo(".table-frame", 40_000);
        browser.until("[...document.querySelectorAll('.rows .row')].some("
                + "row => Number(row.getAttribute('aria-rowindex')) > 1200)");
        browser.type("input[type=search]", "5A0");
        // 5A00 to 5A0F, and 55A0.
        browser.until("document.querySelector('.shown').textContent.startsWith('17 of')");
        browser.until("window.framesSeen > 60");

        // Only what can be seen is there, and nothing ever blocks the page for long.
        assertThat(browser.all(".rows .row").size()).isLessThan(80);
        measured("the longest that 3,000 stations block the page: it answers",
                browser.number("window.longestTaskMs"));
        assertThat(browser.number("window.longestTaskMs")).isLessThan(3000);
        browser.screenshot("search");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void shouldLookGoodOnDeskAndPhoneInDarkAndLight() {
        Browser browser = browse();
        network.simulate("--units", "12", "--streams", FAST + ";rate=1,channels=3,format=32",
                "--earthquakes", "240", "--gps", "continuous");
        RtpdProcess stopped = network.simulate("--units", "2", "--first-unit", "9E01", "--streams", FAST);
        RtpdProcess client = network.attach();
        browser.go("#/stations").until("document.querySelectorAll('.rows .row').length === 14");
        untilSamplesOf(browser, "9D01", "9D02", "9D03", "9D04", "9D05", "9D06");
        stopped.kill();
        browser.go("#/waves?channels=9D01.1.1,9D02.1.1,9D03.1.1,9D04.1.1,9D05.1.1,9D06.1.1&span=60");
        browser.until("Number(document.querySelector('canvas.trace')?.dataset.bins) > 600");
        assertThat(client.isAlive()).isTrue();

        for (String scheme : List.of("dark", "light")) {
            for (int width : new int[] {1280, 390}) {
                browser.scheme(scheme).size(width, width > 600 ? 800 : 844, width > 600 ? 1 : 2);
                for (String view : List.of("stations", "waves", "station/9D01", "drum",
                        "spectrogram", "clients", "journal", "watchdog")) {
                    browser.go("#/" + view).until("document.body.dataset.link === 'live'");
                    await().atMost(Browser.LIMIT).pollDelay(Duration.ofMillis(600))
                            .until(() -> browser.isTrue("document.querySelector('h1')"));
                    browser.screenshot(view.replaceAll("\\W.*", "") + "-" + scheme + "-" + width);
                    assertThat(browser.number("document.documentElement.scrollWidth"))
                            .as("%s is not wider than the screen", view).isLessThanOrEqualTo(width);
                }
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }
}
