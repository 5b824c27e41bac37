package org.openrtpd.protocol.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.openrtpd.protocol.health.SohPackets.nanos;

import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrtpd.protocol.record.Position;
import org.openrtpd.protocol.health.SohMessage.Acquisition;
import org.openrtpd.protocol.health.SohMessage.ClockChanged;
import org.openrtpd.protocol.health.SohMessage.ClockDifference;
import org.openrtpd.protocol.health.SohMessage.ClockSet;
import org.openrtpd.protocol.health.SohMessage.Fix;
import org.openrtpd.protocol.health.SohMessage.GpsSwitch;
import org.openrtpd.protocol.health.SohMessage.Lock;
import org.openrtpd.protocol.health.SohMessage.Memory;
import org.openrtpd.protocol.health.SohMessage.Notice;
import org.openrtpd.protocol.health.SohMessage.PhaseError;
import org.openrtpd.protocol.health.SohMessage.Power;
import org.openrtpd.protocol.health.SohMessage.Restart;
import org.openrtpd.protocol.health.SohMessage.TimeJerk;
import org.openrtpd.protocol.record.PacketTime;

/** Record format, section 10: every row of the catalogue, by the texts that stand there. */
class SohMessageTest {

    private static final String SET_TEXT =
            "DSP CLOCK SET: OLD=04:018:09:06:44.553, NEW=04:018:09:06:44.000";

    @Test
    void shouldReadGpsLock() {
        assertThat(SohMessage.of("EXTERNAL CLOCK IS LOCKED")).isEqualTo(new Lock(LockState.LOCKED));
        assertThat(SohMessage.of("EXTERNAL CLOCK IS UNLOCKED"))
                .isEqualTo(new Lock(LockState.UNLOCKED));
    }

    @ParameterizedTest
    @CsvSource({
        "EXTERNAL CLOCK WAKEUP, WAKEUP",
        "EXTERNAL CLOCK SLEEP, SLEEP",
        "EXTERNAL CLOCK POWER IS TURNED ON, ON",
        "EXTERNAL CLOCK POWER IS TURNED OFF, OFF"
    })
    void shouldReadGpsPower(String text, GpsPower power) {
        assertThat(SohMessage.of(text)).isEqualTo(new GpsSwitch(power));
    }

