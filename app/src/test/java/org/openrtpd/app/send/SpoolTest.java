package org.openrtpd.app.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.openrtpd.app.send.TestPackets.UNIT_91F5;
import static org.openrtpd.app.send.TestPackets.UNIT_9E16;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.terminal.CommandFailed;

class SpoolTest {

    private static final OptionalInt BY_HEADER = OptionalInt.empty();

    @TempDir Path directory;
    private Path spoolDirectory;
    private final Random random = new Random(1);
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void prepare() {
        spoolDirectory = directory.resolve("spool");
    }

    private Path file(String name, TestPackets packets) throws IOException {
        return packets.writeTo(directory.resolve(name));
    }

    private Path fiveOf9e16() throws IOException {
        return file("a", new TestPackets().data(UNIT_9E16, 0, 5));
    }

    private Spool open() {
        return Spool.open(spoolDirectory, random);
    }

    private void enrol(Spool spool, Path... paths) {
        spool.enrol(Stream.of(paths).map(p -> PacketFile.read(p, BY_HEADER)).toList(), BY_HEADER,
                notices);
    }

    private static Spool.UnitSpool unit(Spool spool, int unit) {
        return spool.units().stream().filter(u -> u.unit == unit).findFirst().orElseThrow();
    }

    private static List<Integer> firsts(Spool.UnitSpool unit) {
        return unit.runs.stream().map(Spool.Run::first).toList();
    }

    /** A run that gives files and gets some packets acknowledged; returns the unit's epoch. */
    private int runOnce(int acknowledged, Path... paths) throws IOException {
        try (Spool spool = open()) {
            enrol(spool, paths);
            Spool.UnitSpool unit = unit(spool, UNIT_9E16);
            unit.acknowledged = acknowledged;
            spool.save();
            return unit.epoch;
        }
    }

