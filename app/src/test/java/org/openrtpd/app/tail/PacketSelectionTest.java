package org.openrtpd.app.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.app.tail.TestJournal.DT;
import static org.openrtpd.app.tail.TestJournal.EH;
import static org.openrtpd.app.tail.TestJournal.SH;
import static org.openrtpd.app.tail.TestJournal.UNIT_91F5;
import static org.openrtpd.app.tail.TestJournal.UNIT_9E16;
import static org.openrtpd.app.tail.TestJournal.bytes;
import static org.openrtpd.app.tail.TestJournal.packet;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacketSelectionTest {

    private static final Set<Integer> ALL_UNITS = Set.of();
    private static final Set<String> ALL_TYPES = Set.of();
    private static final int ALL = 0;

    @TempDir Path data;
    private TestJournal journal;
    private EntryView dataPacket;
    private EntryView eventHeader;
    private EntryView health;
    private EntryView garbage;

    @BeforeEach
    void fill() {
        journal = new TestJournal(data);
        dataPacket = journal.append(UNIT_9E16, 0, packet(DT)).lastPacket();
        eventHeader = journal.append(UNIT_9E16, 1, packet(EH)).lastPacket();
        health = journal.append(UNIT_91F5, 0, packet(SH)).lastPacket();
        garbage = journal.append(UNIT_91F5, 1, bytes("85")).lastPacket();
    }

    @AfterEach
    void close() {
        journal.close();
    }

    /** Which of the four pass, as letters. */
    private String passing(PacketSelection selection) {
        return (selection.accepts(dataPacket) ? "d" : "")
                + (selection.accepts(eventHeader) ? "e" : "")
                + (selection.accepts(health) ? "h" : "") + (selection.accepts(garbage) ? "g" : "");
    }

    @Test
    void shouldLetAllPassWithoutALimit() {
        assertThat(passing(new PacketSelection(ALL_UNITS, ALL_TYPES, ALL, ALL))).isEqualTo("dehg");
    }

    @Test
    void shouldSelectUnitsAsTheSessionNamesThem() {
        assertThat(passing(new PacketSelection(Set.of(UNIT_91F5), ALL_TYPES, ALL, ALL)))
                .as("their packets name unit 9E16").isEqualTo("hg");
        assertThat(passing(new PacketSelection(Set.of(UNIT_91F5, UNIT_9E16), ALL_TYPES, ALL, ALL)))
                .isEqualTo("dehg");
    }

    @Test
    void shouldSelectTypes() {
        assertThat(passing(new PacketSelection(ALL_UNITS, Set.of("EH", "SH"), ALL, ALL)))
                .isEqualTo("eh");
    }

    @Test
    void shouldSelectAStreamCountedFromOne() {
        assertThat(passing(new PacketSelection(ALL_UNITS, ALL_TYPES, 1, ALL))).isEqualTo("de");
        assertThat(passing(new PacketSelection(ALL_UNITS, ALL_TYPES, 2, ALL))).isEmpty();
    }

    @Test
    void shouldSelectAChannelOfDataCountedFromOne() {
        assertThat(passing(new PacketSelection(ALL_UNITS, ALL_TYPES, ALL, 3))).isEqualTo("d");
        assertThat(passing(new PacketSelection(ALL_UNITS, ALL_TYPES, ALL, 2))).isEmpty();
    }

    @Test
    void shouldAskForAllAtOnce() {
        assertThat(passing(new PacketSelection(Set.of(UNIT_9E16), Set.of("DT"), 1, 3)))
                .isEqualTo("d");
        assertThat(passing(new PacketSelection(Set.of(UNIT_91F5), Set.of("DT"), 1, 3))).isEmpty();
    }
}
