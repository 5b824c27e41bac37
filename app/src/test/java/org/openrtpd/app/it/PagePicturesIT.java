package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures of the documents, below target/pictures: docs/using-the-page.md says how. */
class PagePicturesIT {

    private static final int MOST_BYTES = 90_000;
    private static final int WIDE = 1280;
    private static final String OFTEN = "900";

    @TempDir Path work;
    private ShownNetwork network;
    private Browser browser;

    @AfterEach
    void stop() {
        network.close();
    }

    private void start(String... options) {
        network = ShownNetwork.serve(work, options);
        browser = network.browse();
    }

    @Test
    void shouldTakeSmallPicturesOfNetworkThatIsLive() throws IOException {
        start("--amber-age", "20s", "--red-age", "30s");
        // As much as the past is pushed in: what comes then goes on where it ends.
        Instant then = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(60);
        Instant lately = then.minus(Duration.ofMinutes(6));
        past("9D01", 1, "rate=100,channels=3,format=C2;aux", Duration.ofHours(8), lately);
        past("9D01", 13, ShownNetwork.FAST, Duration.between(lately, then), then);
        past("9D0E", 1, ShownNetwork.FAST, Duration.ofMinutes(40), then.minusSeconds(60));
        await().atMost(RtpdProcess.LIMIT).until(() -> Instant.now().isAfter(then));
        network.simulate("--units", "14", "--streams", ShownNetwork.FAST, "--earthquakes", OFTEN,
                "--gps", "continuous", "--start", then.toString());
        RtpdProcess silent = network.simulate("--units", "1", "--first-unit", "9E16",
                "--streams", ShownNetwork.FAST);
        browser.go("#/stations").until("document.querySelectorAll('.rows .row').length === 15");
        browser.until("[...document.querySelectorAll('.rows .c-latency')].every("
                + "cell => /\\d/.test(cell.textContent))");

        silent.kill();

        browser.size(WIDE, 580, 1).go("#/waves?channels=9D02.1.1,9D03.1.1,9D04.1.1,9D05.1.1,"
                + "9D06.1.1,9D07.1.1&span=120");
        browser.until("Number(document.querySelector('canvas.trace')?.dataset.bins) > 400");
        take("waveforms");
        browser.go("#/stations").until(
                "document.querySelector('.row[data-unit=\"9E16\"]')?.dataset.state === 'red'");
        take("stations");
        browser.size(WIDE, 1080, 1).go("#/station/9D01")
                .until("document.querySelectorAll('canvas.history').length > 4");
        browser.until("document.querySelector('canvas.trace')?.dataset.known === 'true'");
        browser.until("document.querySelector('.b-session dd')");
        take("station");
    }

    private void past(String unit, int units, String streams, Duration length, Instant until) {
        network.push("--first-unit", unit, "--units", String.valueOf(units), "--streams", streams,
                "--start", until.minus(length).toString(), "--duration", length.toSeconds() + "s",
                "--speed", "max", "--gps", "continuous", "--earthquakes", OFTEN);
    }

    @Test
    void shouldTakeSmallPicturesOfDayWithEarthquakes() throws IOException {
        start();
        Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);
        network.push("--units", "1", "--streams", "rate=20,channels=1,format=C2", "--start",
                day.toString(), "--duration", "1d", "--speed", "max", "--earthquakes", "6");

        browser.size(960, 620, 1).go("#/drum?channel=9D01.1.1&rows=60&day="
                + day.toString().substring(0, 10));
        browser.until("document.querySelector('canvas.drum')?.dataset.columns > 10000");
        take("drum");
        long strongest =
                (long) browser.number("document.querySelector('canvas.drum').dataset.peakMs");
        browser.size(960, 480, 1).go("#/spectrogram?scale=log&channel=9D01.1.1&span=1800&until="
                + (strongest + 1_200_000));
        browser.until("document.querySelector('canvas.spectrum')?.dataset.known > 1000");
        take("spectrogram");
    }

    private void take(String name) throws IOException {
        Path picture = browser.picture(name, MOST_BYTES);
        assertThat(Files.size(picture)).as(picture.toString()).isBetween(5_000L, (long) MOST_BYTES);
    }
}
