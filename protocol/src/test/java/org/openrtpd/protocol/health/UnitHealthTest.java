package org.openrtpd.protocol.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.protocol.health.SohPackets.nanos;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.Position;
import org.openrtpd.protocol.record.PacketTime;

/** Record format, sections 6.2, 6.3, 6.9, 8.3, 10 and appendix A: what is kept of a unit. */
class UnitHealthTest {

    private static final long NOON = nanos("2026-10-18T12:00:00Z");
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;
    private static final Position SITE = new Position(36.5, 21.25, 206);

    private final UnitHealth health = new UnitHealth();

    private void line(long timeNanos, String text) {
        health.message(timeNanos, SohMessage.of(text));
    }

    private Known<Double> number(HealthNumber number) {
        return health.snapshot().number(number).orElseThrow();
    }

    @Test
    void shouldKnowNothingAtFirst() {
        HealthSnapshot snapshot = health.snapshot();

        assertThat(snapshot.lock()).isEmpty();
        assertThat(snapshot.number(HealthNumber.BATTERY)).isEmpty();
        assertThat(snapshot.text(SohTopic.DISK)).isEmpty();
        assertThat(snapshot.position()).isEmpty();
        assertThat(snapshot.lockAgeNanos(NOON)).isEmpty();
        assertThat(snapshot.moment(HealthMoment.RESTART)).isEqualTo(PacketTime.NO_TIME);
        assertThat(snapshot.massPositions()).isEmpty();
    }

    @Test
    void shouldKeepTheLockAndItsAge() {
        line(NOON, "EXTERNAL CLOCK IS LOCKED");
        line(NOON + SECOND, "EXTERNAL CLOCK IS UNLOCKED");

        HealthSnapshot snapshot = health.snapshot();
        assertThat(snapshot.lock()).contains(new Known<>(LockState.UNLOCKED, NOON + SECOND));
        assertThat(snapshot.lockAgeNanos(NOON + HOUR)).contains(HOUR);
    }

    @Test
    void shouldTakeAPhaseReportForALock() {
        line(NOON, "INTERNAL CLOCK PHASE ERROR OF 2 MSECONDS");

        assertThat(number(HealthNumber.PHASE_ERROR)).isEqualTo(new Known<>(2000.0, NOON));
        assertThat(health.snapshot().lock()).contains(new Known<>(LockState.LOCKED, NOON));
    }

    @Test
    void shouldKeepTheSupplyAndLeaveOutWhatALineDoesNotSay() {
        line(NOON, "BATTERY VOLTAGE = 13.8V, TEMPERATURE = 32C, BACKUP = 3.3V");
        line(NOON + HOUR, "BATTERY VOLTAGE = 13.5V, TEMPERATURE = -1C");

        assertThat(number(HealthNumber.BATTERY)).isEqualTo(new Known<>(13.5, NOON + HOUR));
        assertThat(number(HealthNumber.TEMPERATURE)).isEqualTo(new Known<>(-1.0, NOON + HOUR));
        assertThat(number(HealthNumber.BACKUP)).isEqualTo(new Known<>(3.3, NOON));
    }

    @Test
    void shouldKeepMemoryAcquisitionGpsPowerPositionAndTexts() {
        line(NOON, "MEMORY USED=1, AVAILABLE=2559, TOTAL=2560");
        line(NOON, "ACQUISITION STARTED");
        line(NOON, "EXTERNAL CLOCK WAKEUP");
        line(NOON, "GPS: POSITION: N36:30:00.00 E021:15:00.00 +00206M");
        line(NOON, "CPU SOFTWARE V 3.4.5    (2012");
        line(NOON, "DISK 1: FULL");
        line(NOON, "NO CATALOGUE HAS THIS");

        HealthSnapshot snapshot = health.snapshot();
        assertThat(number(HealthNumber.MEMORY_USED).value()).isEqualTo(1);
        assertThat(number(HealthNumber.MEMORY_AVAILABLE).value()).isEqualTo(2559);
        assertThat(number(HealthNumber.MEMORY_TOTAL).value()).isEqualTo(2560);
        assertThat(snapshot.acquisition()).contains(new Known<>(AcquisitionState.STARTED, NOON));
        assertThat(snapshot.gpsPower()).contains(new Known<>(GpsPower.WAKEUP, NOON));
        assertThat(snapshot.position()).contains(new Known<>(SITE, NOON));
        assertThat(snapshot.text(SohTopic.FIRMWARE)).contains(new Known<>("3.4.5", NOON));
        assertThat(snapshot.text(SohTopic.DISK)).contains(new Known<>("DISK 1: FULL", NOON));
        assertThat(snapshot.texts()).doesNotContainKey(SohTopic.OTHER);
    }

