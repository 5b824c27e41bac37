package org.openrtpd.protocol.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openrtpd.protocol.health.SohPackets.event;
import static org.openrtpd.protocol.health.SohPackets.nanos;
import static org.openrtpd.protocol.health.SohPackets.packet;
import static org.openrtpd.protocol.health.SohPackets.soh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.Position;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

/** One unit from its packets to what is known of it. The log is made by hand: no recording has one. */
class HealthPageTest {

    /** A recorder comes up in the wrong year, finds GPS, and is locked (record format, 9.4 and 10). */
    private static final String LOG_OF_THE_WRONG_YEAR = String.join("\r\n",
            "001:00:00:02 SYSTEM POWERUP",
            "001:00:00:02 REF TEK 130",
            "001:00:00:02 CPU SOFTWARE V 3.4.5    (2012-10-31)",
            "001:00:00:03 PARAMETER PACKETS LINKED",
            "001:00:00:04 BATTERY VOLTAGE = 13.8V, TEMPERATURE = 32C, BACKUP = 3.3V",
            "001:00:00:05 EXTERNAL CLOCK POWER IS TURNED ON",
            "001:00:00:06 RTP: DISCOVERY",
            "001:00:00:07 IP: 192. 168.  0.  1",
            "001:00:10:00 INTERNAL CLOCK TIME JERK ENABLED", "");
    private static final String LOG_OF_THE_RIGHT_YEAR = String.join("\r\n",
            "291:07:00:00 INTERNAL CLOCK TIME SET",
            "291:07:00:00 DSP CLOCK SET: OLD=00:001:00:10:01.553, NEW=26:291:07:00:00.000",
            "291:07:00:00 DSP CLOCK HAS CHANGED 1 TIMES",
            "291:07:01:00 EXTERNAL CLOCK IS LOCKED",
            "291:07:01:00 GPS: POSITION: N36:30:00.00 E021:15:00.00 +00206M",
            "291:07:02:00 INTERNAL CLOCK PHASE ERROR OF -7 USECONDS",
            "291:07:02:30 EXTERNAL CLOCK IS UNLOCKED",
            "291:07:02:30 EXTERNAL CLOCK POWER IS TURNED OFF",
            "291:07:03:00 ACQUISITION STARTED",
            "291:07:03:00 MEMORY USED=1, AVAILABLE=2559, TOTAL=2560", "");
    private static final String ONE = "2000-01-01T00:00:02.000Z";
    private static final String SEVEN = "2026-10-18T07:03:00.000Z";

    private final List<SohLine> lines = new ArrayList<>();
    private final HealthPage page = new HealthPage(TimingSettings.DEFAULTS);

    private void take(ByteBuf packet) {
        page.packet(packet, 0, lines::add);
    }

    @Test
    void shouldFollowARecorderFromPowerUpToAcquisition() {
        take(soh(ONE, 0, LOG_OF_THE_WRONG_YEAR));
        int middle = LOG_OF_THE_RIGHT_YEAR.indexOf("CLOCK IS LOCKED");
        take(packet(PacketType.SC, SohPackets.UNIT_9F3C, SEVEN, 1));
        take(soh(SEVEN, 2, LOG_OF_THE_RIGHT_YEAR.substring(0, middle)));
        assertThat(page.timing().qualityAt(nanos(SEVEN))).isEqualTo(10);
        take(soh(SEVEN, 3, LOG_OF_THE_RIGHT_YEAR.substring(middle)));

        HealthSnapshot health = page.health().snapshot();
        assertThat(lines).hasSize(19).allMatch(line -> !line.text().isEmpty());
        assertThat(health.moment(HealthMoment.RESTART)).isEqualTo(nanos("2000-01-01T00:00:02Z"));
        assertThat(health.text(SohTopic.FIRMWARE).orElseThrow().value()).isEqualTo("3.4.5");
        assertThat(health.text(SohTopic.ADDRESS).orElseThrow().value()).isEqualTo("IP: 192.168.0.1");
        assertThat(health.number(HealthNumber.BATTERY).orElseThrow().value()).isEqualTo(13.8);
        assertThat(health.lock().orElseThrow().value()).isEqualTo(LockState.UNLOCKED);
        assertThat(health.lockAgeNanos(nanos(SEVEN))).contains(60_000_000_000L);
        assertThat(health.gpsPower().orElseThrow().value()).isEqualTo(GpsPower.OFF);
        assertThat(health.acquisition().orElseThrow().value()).isEqualTo(AcquisitionState.STARTED);
        assertThat(health.position().orElseThrow().value()).isEqualTo(new Position(36.5, 21.25, 206));
        assertThat(health.moment(HealthMoment.SOH_PACKET)).isEqualTo(nanos(SEVEN));
        assertThat(health.moment(HealthMoment.PARAMETER_PACKET)).isEqualTo(nanos(SEVEN));
        assertThat(page.timing().qualityAt(nanos(SEVEN))).isEqualTo(90);
        assertThat(page.timing().isLockedRecently(nanos(SEVEN))).isTrue();
    }

    @Test
    void shouldTakeTheClockFieldsOfHeadersAndTheTimeOfData() {
        take(event(PacketType.EH, SEVEN, "21", "N 3630.000E02115.000+00206"));
        take(packet(PacketType.DT, SohPackets.UNIT_9F3C, SEVEN, 1));

        HealthSnapshot health = page.health().snapshot();
        assertThat(health.clockSource().orElseThrow().value()).isEqualTo(ClockSource.GPS);
        assertThat(health.position().orElseThrow().value()).isEqualTo(new Position(36.5, 21.25, 206));
        assertThat(health.moment(HealthMoment.DATA_PACKET)).isEqualTo(nanos(SEVEN));
        assertThat(page.timing().qualityAt(nanos(SEVEN))).isEqualTo(90);
    }

