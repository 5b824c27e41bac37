package org.openrtpd.app.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrtpd.app.send.TestPackets.UNIT_91F5;
import static org.openrtpd.app.send.TestPackets.UNIT_9E16;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.terminal.CommandFailed;

class PacketFileTest {

    private static final OptionalInt BY_HEADER = OptionalInt.empty();

    @TempDir Path directory;
    private Path path;

    @BeforeEach
    void prepare() {
        path = directory.resolve("recording");
    }

    private PacketFile read(TestPackets packets) throws Exception {
        return PacketFile.read(packets.writeTo(path), BY_HEADER);
    }

    @Test
    void shouldTellUnitsApartByTheirHeaders() throws Exception {
        PacketFile file = read(new TestPackets().data(UNIT_9E16, 0).data(UNIT_91F5, 1)
                .data(UNIT_91F5, 2).data(UNIT_9E16, 3));

        assertThat(file.packets()).isEqualTo(4);
        assertThat(file.tailBytes()).isZero();
        assertThat(file.packetsByUnit()).containsOnlyKeys(UNIT_9E16, UNIT_91F5);
        assertThat(file.packetsByUnit().get(UNIT_9E16)).containsExactly(0, 3);
        assertThat(file.packetsByUnit().get(UNIT_91F5)).containsExactly(1, 2);
    }

    @Test
    void shouldSendWhatNamesNoUnitWithThePacketBefore() throws Exception {
        PacketFile file = read(new TestPackets().data(UNIT_9E16, 0).garbage(1).garbage(2)
                .data(UNIT_91F5, 3).garbage(4));

        assertThat(file.packetsByUnit().get(UNIT_9E16)).containsExactly(0, 1, 2);
        assertThat(file.packetsByUnit().get(UNIT_91F5)).containsExactly(3, 4);
    }

    @Test
    void shouldSendGarbageAtTheStartWithTheFirstUnitThatIsNamed() throws Exception {
        PacketFile file = read(new TestPackets().garbage(0).garbage(1).data(UNIT_91F5, 2)
                .data(UNIT_9E16, 3));

        assertThat(file.packetsByUnit().get(UNIT_91F5)).containsExactly(0, 1, 2);
        assertThat(file.packetsByUnit().get(UNIT_9E16)).containsExactly(3);
    }

    @Test
    void shouldNotBelieveReservedUnits() throws Exception {
        PacketFile file = read(new TestPackets().data(UNIT_9E16, 0).data(0, 1).data(0xFFFF, 2));

        assertThat(file.packetsByUnit()).containsOnlyKeys(UNIT_9E16);
    }

    @Test
    void shouldSayHowManyBytesStandBehindTheLastWholePacket() throws Exception {
        PacketFile file = read(new TestPackets().data(UNIT_9E16, 0).tail(1023));

        assertThat(file.packets()).isEqualTo(1);
        assertThat(file.tailBytes()).isEqualTo(1023);
    }

    @Test
    void shouldKnowAFileByTheContentOfItsWholePackets() throws Exception {
        PacketFile file = read(new TestPackets().data(UNIT_9E16, 0).data(UNIT_9E16, 1).tail(10));

        byte[] whole = Arrays.copyOf(Files.readAllBytes(path), 2048);
        assertThat(file.sha256()).isEqualTo(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole)));
    }

    @Test
    void shouldSendEverythingAsTheUnitThatWasGiven() throws Exception {
        Path garbage = new TestPackets().garbage(0).data(UNIT_91F5, 1).writeTo(path);

        PacketFile file = PacketFile.read(garbage, OptionalInt.of(0x12345));

        assertThat(file.packetsByUnit()).containsOnlyKeys(0x12345);
        assertThat(file.packetsByUnit().get(0x12345)).containsExactly(0, 1);
    }

    @Test
    void shouldAskForAUnitWhenNoPacketNamesOne() {
        assertThatThrownBy(() -> read(new TestPackets().garbage(0).garbage(1)))
                .isInstanceOf(CommandFailed.class)
                .hasMessage(path + " names no unit in any packet; say which one sends it,"
                        + " with --unit HEX");
    }

    @Test
    void shouldRefuseAFileWithoutAWholePacket() {
        assertThatThrownBy(() -> read(new TestPackets().tail(1023)))
                .isInstanceOf(CommandFailed.class)
                .hasMessage(path + " holds no whole packet of 1024 bytes");
        assertThatThrownBy(() -> read(new TestPackets())).isInstanceOf(CommandFailed.class);
    }

    @Test
    void shouldSayThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> PacketFile.read(path, BY_HEADER))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("cannot read " + path + ": there is no such file");
    }

    @Test
    void shouldSayThatADirectoryIsNoFile() {
        assertThatThrownBy(() -> PacketFile.read(directory, BY_HEADER))
                .isInstanceOf(CommandFailed.class)
                .hasMessageStartingWith("cannot read " + directory + ": ");
    }
}
