package org.openrtpd.app.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrtpd.app.send.TestPackets.PACKET;
import static org.openrtpd.app.send.TestPackets.UNIT_91F5;
import static org.openrtpd.app.send.TestPackets.UNIT_9E16;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.terminal.CommandFailed;

class SpooledPacketsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long START = Long.MAX_VALUE - 2 * SECOND;
    private static final int EPOCH = 7;
    private static final double ALL_AT_ONCE = 0;

    @TempDir Path directory;
    private final Spool.UnitSpool unit = new Spool.UnitSpool(UNIT_9E16, EPOCH, false);

    private Path addRun(String name, int first, TestPackets packets) throws IOException {
        Path path = packets.writeTo(directory.resolve(name));
        PacketFile file = PacketFile.read(path, OptionalInt.empty());
        unit.runs.add(new Spool.Run(file, file.packetsByUnit().get(UNIT_9E16), first));
        return path;
    }

    private static int numberOf(SpooledPackets packets, int seq) {
        return packets.packet(seq).getByte(PACKET - 1);
    }

    @Test
    void shouldReadThePacketsOfItsUnitFromAllFiles() throws Exception {
        addRun("a", 0, new TestPackets().data(UNIT_9E16, 0).data(UNIT_91F5, 99).data(UNIT_9E16, 1));
        addRun("b", 2, new TestPackets().data(UNIT_9E16, 2, 5));
        SpooledPackets packets = new SpooledPackets(unit, ALL_AT_ONCE, START);

        assertThat(packets.unit()).isEqualTo(UNIT_9E16);
        assertThat(packets.epoch()).isEqualTo(EPOCH);
        assertThat(packets.oldest()).isZero();
        assertThat(packets.end()).isEqualTo(5);
        assertThat(packets.count()).isEqualTo(5);
        for (int seq : new int[] {0, 1, 2, 3, 4, 1, 4, 0}) {
            assertThat(numberOf(packets, seq)).isEqualTo(seq);
        }
        packets.close();
    }

    @Test
    void shouldBeDoneWhenAllIsAcknowledged() throws Exception {
        addRun("a", 0, new TestPackets().data(UNIT_9E16, 0, 5));
        SpooledPackets packets = new SpooledPackets(unit, ALL_AT_ONCE, START);

        packets.acknowledged(3);
        packets.acknowledged(2);
        assertThat(packets.acknowledgedCount()).isEqualTo(3);
        assertThat(packets.isDone()).isFalse();

        packets.acknowledged(5);
        assertThat(packets.isDone()).isTrue();
        assertThat(unit.acknowledged).as("for the spool").isEqualTo(5);
    }

    @Test
    void shouldGoOnWhereTheServerIsThoughItsSpoolWasToldLess() throws Exception {
        addRun("a", 0, new TestPackets().data(UNIT_9E16, 0, 100));
        unit.acknowledged = 60;
        SpooledPackets packets = new SpooledPackets(unit, 10, START);
        assertThat(packets.end()).isEqualTo(60);
        assertThat(packets.numbered()).isEqualTo(100);

        packets.acknowledged(66);
        assertThat(packets.end()).isEqualTo(66);
        packets.release(START + SECOND);
        assertThat(packets.end()).isEqualTo(76);
    }

    @Test
    void shouldReleaseAtItsRate() throws Exception {
        addRun("a", 0, new TestPackets().data(UNIT_9E16, 0, 100));
        SpooledPackets packets = new SpooledPackets(unit, 10, START);
        assertThat(packets.end()).isZero();

        packets.release(START + SECOND / 10 - 1);
        assertThat(packets.end()).isZero();
        packets.release(START + SECOND / 10);
        assertThat(packets.end()).isEqualTo(1);
        packets.release(START + 3 * SECOND);
        assertThat(packets.end()).as("over the end of the clock's range").isEqualTo(30);
        packets.release(START + 2 * SECOND);
        assertThat(packets.end()).as("never takes back").isEqualTo(30);
        packets.release(START + 1000 * SECOND);
        assertThat(packets.end()).isEqualTo(100);
    }

    @Test
    void shouldTakeNoTimeForWhatWasAcknowledgedBefore() throws Exception {
        addRun("a", 0, new TestPackets().data(UNIT_9E16, 0, 100));
        unit.acknowledged = 40;
        SpooledPackets packets = new SpooledPackets(unit, 10, START);

        assertThat(packets.end()).isEqualTo(40);
        packets.release(START + SECOND);
        assertThat(packets.end()).isEqualTo(50);
        assertThat(packets.isDone()).as("only the server knows").isFalse();
    }

    @Test
    void shouldBeginBehindAFileThatIsMissing() throws Exception {
        addRun("old", 0, new TestPackets().data(UNIT_9E16, 0, 5));
        addRun("c", 12, new TestPackets().data(UNIT_9E16, 12, 14));
        addRun("b", 8, new TestPackets().data(UNIT_9E16, 8, 12));
        SpooledPackets packets = new SpooledPackets(unit, ALL_AT_ONCE, START);

        assertThat(packets.oldest()).isEqualTo(8);
        assertThat(packets.end()).isEqualTo(14);
        assertThat(packets.count()).isEqualTo(6);
        assertThat(packets.acknowledgedCount()).isZero();
        assertThat(numberOf(packets, 8)).isEqualTo(8);
        assertThat(numberOf(packets, 13)).isEqualTo(13);
        assertThatThrownBy(() -> packets.packet(4)).isInstanceOf(IllegalStateException.class);
        packets.close();
    }

    @Test
    void shouldSayThatAFileBecameShorter() throws Exception {
        Path path = addRun("a", 0, new TestPackets().data(UNIT_9E16, 0, 5));
        SpooledPackets packets = new SpooledPackets(unit, ALL_AT_ONCE, START);
        new TestPackets().data(UNIT_9E16, 0, 2).writeTo(path);

        assertThat(numberOf(packets, 1)).isEqualTo(1);
        assertThatThrownBy(() -> packets.packet(2))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("cannot read " + path + " any more: it has become shorter");
        packets.close();
    }

    @Test
    void shouldSayThatAFileIsGone() throws Exception {
        Path path = addRun("a", 0, new TestPackets().data(UNIT_9E16, 0, 5));
        SpooledPackets packets = new SpooledPackets(unit, ALL_AT_ONCE, START);
        Files.delete(path);

        assertThatThrownBy(() -> packets.packet(2))
                .isInstanceOf(CommandFailed.class)
                .hasMessageStartingWith("cannot read " + path + " any more");
    }
}