    @Test
    void shouldTakeALockThatAStatusAnswerTellsOf_appendix_A() {
        page.lastLock(nanos(SEVEN), 200);

        assertThat(page.timing().qualityAt(nanos(SEVEN))).isEqualTo(65);
        assertThat(page.health().snapshot().moment(HealthMoment.LOCK)).isEqualTo(nanos(SEVEN));
        assertThat(page.health().snapshot().number(HealthNumber.PHASE_ERROR).orElseThrow().value())
                .isEqualTo(200);
    }

    @Test
    void shouldAnswerAsSeisComPWhenAskedTo_section_11_1() {
        HealthPage asSeisComP = new HealthPage(new TimingSettings(TimingRule.SEISCOMP, 40, 10));
        asSeisComP.packet(soh(SEVEN, 0, LOG_OF_THE_RIGHT_YEAR), 0, lines::add);

        assertThat(asSeisComP.timing().qualityAt(nanos(SEVEN))).isEqualTo(100);
    }

    @Test
    void shouldGoOnAfterRestoreAsIfNeverStopped() {
        SplittableRandom random = new SplittableRandom(78);
        String log = LOG_OF_THE_WRONG_YEAR + LOG_OF_THE_RIGHT_YEAR;
        for (int run = 0; run < 100; run++) {
            HealthPage never = new HealthPage(TimingSettings.DEFAULTS);
            HealthPage often = new HealthPage(TimingSettings.DEFAULTS);
            List<SohLine> whole = new ArrayList<>();
            List<SohLine> stopped = new ArrayList<>();
            int sequence = 9998;
            for (int at = 0; at < log.length(); sequence = (sequence + 1) % 10_000) {
                int length = Math.min(log.length() - at, random.nextInt(1, 200));
                String time = at < LOG_OF_THE_WRONG_YEAR.length() ? ONE : SEVEN;
                ByteBuf packet = soh(time, sequence, log.substring(at, at + length));
                at += length;
                never.packet(packet, 0, whole::add);
                often.packet(packet, 0, stopped::add);
                ByteBuf saved = Unpooled.buffer();
                often.save(saved);
                often = HealthPage.restored(saved, TimingSettings.DEFAULTS).orElseThrow();
            }

            assertThat(stopped).isEqualTo(whole).hasSize(19);
            assertThat(often.health().snapshot()).isEqualTo(never.health().snapshot());
            assertThat(often.timing().qualityAt(nanos(SEVEN)))
                    .isEqualTo(never.timing().qualityAt(nanos(SEVEN))).isEqualTo(90);
        }
    }

    @Test
    void shouldNeverThrowOrGrowOnAnyBytes() {
        SplittableRandom random = new SplittableRandom(79);
        PacketType[] types = PacketType.values();
        byte[] bytes = new byte[PacketHeader.PACKET_LENGTH];
        byte[] log = LOG_OF_THE_RIGHT_YEAR.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(bytes);
            if (i % 2 == 0) {
                System.arraycopy(log, 0, bytes, 24, log.length);
                bytes[24 + random.nextInt(log.length)] = (byte) random.nextInt();
            }
            ByteBuf packet = Unpooled.wrappedBuffer(bytes);
            PacketType type = types[random.nextInt(types.length)];
            if (type != PacketType.UNKNOWN) {
                packet.setShort(0, type.letters());
            }
            int length = i % 5 == 0 ? random.nextInt(bytes.length) : bytes.length;
            take(packet.slice(0, length));
            lines.clear();
        }

        ByteBuf saved = Unpooled.buffer();
        page.save(saved);
        assertThat(saved.readableBytes()).isLessThan(8192);
    }

    @Test
    void shouldReadTheClockOfRealRecordings() throws IOException {
        String named = System.getenv("OPENRTPD_SHARED");
        Path data = (named == null ? Path.of("..", "..", "shared") : Path.of(named)).resolve("data");
        assumeTrue(Files.isDirectory(data), "real recordings are not beside this checkout");
        ByteBuf recording = Unpooled.wrappedBuffer(
                Files.readAllBytes(data.resolve("065520000_013EE8A0.rt130")));

        for (int at = 0; at < recording.writerIndex(); at += PacketHeader.PACKET_LENGTH) {
            page.packet(recording, at, lines::add);
        }

        long end = nanos("2016-04-09T12:43:30Z");
        HealthSnapshot health = page.health().snapshot();
        assertThat(lines).isEmpty();
        assertThat(health.clockSource()).contains(new Known<>(ClockSource.GPS, end));
        Position site = health.position().orElseThrow().value();
        assertThat(site.latitude()).isCloseTo(11 + 7.571 / 60, within(1e-9));
        assertThat(site.longitude()).isCloseTo(-74 - 13.7 / 60, within(1e-9));
        assertThat(site.altitudeMetres()).isEqualTo(13);
        assertThat(health.number(HealthNumber.DAYS_SINCE_LOCK).map(Known::value)).isEqualTo(Optional.of(0.0));
        assertThat(page.timing().qualityAt(end)).isEqualTo(100);
        assertThat(health.massPositions()).extracting(MassPosition::counts)
                .containsExactly(-6032.0, 1329.0, -478.0);
        // 305.2 uV a count, as the headers of the event say.
        assertThat(health.massPositions().get(0).volts()).isCloseTo(-1.841, within(1e-3));
    }
}