    @Test
    void shouldKeepRestartsAndClockSteps() {
        line(NOON, "SYSTEM POWERUP");
        line(NOON + SECOND, "INTERNAL CLOCK TIME JERK ENABLED");
        assertThat(health.snapshot().moments()).doesNotContainKey(HealthMoment.CLOCK_STEP);

        line(NOON + HOUR, "INTERNAL CLOCK TIME JERK # 1 OCCURRED AT 13:00:00.000");
        line(NOON + HOUR, "DSP CLOCK DIFFERENCE: 0 SECS AND -553 MSECS");
        line(NOON + HOUR, "DSP CLOCK HAS CHANGED 1 TIMES");

        assertThat(health.snapshot().moment(HealthMoment.RESTART)).isEqualTo(NOON);
        assertThat(health.snapshot().moment(HealthMoment.CLOCK_STEP)).isEqualTo(NOON + HOUR);
        assertThat(number(HealthNumber.CLOCK_STEP)).isEqualTo(new Known<>(-553.0, NOON + HOUR));
        assertThat(number(HealthNumber.CLOCK_CHANGES)).isEqualTo(new Known<>(1.0, NOON + HOUR));
    }

    @Test
    void shouldFindTheStepInAClockThatWasSet() {
        line(NOON, "DSP CLOCK SET: OLD=26:291:12:00:00.553, NEW=26:291:12:00:00.000");

        assertThat(number(HealthNumber.CLOCK_STEP)).isEqualTo(new Known<>(-553.0, NOON));
        assertThat(health.snapshot().moment(HealthMoment.CLOCK_STEP)).isEqualTo(NOON);
    }

    @Test
    void shouldNotReplaceNewerByOlder() {
        line(NOON, "BATTERY VOLTAGE = 13.8V");
        line(NOON, "EXTERNAL CLOCK IS LOCKED");
        line(NOON, "DISK NEW");
        health.mass(0, 5, NOON);

        line(NOON - SECOND, "BATTERY VOLTAGE = 12.0V");
        line(NOON - SECOND, "EXTERNAL CLOCK IS UNLOCKED");
        line(NOON - SECOND, "DISK OLD");
        line(PacketTime.NO_TIME, "DISK OF NO TIME");
        health.mass(0, 4, NOON - SECOND);

        HealthSnapshot snapshot = health.snapshot();
        assertThat(number(HealthNumber.BATTERY).value()).isEqualTo(13.8);
        assertThat(snapshot.lock()).contains(new Known<>(LockState.LOCKED, NOON));
        assertThat(snapshot.text(SohTopic.DISK)).contains(new Known<>("DISK NEW", NOON));
        assertThat(snapshot.massPositions()).extracting(MassPosition::counts).containsExactly(5.0);
    }

    @Test
    void shouldLetTheLaterOfOneSecondWin() {
        line(NOON, "EXTERNAL CLOCK IS LOCKED");
        line(NOON, "EXTERNAL CLOCK IS UNLOCKED");

        assertThat(health.snapshot().lock()).contains(new Known<>(LockState.UNLOCKED, NOON));
    }

    @Test
    void shouldDateAnewWhatAClockFromTheFutureDated() {
        long future = nanos("2079-06-01T00:00:00Z");
        line(future, "BATTERY VOLTAGE = 13.8V");
        line(future, "DISK OLD");
        health.mass(0, 5, future);

        line(NOON, "DSP CLOCK SET: OLD=79:152:00:10:00.000, NEW=26:291:12:00:00.000");
        line(NOON + SECOND, "DISK NEW");

        assertThat(number(HealthNumber.BATTERY)).isEqualTo(new Known<>(13.8, NOON));
        assertThat(health.snapshot().text(SohTopic.DISK)).contains(new Known<>("DISK NEW", NOON + SECOND));
        assertThat(health.snapshot().massPositions().get(0).timeNanos()).isEqualTo(NOON);
        assertThat(health.snapshot().moment(HealthMoment.MASS_POSITION)).isEqualTo(NOON);
    }