    @Test
    void shouldNumberThePacketsOfEachUnitFromZero() throws Exception {
        Path both = file("both", new TestPackets().data(UNIT_9E16, 0).data(UNIT_91F5, 1)
                .data(UNIT_9E16, 2));
        try (Spool spool = open()) {
            enrol(spool, both, fiveOf9e16());

            assertThat(unit(spool, UNIT_9E16).runs).extracting(Spool.Run::first, Spool.Run::end)
                    .containsExactly(tuple(0, 2),
                            tuple(2, 7));
            assertThat(unit(spool, UNIT_91F5).runs).extracting(Spool.Run::end).containsExactly(1);
            assertThat(unit(spool, UNIT_9E16).epoch).isNotEqualTo(unit(spool, UNIT_91F5).epoch);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void shouldWriteNumbersDownBeforeAnythingIsSent() throws Exception {
        Path file = fiveOf9e16();
        try (Spool spool = open()) {
            enrol(spool, file);

            assertThat(Files.readString(spoolDirectory.resolve("spool.json")))
                    .contains("9E16", "\"next\" : 5",
                            Integer.toHexString(unit(spool, UNIT_9E16).epoch));
        }
    }

    @Test
    void shouldForgetAllWithoutADirectory() throws Exception {
        try (Spool spool = Spool.open(null, random)) {
            enrol(spool, fiveOf9e16());
            spool.save();

            assertThat(unit(spool, UNIT_9E16).runs).hasSize(1);
        }
        assertThat(spoolDirectory).doesNotExist();
    }

    @Test
    void shouldSendAFileOnceThatIsGivenTwice() throws Exception {
        Path file = fiveOf9e16();
        Path copy = Files.copy(file, directory.resolve("copy"));
        try (Spool spool = open()) {
            enrol(spool, file, copy);

            assertThat(unit(spool, UNIT_9E16).runs).hasSize(1);
        }
        assertThat(notices).containsExactly(
                copy + " has the content of a file given before; sent once");
    }

    @Nested
    class AfterReopening {

        @Test
        void shouldKeepEpochNumbersAndWhatIsAcknowledged() throws Exception {
            Path file = fiveOf9e16();
            int epoch = runOnce(3, file);

            try (Spool spool = open()) {
                enrol(spool, file);

                Spool.UnitSpool unit = unit(spool, UNIT_9E16);
                assertThat(unit.epoch).isEqualTo(epoch);
                assertThat(unit.acknowledged).isEqualTo(3);
                assertThat(firsts(unit)).containsExactly(0);
            }
            assertThat(notices).isEmpty();
        }

        @Test
        void shouldKnowTheSameContentUnderAnotherName() throws Exception {
            Path file = fiveOf9e16();
            runOnce(5, file);
            Path moved = Files.move(file, directory.resolve("moved"));

            try (Spool spool = open()) {
                enrol(spool, moved);

                assertThat(firsts(unit(spool, UNIT_9E16))).containsExactly(0);
                assertThat(unit(spool, UNIT_9E16).runs.get(0).file().path()).isEqualTo(moved);
            }
        }

        @Test
        void shouldNumberASecondFileBehindTheFirst() throws Exception {
            Path first = fiveOf9e16();
            Path second = file("b", new TestPackets().data(UNIT_9E16, 10, 13));
            int epoch = runOnce(5, first);

            try (Spool spool = open()) {
                enrol(spool, second);

                Spool.UnitSpool unit = unit(spool, UNIT_9E16);
                assertThat(unit.epoch).isEqualTo(epoch);
                assertThat(firsts(unit)).containsExactly(5);
                assertThat(unit.next).isEqualTo(8);
            }
            assertThat(notices).isEmpty();
        }

        @Test
        void shouldGoOnWithAFileThatWasNotFullyAcknowledged() throws Exception {
            Path first = fiveOf9e16();
            Path second = file("b", new TestPackets().data(UNIT_9E16, 10, 13));
            runOnce(4, first);

            try (Spool spool = open()) {
                enrol(spool, second);

                assertThat(firsts(unit(spool, UNIT_9E16))).containsExactlyInAnyOrder(0, 5);
            }
            assertThat(notices).containsExactly(
                    first + " was not fully acknowledged before; going on with it");
        }

        @Test
        void shouldSayThatAnUnfinishedFileIsGone() throws Exception {
            Path first = fiveOf9e16();
            Path second = file("b", new TestPackets().data(UNIT_9E16, 10, 13));
            runOnce(4, first);
            Files.delete(first);

            try (Spool spool = open()) {
                enrol(spool, second);

                assertThat(firsts(unit(spool, UNIT_9E16))).containsExactly(5);
            }
            assertThat(notices).hasSize(1).first().asString()
                    .startsWith(first + " was not fully acknowledged before, and is gone or");
        }

        @Test
        void shouldSayThatAnUnfinishedFileHasChanged() throws Exception {
            Path first = fiveOf9e16();
            runOnce(4, first);
            file("a", new TestPackets().garbage(0));

            try (Spool spool = open()) {
                enrol(spool, file("b", new TestPackets().data(UNIT_9E16, 10, 13)));

                assertThat(firsts(unit(spool, UNIT_9E16))).containsExactly(5);
            }
            assertThat(notices).hasSize(1).first().asString().contains("gone or changed");
        }

        @Test
        void shouldSayThatAnUnfinishedFileHasBecomeEmpty() throws Exception {
            Path first = fiveOf9e16();
            runOnce(4, first);
            Files.write(first, new byte[0]);

            try (Spool spool = open()) {
                enrol(spool, file("b", new TestPackets().data(UNIT_9E16, 10, 13)));
            }
            assertThat(notices).hasSize(1).first().asString().contains("gone or changed");
        }

        @Test
        void shouldReopenAFileAsTheOneUnitThatItWasGivenFor() throws Exception {
            Path garbage = file("g", new TestPackets().garbage(0).garbage(1));
            OptionalInt one = OptionalInt.of(UNIT_91F5);
            try (Spool spool = open()) {
                spool.enrol(List.of(PacketFile.read(garbage, one)), one, notices);
            }

            try (Spool spool = open()) {
                enrol(spool, fiveOf9e16());

                assertThat(unit(spool, UNIT_91F5).runs).hasSize(1);
            }
            assertThat(notices).containsExactly(
                    garbage + " was not fully acknowledged before; going on with it");
        }

        @Test
        void shouldNumberAFileAnewThatIsNowSentAsAnotherUnit() throws Exception {
            Path file = fiveOf9e16();
            runOnce(5, file);
            OptionalInt one = OptionalInt.of(UNIT_91F5);

            try (Spool spool = open()) {
                spool.enrol(List.of(PacketFile.read(file, one)), one, notices);

                assertThat(spool.units()).extracting(u -> u.unit).containsExactly(UNIT_91F5);
            }
        }
    }

    @Nested
    class WhenKilled {

        @Test
        void shouldGoOnFromTheLastStateThatWasWritten() throws Exception {
            Path file = fiveOf9e16();
            int epoch = runOnce(3, file);
            // As after a kill in the middle of writing the next state.
            Files.writeString(spoolDirectory.resolve("spool.json.new"), "{\"units\" : {\"9E1");

            try (Spool spool = open()) {
                enrol(spool, file);

                assertThat(unit(spool, UNIT_9E16).epoch).isEqualTo(epoch);
                assertThat(unit(spool, UNIT_9E16).acknowledged).isEqualTo(3);
            }
        }

        @Test
        void shouldTakeAnEmptyDirectoryForANewSpool() throws Exception {
            Files.createDirectories(spoolDirectory);
            Files.createFile(spoolDirectory.resolve("spool.lock"));

            try (Spool spool = open()) {
                enrol(spool, fiveOf9e16());

                assertThat(firsts(unit(spool, UNIT_9E16))).containsExactly(0);
            }
        }
    }

    @Nested
    class WhenItCannotBeUsed {

        @Test
        void shouldRefuseASpoolThatIsInUse() throws Exception {
            try (Spool spool = open()) {
                assertThatThrownBy(SpoolTest.this::open)
                        .isInstanceOf(CommandFailed.class)
                        .hasMessage("the spool " + spoolDirectory + " is in use by another send");

                enrol(spool, fiveOf9e16());
            }
        }

        @Test
        void shouldRefuseAStateThatIsNoJson() throws Exception {
            Files.createDirectories(spoolDirectory);
            Files.writeString(spoolDirectory.resolve("spool.json"), "{\"units\" : {\"9E1");

            assertThatThrownBy(SpoolTest.this::open)
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining(spoolDirectory.toString());
        }

        @Test
        void shouldRefuseAStateWithSomethingElseInIt() throws Exception {
            Files.createDirectories(spoolDirectory);
            Files.writeString(spoolDirectory.resolve("spool.json"),
                    "{\"units\" : {\"no unit\" : {\"epoch\" : \"xyz\"}}}");

            assertThatThrownBy(SpoolTest.this::open)
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining(spoolDirectory.toString());
        }

        @Test
        void shouldLetOthersUseItAfterARefusal() throws Exception {
            Files.createDirectories(spoolDirectory);
            Path state = Files.writeString(spoolDirectory.resolve("spool.json"), "{");
            assertThatThrownBy(SpoolTest.this::open).isInstanceOf(CommandFailed.class);
            Files.delete(state);

            open().close();
        }

        @Test
        void shouldRefuseAFileInPlaceOfTheDirectory() throws Exception {
            Files.createFile(spoolDirectory);

            assertThatThrownBy(SpoolTest.this::open)
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining(spoolDirectory.toString());
        }
    }
}
