package org.openrtpd.protocol.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrtpd.protocol.health.SohPackets.nanos;
import static org.openrtpd.protocol.health.SohPackets.soh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.UnitId;

/** Which units have a page, and that there are never too many. */
class HealthBookTest {

    private static final String NOON = "2026-10-18T12:00:00.000Z";
    private static final int UNIT_9001 = 0x9001;
    private static final int UNIT_9002 = 0x9002;
    private static final int UNIT_9003 = 0x9003;

    private final List<SohLine> lines = new ArrayList<>();
    private final HealthBook book = new HealthBook(2, TimingSettings.DEFAULTS);

    private void take(HealthBook into, int unit, int sequence, String text) {
        ByteBuf packet = soh(NOON, sequence, text);
        packet.setShort(4, unit);
        into.packet(packet, 0, lines::add);
    }

    @Test
    void shouldKeepUnitsApart() {
        take(book, UNIT_9001, 0, "EXTERNAL CLOCK ");
        take(book, UNIT_9002, 0, "EXTERNAL CLOCK IS UNLOCKED\r\n");
        take(book, UNIT_9001, 1, "IS LOCKED\r\n");

        assertThat(lines).extracting(SohLine::text)
                .containsExactly("EXTERNAL CLOCK IS UNLOCKED", "EXTERNAL CLOCK IS LOCKED");
        assertThat(book.find(UNIT_9001).orElseThrow().timing().qualityAt(nanos(NOON))).isEqualTo(100);
        assertThat(book.find(UNIT_9002).orElseThrow().timing().qualityAt(nanos(NOON))).isEqualTo(10);
    }

    @Test
    void shouldRefuseAndCountUnitsAboveTheMaximumAndEvictNone() {
        take(book, UNIT_9001, 0, "A\r\n");
        take(book, UNIT_9002, 0, "B\r\n");
        take(book, UNIT_9003, 0, "C\r\n");
        take(book, UNIT_9001, 1, "D\r\n");

        assertThat(lines).extracting(SohLine::text).containsExactly("A", "B", "D");
        assertThat(book.size()).isEqualTo(2);
        assertThat(book.refused()).isEqualTo(1);
        assertThat(book.find(UNIT_9003)).isEmpty();
    }

    @Test
    void shouldRefuseIdsThatNoRecorderHas_section_13() {
        take(book, UnitId.ALL, 0, "A\r\n");
        take(book, UnitId.UNDEFINED, 0, "B\r\n");

        assertThat(lines).isEmpty();
        assertThat(book.size()).isZero();
        assertThat(book.refused()).isEqualTo(2);
    }

    @Test
    void shouldOpenAPageForAUnitThatOnlyStatusAnswersTellOf() {
        book.open(0x9001).orElseThrow().health().number(HealthNumber.BATTERY, 12, nanos(NOON));

        TreeMap<Integer, HealthPage> shown = new TreeMap<>();
        book.forEach((page, unit) -> shown.put(unit, page));
        assertThat(shown).containsOnlyKeys(UNIT_9001);
        assertThat(book.open(UNIT_9001)).contains(shown.get(UNIT_9001));
    }

    @Test
    void shouldRefuseToBeABookWithoutPages() {
        assertThatThrownBy(() -> new HealthBook(0, TimingSettings.DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(HealthBook.DEFAULT_MAX_UNITS).isEqualTo(10_000);
    }

    @Test
    void shouldIgnoreBytesThatAreTooShortForAHeader() {
        book.packet(Unpooled.EMPTY_BUFFER, 0, lines::add);

        assertThat(book.size()).isZero();
        assertThat(book.refused()).isZero();
    }

    @Test
    void shouldGoOnAfterRestoreAsIfNeverStopped() {
        SplittableRandom random = new SplittableRandom(80);
        HealthBook never = new HealthBook(50, TimingSettings.DEFAULTS);
        HealthBook often = new HealthBook(50, TimingSettings.DEFAULTS);
        String[] texts = {"EXTERNAL CLOCK IS LOCKED\r\n", "BATTERY VOLTAGE = ", "13.8V\r\n", "DISK 1\r\nRTP:"};
        for (int step = 0; step < 200; step++) {
            int unit = UNIT_9001 + random.nextInt(50);
            String text = texts[random.nextInt(texts.length)];
            List<SohLine> whole = new ArrayList<>();
            ByteBuf packet = soh(NOON, step / 50, text);
            packet.setShort(4, unit);
            never.packet(packet, 0, whole::add);
            lines.clear();
            often.packet(packet, 0, lines::add);
            assertThat(lines).isEqualTo(whole);

            ByteBuf saved = Unpooled.buffer();
            often.save(saved);
            often = HealthBook.restored(saved, 50, TimingSettings.DEFAULTS).orElseThrow();
            assertThat(saved.isReadable()).isFalse();
        }
        assertThat(often.size()).isEqualTo(never.size());
        HealthBook restored = often;
        never.forEach((page, unit) -> assertThat(restored.find(unit).orElseThrow().health().snapshot())
                .isEqualTo(page.health().snapshot()));
    }

    @Test
    void shouldRefuseSavedUnitsAboveAMaximumThatIsSmallerNow() {
        take(book, UNIT_9001, 0, "A\r\n");
        take(book, UNIT_9002, 0, "B\r\n");
        ByteBuf saved = Unpooled.buffer();
        book.save(saved);

        HealthBook smaller = HealthBook.restored(saved, 1, TimingSettings.DEFAULTS).orElseThrow();
        assertThat(smaller.size()).isEqualTo(1);
        assertThat(smaller.refused()).isEqualTo(1);
    }

    @Test
    void shouldRefuseToBeRestoredFromOtherBytes() {
        take(book, UNIT_9001, 0, "EXTERNAL CLOCK IS LOCKED\r\nTAIL");
        ByteBuf saved = Unpooled.buffer();
        book.save(saved);

        for (int length = 0; length < saved.writerIndex(); length++) {
            assertThat(HealthBook.restored(saved.copy(0, length), 2, TimingSettings.DEFAULTS)).isEmpty();
        }
        assertThat(HealthBook.restored(saved.copy().setByte(0, 9), 2, TimingSettings.DEFAULTS)).isEmpty();
    }

    @Test
    void shouldNeverThrowOrGrowOnAnyBytes() {
        SplittableRandom random = new SplittableRandom(81);
        byte[] bytes = new byte[1024];
        HealthBook small = new HealthBook(100, TimingSettings.DEFAULTS);
        for (int i = 0; i < 5_000; i++) {
            random.nextBytes(bytes);
            small.packet(Unpooled.wrappedBuffer(bytes), 0, lines::add);
            bytes[0] = 1;
            HealthBook.restored(Unpooled.wrappedBuffer(bytes), 100, TimingSettings.DEFAULTS);
        }

        assertThat(small.size()).isEqualTo(100);
        assertThat(small.refused()).isPositive();
    }
}