    @Test
    void shouldNotDateAnewWhatIsNewerThanALateStep() {
        line(NOON + HOUR, "BATTERY VOLTAGE = 13.8V");
        line(NOON, "DSP CLOCK SET: OLD=26:291:12:00:00.553, NEW=26:291:12:00:00.000");

        assertThat(number(HealthNumber.BATTERY).timeNanos()).isEqualTo(NOON + HOUR);
    }

    @Test
    void shouldReadTheClockFieldsOfEventHeaders_sections_6_2_and_6_3() {
        health.eventHeader(NOON, '1', '?', Optional.empty());
        HealthSnapshot before = health.snapshot();
        health.eventHeader(NOON + HOUR, '2', '3', Optional.of(SITE));
        health.eventHeader(NOON + 2 * HOUR, ' ', ' ', Optional.empty());
        HealthSnapshot after = health.snapshot();

        assertThat(before.clockSource()).contains(new Known<>(ClockSource.INTERNAL, NOON));
        assertThat(before.lock()).contains(new Known<>(LockState.UNLOCKED, NOON));
        assertThat(before.number(HealthNumber.DAYS_SINCE_LOCK)).isEmpty();
        assertThat(after.clockSource()).contains(new Known<>(ClockSource.GPS, NOON + HOUR));
        assertThat(after.number(HealthNumber.DAYS_SINCE_LOCK)).contains(new Known<>(3.0, NOON + HOUR));
        assertThat(after.position()).contains(new Known<>(SITE, NOON + HOUR));
        assertThat(after.moment(HealthMoment.EVENT_HEADER)).isEqualTo(NOON + 2 * HOUR);
    }

    @Test
    void shouldTakeStatusValueByValue_appendix_A() {
        health.number(HealthNumber.CHARGER, 14.2, NOON);
        health.number(HealthNumber.SATELLITES, Double.NaN, NOON);
        health.number(HealthNumber.DISK1_TOTAL, 4096, NOON);
        health.massVolts(2, -0.4, NOON);
        health.moment(HealthMoment.STATUS, NOON);

        HealthSnapshot snapshot = health.snapshot();
        assertThat(snapshot.number(HealthNumber.CHARGER)).contains(new Known<>(14.2, NOON));
        assertThat(snapshot.number(HealthNumber.SATELLITES)).isEmpty();
        assertThat(snapshot.number(HealthNumber.DISK1_TOTAL)).contains(new Known<>(4096.0, NOON));
        assertThat(snapshot.massPositions())
                .containsExactly(new MassPosition(2, Double.NaN, -0.4, NOON));
        assertThat(snapshot.moment(HealthMoment.STATUS)).isEqualTo(NOON);
    }

    @Test
    void shouldWeighMassPositionsWhenTheWeightIsKnown_section_8_3() {
        health.mass(0, 1000, NOON);
        health.massWeight(1, 0.0003052);
        health.mass(1, 1000, NOON);

        assertThat(health.snapshot().massPositions()).containsExactly(
                new MassPosition(0, 1000, Double.NaN, NOON),
                new MassPosition(1, 1000, 1000 * 0.0003052, NOON));
    }

    @Test
    void shouldIgnoreChannelsThatNoRecorderHas() {
        for (int channel : new int[] {-1, 32, 99, Integer.MAX_VALUE}) {
            health.mass(channel, 1, NOON);
            health.massVolts(channel, 1, NOON);
            health.massWeight(channel, 1);
        }
        health.massWeight(0, Double.NaN);

        assertThat(health.snapshot()).isEqualTo(new UnitHealth().snapshot());
    }

    @Test
    void shouldCutLongTexts() {
        health.text(SohTopic.FAULT, "X".repeat(1000), NOON);

        assertThat(health.snapshot().text(SohTopic.FAULT).orElseThrow().value())
                .hasSize(UnitHealth.MAX_TEXT_LENGTH);
    }

    @Test
    void shouldNotChangeASnapshotThatWasTaken() {
        line(NOON, "BATTERY VOLTAGE = 13.8V");
        HealthSnapshot taken = health.snapshot();
        line(NOON + HOUR, "BATTERY VOLTAGE = 12.0V");

        assertThat(taken.number(HealthNumber.BATTERY)).contains(new Known<>(13.8, NOON));
    }

