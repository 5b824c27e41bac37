package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Traces in a real browser: what is marked on them, and moving through time by hand and by key. */
class PageTracesIT {

    private static final int MINUTE = 60_000;
    private static final double PIXELS = 0.02;
    private static final int EVENT_SECONDS = 300;

    @TempDir Path work;
    private ShownNetwork network;
    private Browser browser;

    @BeforeEach
    void start() {
        network = ShownNetwork.serve(work);
        browser = network.browse();
    }

    @AfterEach
    void stop() {
        network.close();
    }

    private static String trace(String channel) {
        return "document.querySelector('canvas.trace[data-channel=\"" + channel + "\"]')";
    }

    private static Instant minutesAgo(int minutes) {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(minutes));
    }

    private static String waves(String channels, Instant from, int minutes) {
        return "#/waves?channels=" + channels + "&from=" + from.toEpochMilli() + "&until="
                + (from.toEpochMilli() + minutes * MINUTE);
    }

    @Test
    void shouldMarkTriggersOnAllTracesOfTheirStationAsTheyComeAndInHistory() throws IOException {
        Path recording = TriggeredRecording.write(work, minutesAgo(9), 9);
        browser.go("#/waves?channels=9D01.1.1,9D01.2.1&span=600")
                .until("document.querySelector('.panel')?.dataset.fetched > 0");

        network.send(recording);

        for (String channel : new String[] {"9D01.1.1", "9D01.2.1"}) {
            browser.until(trace(channel) + ".dataset.triggers >= 2");
        }
        browser.screenshot("triggers-live");
        browser.go("#/stations").go(waves("9D01.1.1,9D01.2.1", minutesAgo(10), 10));
        browser.until(trace("9D01.2.1") + "?.dataset.triggers >= 2");
        browser.until(trace("9D01.2.1") + ".dataset.known === 'true'");
        browser.screenshot("triggers");
        // What a stream of events leaves out between them is no gap.
        assertThat(browser.number(trace("9D01.2.1") + ".dataset.gaps")).isZero();
        browser.go("#/drum?channel=9D01.1.1");
        browser.until("document.querySelector('canvas.drum')?.dataset.triggers >= 2");
        // The page asks for a recorder that nobody has heard of yet.
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("404"));
    }

    @Test
    void shouldShowStepsOfTheClockOverlapsAndGapsAsWhatTheyAre() {
        // Packets of both runs have other borders until an event begins anew, at the end of these.
        Instant start = Instant.ofEpochSecond(
                Instant.now().getEpochSecond() / EVENT_SECONDS * EVENT_SECONDS).minusSeconds(1800);
        String streams = ShownNetwork.FAST + ",record=" + EVENT_SECONDS + "s";
        network.push("--units", "1", "--streams", streams, "--start", start.toString(),
                "--duration", "8m", "--speed", "max", "--gps", "continuous", "--clock-step", "390");
        network.push("--units", "1", "--first-unit", "9D02", "--streams", streams,
                "--start", start.toString(), "--duration", "4m", "--speed", "max");
        network.push("--units", "1", "--first-unit", "9D02", "--streams", streams,
                "--start", start.plusSeconds(210).plusMillis(370).toString(), "--duration", "2m",
                "--speed", "max");
        network.push("--units", "1", "--first-unit", "9D02", "--streams", streams,
                "--start", start.plusSeconds(420).toString(), "--duration", "1m", "--speed", "max");

        browser.go(waves("9D01.1.1,9D02.1.1", start, 9));

        browser.until(trace("9D01.1.1") + "?.dataset.steps >= 1");
        browser.until(trace("9D02.1.1") + "?.dataset.gaps >= 1");
        browser.screenshot("tears");
        assertThat(browser.number(trace("9D01.1.1") + ".dataset.gaps")).isZero();
        assertThat(browser.number(trace("9D02.1.1") + ".dataset.gaps")).isEqualTo(1);
        assertThat(browser.number(trace("9D02.1.1") + ".dataset.overlaps")).isEqualTo(1);
        assertThat(browser.number(trace("9D02.1.1") + ".dataset.steps")).isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void shouldZoomWithTwoFingersMoveWithOneAndBothWithKeys() {
        Instant start = minutesAgo(20);
        network.push("--units", "1", "--streams", ShownNetwork.FAST,
                "--start", start.toString(), "--duration", "15m", "--speed", "max");
        browser.size(390, 844, 2).go(waves("9D01.1.1", start, 8))
                .until(trace("9D01.1.1") + "?.dataset.known === 'true'");
        double begin = start.toEpochMilli();

        browser.pinch("canvas.trace", new double[] {0.4, 0.6}, new double[] {0.3, 0.7});

        // Twice as near, around the middle.
        assertSpan(begin + 2 * MINUTE, 4 * MINUTE);
        browser.pinch("canvas.trace", new double[] {0.5}, new double[] {0.75});
        assertSpan(begin + MINUTE, 4 * MINUTE);
        browser.size(1280, 800, 1);
        for (String out : new String[] {"o", "O"}) {
            browser.press(out);
        }
        assertSpan(begin - 5 * MINUTE, 16 * MINUTE);
        browser.press("i");
        browser.press(Keys.ARROW_RIGHT);
        assertSpan(begin + MINUTE, 8 * MINUTE);
        browser.press(" ");
        browser.until("document.querySelector('.panel').dataset.live === 'true'");
        assertThat(browser.complaints()).isEmpty();
    }

    /** Waits until the address says that this is shown. */
    private void assertSpan(double fromMs, double spanMs) {
        String shown = "/from=(\\d+)&until=(\\d+)/.exec(location.hash)";
        browser.until("Math.abs(" + shown + "?.[1] - " + (long) fromMs + ") < " + PIXELS * spanMs
                + " && Math.abs(" + shown + "?.[2] - " + (long) (fromMs + spanMs) + ") < "
                + PIXELS * spanMs);
    }
}