    @ParameterizedTest
    @CsvSource({
        "INTERNAL CLOCK PHASE ERROR OF -1 USECONDS, -1",
        "INTERNAL CLOCK PHASE ERROR OF +12USECONDS, 12",
        "INTERNAL CLOCK PHASE ERROR OF 223 MSECONDS, 223000",
        "INTERNAL CLOCK PHASE ERROR OF -2 SECONDS, -2000000",
        "INTERNAL CLOCK PHASE ERROR OF 999999999 SECONDS, 999999999000000"
    })
    void shouldReadThePhaseErrorInItsUnit(String text, long micros) {
        assertThat(SohMessage.of(text)).isEqualTo(new PhaseError(micros));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "INTERNAL CLOCK PHASE ERROR OF MANY USECONDS",
        "INTERNAL CLOCK PHASE ERROR OF 9999999999 USECONDS",
        "INTERNAL CLOCK PHASE ERROR OF 1",
        "GPS: POSITION: N91:18:20.04 E101:23:29.58 +01610M",
        "GPS: POSITION: N23:60:20.04 E101:23:29.58 +01610M",
        "GPS: POSITION: N23:18:60.00 E101:23:29.58 +01610M",
        "GPS: POSITION: N23:18:20.04 E181:23:29.58 +01610M",
        "GPS: POSITION: UNKNOWN",
        "DSP CLOCK DIFFERENCE: SOME",
        "BATTERY VOLTAGE = ??V",
        "MEMORY USED=, AVAILABLE=, TOTAL=",
        "SOMETHING THAT NO CATALOGUE HAS"
    })
    void shouldKeepWhatItCannotReadAsText(String text) {
        assertThat(SohMessage.of(text)).isEqualTo(new Notice(SohTopic.OTHER, text));
    }

    @ParameterizedTest
    @CsvSource({
        "'GPS: POSITION: N23:18:20.04 E101:23:29.58 +01610M', 23.3055667, 101.3915500, 1610",
        "'GPS: POSITION: S23:18:20.04  W101:23:29.58  -00010 M', -23.3055667, -101.3915500, -10",
        "'gps: position:s00:00:00 e000:00:36.0 5m', 0, 0.01, 5"
    })
    void shouldReadThePosition(String text, double latitude, double longitude, int altitude) {
        Position position = ((Fix) SohMessage.of(text)).position();

        assertThat(position.latitude()).isCloseTo(latitude, within(1e-7));
        assertThat(position.longitude()).isCloseTo(longitude, within(1e-7));
        assertThat(position.altitudeMetres()).isEqualTo(altitude);
    }

    @Test
    void shouldReadTimeJerks() {
        assertThat(SohMessage.of("INTERNAL CLOCK TIME JERK ENABLED")).isEqualTo(new TimeJerk(0));
        assertThat(SohMessage.of("INTERNAL CLOCK TIME JERK # 1 OCCURRED AT 09:06:44.553"))
                .isEqualTo(new TimeJerk(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        SET_TEXT,
        "DSP CLOCK SET: OLD = 04:018:09:06:44.553, NEW = 04:018:09:06:44.000",
        "dsp clock set:  old =04:018:09:06:44.553 ,new= 04:018:09:06:44.000"
    })
    void shouldReadFromWhenToWhenTheClockWasSet(String text) {
        ClockSet set = (ClockSet) SohMessage.of(text);

        assertThat(set.isTold()).isTrue();
        assertThat(set.oldNanos()).isEqualTo(nanos("2004-01-18T09:06:44.553Z"));
        assertThat(set.newNanos()).isEqualTo(nanos("2004-01-18T09:06:44Z"));
    }

    @Test
    void shouldReadTheTwoDigitYearsOfAClockThatWasSet_section_2_2() {
        ClockSet set = (ClockSet) SohMessage.of(
                "DSP CLOCK SET: OLD=80:006:00:00:00.000, NEW=26:291:00:00:00.000");

        assertThat(set.oldNanos()).isEqualTo(nanos("1980-01-06T00:00:00Z"));
        assertThat(set.newNanos()).isEqualTo(nanos("2026-10-18T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "INTERNAL CLOCK TIME SET",
        "DSP CLOCK SET: OLD=04:400:09:06:44.553, NEW=04:018:09:06:44.000",
        "DSP CLOCK SET"
    })
    void shouldKnowAClockSetThatDoesNotSayFromWhenToWhen(String text) {
        assertThat(((ClockSet) SohMessage.of(text)).isTold()).isFalse();
    }

    @Test
    void shouldReadHowFarAndHowOftenTheClockMoved() {
        assertThat(SohMessage.of("DSP CLOCK DIFFERENCE: 0 SECS AND -553 MSECS"))
                .isEqualTo(new ClockDifference(-553));
        assertThat(SohMessage.of("DSP CLOCK DIFFERENCE: -1 SECS AND 0 MSECS"))
                .isEqualTo(new ClockDifference(-1000));
        assertThat(SohMessage.of("DSP CLOCK HAS CHANGED 1 TIMES")).isEqualTo(new ClockChanged(1));
    }

    @Test
    void shouldReadPowerWithAndWithoutBackup() {
        assertThat(SohMessage.of("BATTERY VOLTAGE = 13.8V, TEMPERATURE = 32C, BACKUP = 3.3V"))
                .isEqualTo(new Power(13.8, 32, 3.3));
        assertThat(SohMessage.of("BATTERY VOLTAGE = 00.0V, TEMPERATURE = -1C"))
                .isEqualTo(new Power(0, -1, Double.NaN));
        assertThat(SohMessage.of("BATTERY VOLTS=12V")).isEqualTo(
                new Power(12, Double.NaN, Double.NaN));
    }

    @Test
    void shouldReadMemory() {
        assertThat(SohMessage.of("MEMORY USED=1, AVAILABLE=2559, TOTAL=2560"))
                .isEqualTo(new Memory(1, 2559, 2560));
        assertThat(SohMessage.of("MEMORY USED=    1, AVAILABLE= 2559, TOTAL= 2560"))
                .isEqualTo(new Memory(1, 2559, 2560));
    }

    @ParameterizedTest
    @CsvSource({
        "ACQUISITION STARTED, STARTED",
        "ACQUISITION STOPPED, STOPPED",
        "ACQUISITION ENABLED FOR STREAM 1, ENABLED",
        "ACQUISITION OFF AT POWERUP, OFF"
    })
    void shouldReadAcquisition(String text, AcquisitionState state) {
        assertThat(SohMessage.of(text)).isEqualTo(new Acquisition(state));
    }

    @ParameterizedTest
    @CsvSource({
        "SYSTEM POWERUP 26:291, POWERUP",
        "POWERUP COMPLETE, POWERUP",
        "SYSTEM RESET, RESET",
        "RAM CLEARED, RAM_CLEARED"
    })
    void shouldReadRestarts(String text, RestartCause cause) {
        assertThat(SohMessage.of(text)).isEqualTo(new Restart(cause));
    }

    @ParameterizedTest
    @CsvSource({
        "CLOCK_ERROR, EXTERNAL CLOCK ERROR - MISSING 1PPS",
        "CLOCK_ERROR, EXTERNAL CLOCK ERROR ? UNABLE TO CORRECT DRIFT",
        "DISK, DISK 1: SOMETHING",
        "DISK, WARNING: DISK FULL",
        "DISK, AUTO DUMP CALLED",
        "DISK, CPY_RAM2DSK: START",
        "DISK, CPY_RAM2NET DONE",
        "VERSION, REF TEK 130",
        "VERSION, GPS FIRMWARE 3.20",
        "PARAMETERS, PARAMETER PACKETS LINKED",
        "PARAMETERS, PARAMETERS IMPLEMENTED",
        "NETWORK, RTP: STOPPED BY EVENT OPEN",
        "NETWORK, RTP: OPENED",
        "NETWORK, RTP: DISCOVERY",
        "NETWORK, RTP: STUCK",
        "NETWORK, RTP STATUS: OPEN",
        "NETWORK, RTP STORAGE 1",
        "NETWORK, NETWORK LAYER IS UP",
        "NETWORK, STACK STATUS 1",
        "NETWORK, Unconfigure Ethernet port",
        "ADDRESS, IP: 10.0.0.1 255.255.255.0",
        "ADDRESS, HOST: 10.0.0.2",
        "ADDRESS, MASK: 255.255.255.0",
        "ADDRESS, GATE: 10.0.0.254",
        "SENSOR, SENSOR 01 OK",
        "SENSOR, SENSOR 02 OK",
        "SENSOR, AUTO RECENTER CALLED",
        "FAULT, A/D TIMETAG ERR 5",
        "FAULT, MQCHK: 1",
        "FAULT, BATTERY BACKUP LOW",
        "FAULT, CLOCK FAILED",
        "FAULT, WARN: HOT"
    })
    void shouldPassOnTheRestAsTextOfItsTopic(SohTopic topic, String text) {
        assertThat(SohMessage.of(text)).isEqualTo(new Notice(topic, text));
    }

    @Test
    void shouldReadClockTypeAndFirmware() {
        assertThat(SohMessage.of("EXTERNAL CLOCK TYPE: GARMIN 16"))
                .isEqualTo(new Notice(SohTopic.CLOCK_TYPE, "GARMIN 16"));
        assertThat(SohMessage.of("CPU SOFTWARE V 3.4.5    (2012-10-31)"))
                .isEqualTo(new Notice(SohTopic.FIRMWARE, "3.4.5"));
        assertThat(SohMessage.of("CPU SOFTWARE V02.50"))
                .isEqualTo(new Notice(SohTopic.FIRMWARE, "02.50"));
    }

    @Test
    void shouldRemoveBlanksBehindTheDotsOfAddresses() {
        assertThat(SohMessage.of("IP: 192. 168.  0.  1  192. 168.  0.  9"))
                .isEqualTo(new Notice(SohTopic.ADDRESS, "IP: 192.168.0.1 192.168.0.9"));
    }

    @Test
    void shouldTellWhichTopicsAreWarnings() {
        assertThat(SohTopic.CLOCK_ERROR.isWarning()).isTrue();
        assertThat(SohTopic.FAULT.isWarning()).isTrue();
        assertThat(SohTopic.DISK.isWarning()).isFalse();
    }

    @Test
    void shouldMatchInAnyCaseAndSpacingAndNotOnlyAtTheStart() {
        assertThat(SohMessage.of(">> External   clock is\tLocked <<"))
                .isEqualTo(new Lock(LockState.LOCKED));
        assertThat(SohMessage.of("x " + SET_TEXT.toLowerCase(Locale.ROOT)))
                .isEqualTo(SohMessage.of(SET_TEXT));
        assertThat(SohMessage.of("internal clock phase  error of  -3 mseconds"))
                .isEqualTo(new PhaseError(-3000));
    }

    @Test
    void shouldReadUnreadableTimesAsNone() {
        ClockSet set = (ClockSet) SohMessage.of(
                "DSP CLOCK SET: OLD=04:000:09:06:44.553, NEW=04:018:25:06:44.000");

        assertThat(set).isEqualTo(new ClockSet(PacketTime.NO_TIME, PacketTime.NO_TIME));
    }

    @Test
    void shouldReadTheLongestLinesWithoutDelay() {
        String[] hostile = {"BATTERY VOLT", "BATTERY VOLTAGE = 1", "1", " ", "PHASE ERROR OF ", "OLD=",
            "POSITION: N1:1:1.", "CLOCK TYPE:", "MEMORY USED=1, AVAILABLE=", "IP", ". ", "VOLT", "RTP_",
            "CLOCK SET OLD=04:018:09:06:44.553, ", "CPU SOFTWARE V", "TIME JERK #"};
        long startNanos = System.nanoTime();
        for (String piece : hostile) {
            for (String end : hostile) {
                String line = piece.repeat(SohLines.MAX_LINE_LENGTH / piece.length()) + end;
                assertThat(SohMessage.of(line)).isNotNull();
            }
        }

        // 256 lines; a pattern that goes back over itself needs minutes for one.
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void shouldNeverThrowOnAnyText() {
        SplittableRandom random = new SplittableRandom(73);
        String[] pieces = {"CLOCK ", "SET", "PHASE ERROR OF ", "POSITION:", "N", "E", ":", ".", "-", "+",
            "99", "12345678901234567890", "OLD=", "NEW=", "BATTERY VOLT", "=", "V", "MEMORY USED", ",",
            "AVAILABLE", "TOTAL", "IP:", "TIME JERK #", "HAS CHANGED ", "\u00df", "\ud800", "\0", " "};
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(20); piece > 0; piece--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(SohMessage.of(text.toString())).isNotNull();
        }
    }
}
