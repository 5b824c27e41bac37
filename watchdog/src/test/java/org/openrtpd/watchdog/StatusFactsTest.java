package org.openrtpd.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openrtpd.watchdog.judge.Exit;
import org.openrtpd.watchdog.judge.Judgement;
import org.openrtpd.watchdog.judge.Limits;
import org.openrtpd.watchdog.judge.Memory;
import org.openrtpd.watchdog.judge.Reason;
import org.openrtpd.watchdog.probe.ProbeOutcome;
import org.openrtpd.watchdog.report.JsonText;

class StatusFactsTest {

    private static final long NOW_MILLIS = 1_800_000_000_000L;

    private final StatusFacts facts = new StatusFacts();
    private final Judgement judgement = new Judgement(Limits.defaults(), Memory.NONE, 0);

    private Map<String, Object> at(long seconds) {
        long now = TimeUnit.SECONDS.toNanos(seconds);
        return facts.of(now, NOW_MILLIS + seconds * 1000, judgement);
    }

    @Test
    void shouldSayThatNothingIsKnownYet() {
        assertThat(at(0)).contains(entry("up", false), entry("state", "down"),
                entry("restartCount", 0), entry("lastRestartMs", null), entry("sinceMs", null),
                entry("lastPacketMs", null), entry("lastProbe", null), entry("lastProbeMs", null));
        assertThat(JsonText.of(at(0))).contains("\"alarms\":[],\"restarts\":[],\"silentUnits\":[]");
    }

    @Test
    void shouldTellRestartsByReasonAndTheAlarmsThatStand() {
        judgement.started(0);
        judgement.ended(TimeUnit.SECONDS.toNanos(2), Exit.of(1));
        judgement.takeRestarts().forEach(reason -> facts.restarted(NOW_MILLIS + 2000, reason));
        facts.restarted(NOW_MILLIS + 3000, Reason.NO_HEARTBEAT);
        facts.restarted(NOW_MILLIS + 4000, Reason.PROCESS_GONE);

        assertThat(at(5)).contains(entry("state", "down"), entry("restartCount", 3),
                entry("lastRestartMs", NOW_MILLIS + 4000), entry("lastRestartReason", "process-gone"));
        assertThat(JsonText.of(at(5)))
                .contains("\"restarts\":[{\"reason\":\"process-gone\",\"count\":2,")
                .contains("{\"reason\":\"no-heartbeat\",\"count\":1,")
                .contains("\"alarms\":[{\"alarm\":\"server-down\",\"subject\":\"\","
                        + "\"message\":\"RTPD failed: it ended with 1: it failed\",\"advice\":");
    }

    @Test
    void shouldTellTheLastProbeOfThisRunAndSinceWhenItIsReady() {
        judgement.started(0);
        judgement.ready(TimeUnit.SECONDS.toNanos(3), OptionalLong.of(4711));
        judgement.probed(TimeUnit.SECONDS.toNanos(8), ProbeOutcome.NOT_ACKNOWLEDGED);

        assertThat(at(10)).contains(entry("state", "up"), entry("sinceMs", NOW_MILLIS + 3000),
                entry("lastProbe", "not-acknowledged"), entry("lastProbeMs", NOW_MILLIS + 8000));
    }
}
