package org.openrtpd.app.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitedLogTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int KEYS_KEPT = 1024;

    private final ListLogger logger = new ListLogger();
    private long now = Long.MAX_VALUE - 5 * SECOND;
    private final RateLimitedLog log = new RateLimitedLog(logger, () -> now);

    @Test
    void shouldSayTheSameOnceAMinuteAndThenHowOftenItWasNotSaid() {
        log.warn("9E16", "unit={} refused", "9E16");
        for (int i = 0; i < 59; i++) {
            now += SECOND;
            log.warn("9E16", "unit={} refused", "9E16");
        }
        now += SECOND;
        log.warn("9E16", "unit={} refused", "9E16");

        assertThat(logger.lines).containsExactly(
                "WARN unit=9E16 refused",
                "WARN unit=9E16 refused (and 59 times more since this was last said)");
    }

    @Test
    void shouldStartToCountAnewAfterItSpoke() {
        log.warn("key", "once");
        log.warn("key", "once");
        now += 60 * SECOND;
        log.warn("key", "once");
        now += 60 * SECOND;
        log.warn("key", "once");

        assertThat(logger.lines).containsExactly("WARN once",
                "WARN once (and 1 times more since this was last said)", "WARN once");
    }

    @Test
    void shouldTellKeysApart() {
        log.warn("a", "text a");
        log.warn("b", "text b");
        log.warn("a", "text a");

        assertThat(logger.lines).containsExactly("WARN text a", "WARN text b");
    }

    @Test
    void shouldLeaveLinesOutWhenKeysNeverRepeatAndSayHowMany() {
        for (int i = 0; i < RateLimitedLog.BURST + 500; i++) {
            log.warn("unit " + i, "unit={} refused", i);
        }
        assertThat(logger.lines).hasSize(RateLimitedLog.BURST);
        logger.lines.clear();
        now += SECOND;

        log.warn("one more", "one more");
        log.warn("too early", "too early");

        assertThat(logger.lines).containsExactly(
                "WARN one more (and 500 such lines about others were left out)");
    }

    @Test
    void shouldForgetTheKeyThatWasUsedLongestAgo() {
        log.warn("first", "first");
        log.warn("second", "second");
        for (int i = 0; i < KEYS_KEPT - 2; i++) {
            log.warn(i, "other");
        }
        log.warn("first", "first");
        log.warn("one more", "other");
        logger.lines.clear();

        log.warn("first", "first is still known");
        log.warn("second", "second was forgotten");

        assertThat(logger.lines).containsExactly("WARN second was forgotten");
    }
}
