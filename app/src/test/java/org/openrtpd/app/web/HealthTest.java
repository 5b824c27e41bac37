package org.openrtpd.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.http.Answer;

class HealthTest {

    private static final Duration TICKED = Duration.ofMillis(300);
    private static final Duration NO_FORCE = Duration.ZERO;
    private static final double NEVER_FULL = Double.POSITIVE_INFINITY;

    private Vitals vitals = new Vitals(TICKED, NO_FORCE, true, NEVER_FULL);
    private final Health health = new Health(() -> vitals);

    private static String text(Answer answer) {
        return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldSayThatAllIsWell() {
        String well = "200 {\"live\":true,\"ready\":true,\"reasons\":[]}";

        assertThat(text(health.all())).startsWith(well.substring(0, well.length() - 1));
        assertThat(text(health.live())).startsWith(well.substring(0, well.length() - 1));
    }

    @Test
    void shouldCallALoopThatHangsDead() {
        vitals = new Vitals(Health.TICK_LIMIT.plusSeconds(2), NO_FORCE, true, NEVER_FULL);

        assertThat(text(health.all())).startsWith("503 ").contains("\"live\":false",
                "\"ready\":false", "the ingest loop has not answered for 7 s", "restart RTPD");
        assertThat(health.live().status()).isEqualTo(503);
    }

    @Test
    void shouldCallAForceThatDoesNotEndDead() {
        vitals = new Vitals(TICKED, Health.FORCE_LIMIT.plusSeconds(1), true, NEVER_FULL);

        assertThat(text(health.all())).startsWith("503 ").contains("\"live\":false",
                "has not finished a force of the journal for 31 s", "look at the disk");
        assertThat(health.live().status()).isEqualTo(503);
    }

    @Test
    void shouldBeAliveAndNotReadyWhileTheDiskIsFull() {
        vitals = new Vitals(TICKED, NO_FORCE, false, 0);

        assertThat(text(health.all())).startsWith("503 ").contains("\"live\":true",
                "\"ready\":false", "because the disk is full", "free some space")
                .doesNotContain("nearly full");
        assertThat(health.live().status()).isEqualTo(200);
    }

    @Test
    void shouldSayThatTheDiskWillBeFullSoon() {
        vitals = new Vitals(TICKED, NO_FORCE, true, Health.FULL_SOON_SECONDS - 1);

        assertThat(text(health.all())).startsWith("503 ").contains("nearly full", "in 599 s");
        assertThat(health.live().status()).isEqualTo(200);
    }
}
