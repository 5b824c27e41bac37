package org.openrtpd.protocol.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.status.DiskStatus.Disk;

/** Record format, appendix A: the five answers, with made-up values of the given widths. */
class StatusAnswersTest {

    private static final String TIME = "2026:291:07:15:30 ";
    private static final long NANOS = Instant.parse("2026-10-18T07:15:30Z").toEpochMilli() * 1_000_000;

    @Test
    void shouldReadPowerAndTemperature() {
        UnitStatus unit = UnitStatus.of(TestFrame.status("US" + TIME + "13.8" + " 3.3" + " -12.5" + "14.1"));

        assertThat(unit).isEqualTo(new UnitStatus(NANOS, 13.8, 3.3, -12.5, 14.1));
    }

    @Test
    void shouldReadTheClock() {
        ClockStatus clock = ClockStatus.of(TestFrame.status("XC" + TIME + "01:02:03" + "-00.000.012"
                + "L" + " 7" + "S048:07.3110" + "W012:35.8300" + "+00547" + "Y" + "D"));

        assertThat(clock.timeNanos()).isEqualTo(NANOS);
        assertThat(clock.minutesSinceLock()).isEqualTo(24 * 60 + 2 * 60 + 3);
        assertThat(clock.phaseErrorMicros()).isEqualTo(-12);
        assertThat(clock.isLocked()).isTrue();
        assertThat(clock.satellites()).isEqualTo(7);
        assertThat(clock.latitude()).isEqualTo(-48.12185, within(1e-9));
        assertThat(clock.longitude()).isEqualTo(-12.5971667, within(1e-7));
        assertThat(clock.altitudeMetres()).isEqualTo(547);
        assertThat(clock.gpsPower()).isEqualTo('Y');
        assertThat(clock.gpsMode()).isEqualTo('D');
    }

    /** Above 99 days the field is one longer; a recorder that cuts it instead is read as well. */
    @Test
    void shouldReadAClockThatWasNotLockedForHundredDays() {
        String rest = "+01.002.003" + "U" + " 0" + " ".repeat(24) + "      " + "N" + "O";

        ClockStatus longer = ClockStatus.of(TestFrame.status("XC" + TIME + "100:01:25" + rest));
        ClockStatus cut = ClockStatus.of(TestFrame.status("XC" + TIME + "100:01:2" + rest));

        assertThat(longer.minutesSinceLock()).isEqualTo(100 * 1440 + 60 + 25);
        assertThat(longer.phaseErrorMicros()).isEqualTo(1_002_003);
        assertThat(longer.isLocked()).isFalse();
        assertThat(longer.latitude()).isNaN();
        assertThat(longer.altitudeMetres()).isEqualTo(StatusNumber.MISSING);
        assertThat(cut.minutesSinceLock()).isEqualTo(100 * 1440 + 60 + 20);
        assertThat(cut.phaseErrorMicros()).isEqualTo(1_002_003);
        assertThat(cut.gpsMode()).isEqualTo('O');
    }

    @Test
    void shouldReadTheDisks() {
        DiskStatus disks = DiskStatus.of(TestFrame.status(
                "DK" + TIME + "  4000" + "   100" + "  3900" + "     0" + "      " + "     0" + "1Y" + "1F"));

        assertThat(disks).isEqualTo(new DiskStatus(NANOS, new Disk(4000, 100, 3900),
                new Disk(0, StatusNumber.MISSING, 0), 1, 'Y', 0x1F));
    }

    @Test
    void shouldReadAcquisition() {
        AcquisitionStatus acquisition = AcquisitionStatus.of(TestFrame.status(
                "AQ" + TIME + "YN" + "    12" + " 3" + "  2560" + "     1" + "  2559"));

        assertThat(acquisition)
                .isEqualTo(new AcquisitionStatus(NANOS, 'Y', 'N', 12, "3", 2560, 1, 2559));
    }

    @Test
    void shouldReadMassPositions() {
        String one = "1 " + "     3" + "    10" + " 1.5" + " 0.1" + "-0.2" + " 3.0";
        SensorStatus sensors = SensorStatus.of(TestFrame.status(
                "AD" + TIME + "2 " + one + one.replaceFirst("1", "2")));

        assertThat(sensors.timeNanos()).isEqualTo(NANOS);
        assertThat(sensors.sensors()).hasSize(2);
        assertThat(sensors.sensors().get(1).number()).isEqualTo(2);
        assertThat(sensors.sensors().get(0).centringCount()).isEqualTo(3);
        assertThat(sensors.sensors().get(0).centringLimit()).isEqualTo(10);
        assertThat(sensors.sensors().get(0).level()).isEqualTo(1.5);
        assertThat(sensors.sensors().get(1).massVolts()).containsExactly(0.1, -0.2, 3.0);
    }

    /** A count is never trusted beyond the text. */
    @Test
    void shouldReadOnlyTheSensorsThatAreThere() {
        assertThat(SensorStatus.of(TestFrame.status("AD" + TIME + "9 ")).sensors()).isEmpty();
        assertThat(SensorStatus.of(TestFrame.status("AD" + TIME + "x ")).sensors()).isEmpty();
    }

    @Test
    void shouldHaveNoValueForWhatIsNotThere() {
        UnitStatus unit = UnitStatus.of(TestFrame.status("US" + "2026:999:07:15:30 " + "1x.8"));

        assertThat(unit.timeNanos()).isEqualTo(PacketTime.NO_TIME);
        assertThat(unit.inputVolts()).isNaN();
        assertThat(unit.chargerVolts()).isNaN();
    }

    @Test
    void shouldReadAnyText() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(90); k > 0; k--) {
                text.append("0123456789 :.-+NSEWYL\u00e9".charAt(random.nextInt(22)));
            }
            assertThat(UnitStatus.of(TestFrame.status("US" + text))).isNotNull();
            assertThat(ClockStatus.of(TestFrame.status("XC" + text))).isNotNull();
            assertThat(DiskStatus.of(TestFrame.status("DK" + text))).isNotNull();
            assertThat(AcquisitionStatus.of(TestFrame.status("AQ" + text))).isNotNull();
            assertThat(SensorStatus.of(TestFrame.status("AD" + text))).isNotNull();
        }
    }
}