    @Test
    void shouldGoOnAfterRestoreAsIfNeverStopped() {
        String[] texts = {"EXTERNAL CLOCK IS LOCKED", "EXTERNAL CLOCK IS UNLOCKED", "DISK 1", "RTP: STUCK",
            "BATTERY VOLTAGE = 13.8V, TEMPERATURE = 32C", "INTERNAL CLOCK TIME SET", "SYSTEM POWERUP",
            "ACQUISITION STOPPED", "EXTERNAL CLOCK SLEEP", "GPS: POSITION: N36:30:00.0 E021:15:00.0 +206M",
            "DSP CLOCK SET: OLD=26:291:13:00:00.000, NEW=26:291:12:00:00.000", "WARN " + "X".repeat(900)};
        SplittableRandom random = new SplittableRandom(76);
        UnitHealth often = new UnitHealth();
        for (int step = 0; step < 1_000; step++) {
            long at = NOON + random.nextLong(-HOUR, 3 * HOUR);
            SohMessage message = SohMessage.of(texts[random.nextInt(texts.length)]);
            int channel = random.nextInt(34);
            int sample = random.nextInt();
            char code = "?05 ".charAt(random.nextInt(4));
            for (UnitHealth unit : new UnitHealth[] {health, often}) {
                unit.message(at, message);
                unit.mass(channel, sample, at);
                unit.massWeight(channel, sample);
                unit.eventHeader(at, '2', code, Optional.empty());
            }
            ByteBuf saved = Unpooled.buffer();
            often.save(saved);
            assertThat(saved.readableBytes()).isLessThan(4096);
            often = UnitHealth.restored(saved).orElseThrow();
            assertThat(saved.isReadable()).isFalse();
            assertThat(often.snapshot()).isEqualTo(health.snapshot());
        }
    }

    @Test
    void shouldHaveRoomInFourKilobytesForAllThatIsKept() {
        for (HealthNumber number : HealthNumber.values()) {
            health.number(number, 1, NOON);
        }
        for (SohTopic topic : SohTopic.values()) {
            health.text(topic, "X".repeat(1000), NOON);
        }
        for (HealthMoment moment : HealthMoment.values()) {
            health.moment(moment, NOON);
        }
        for (int channel = 0; channel < 32; channel++) {
            health.massWeight(channel, 1);
            health.mass(channel, 1, NOON);
        }
        ByteBuf saved = Unpooled.buffer();
        health.save(saved);

        assertThat(saved.readableBytes()).isLessThan(4096);
        assertThat(UnitHealth.restored(saved).orElseThrow().snapshot()).isEqualTo(health.snapshot());
    }

    @Test
    void shouldRefuseToBeRestoredFromOtherBytes() {
        line(NOON, "BATTERY VOLTAGE = 13.8V");
        line(NOON, "DISK");
        health.mass(3, 1, NOON);
        health.massWeight(3, 1);
        ByteBuf saved = Unpooled.buffer();
        health.save(saved);

        for (int length = 0; length < saved.writerIndex(); length++) {
            assertThat(UnitHealth.restored(saved.copy(0, length))).isEmpty();
        }
        assertThat(UnitHealth.restored(saved.copy().setByte(0, 9))).isEmpty();
        assertThat(UnitHealth.restored(saved.copy().setByte(1, 99))).isEmpty();
    }

    @Test
    void shouldNeverThrowWhenRestoredFromAnyBytes() {
        SplittableRandom random = new SplittableRandom(77);
        byte[] bytes = new byte[2048];
        int restored = 0;
        for (int i = 0; i < 2_000; i++) {
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) random.nextInt(random.nextInt(1, 4));
            }
            bytes[0] = 1;
            Optional<UnitHealth> unit = UnitHealth.restored(Unpooled.wrappedBuffer(bytes));
            unit.ifPresent(u -> u.message(NOON, SohMessage.of("EXTERNAL CLOCK IS LOCKED")));
            unit.ifPresent(u -> u.save(Unpooled.buffer()));
            restored += unit.isPresent() ? 1 : 0;
        }

        assertThat(restored).isPositive();
    }
}
