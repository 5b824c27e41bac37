package org.openrtpd.app.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrtpd.app.tail.TestJournal.DT;
import static org.openrtpd.app.tail.TestJournal.EH;
import static org.openrtpd.app.tail.TestJournal.UNIT_91F5;
import static org.openrtpd.app.tail.TestJournal.UNIT_9E16;
import static org.openrtpd.app.tail.TestJournal.bytes;
import static org.openrtpd.app.tail.TestJournal.packet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.storage.journal.JournalException;

class JournalCheckTest {

    private static final String NUMBERING_9E16 = "unit=9E16 epoch=80000001 ";
    private static final byte[] MARK = {0x4D, 0x41, 0x52, 0x4B, 0x21, 0x21, 0x4D, 0x41, 0x52, 0x4B};

    @TempDir Path data;
    private TestJournal journal;

    @BeforeEach
    void open() {
        journal = new TestJournal(data);
    }

    private JournalCheck check() {
        journal.close();
        return JournalCheck.of(data);
    }

    private static String total(JournalCheck check) {
        List<String> report = check.report();
        return report.get(report.size() - 2);
    }

    private static List<String> problems(JournalCheck check) {
        return check.report().stream().filter(line -> line.startsWith("problem: ")).toList();
    }

    @Test
    void shouldFindNothingWrongWithAJournalThatIsInOrder() {
        journal.append(UNIT_9E16, 0, packet(EH)).append(UNIT_91F5, 70).append(UNIT_9E16, 1)
                .append(UNIT_9E16, 2).append(UNIT_91F5, 71);

        JournalCheck check = check();

        assertThat(check.isClean()).isTrue();
        assertThat(check.packets()).isEqualTo(5);
        assertThat(check.report()).containsExactly(
                NUMBERING_9E16 + "packets=3 from=0 to=2 duplicates=0 missing=0 lostAtRecorder=0",
                "unit=91F5 epoch=80000001 packets=2 from=70 to=71 duplicates=0 missing=0"
                        + " lostAtRecorder=0",
                "type=DT packets=4",
                "type=EH packets=1",
                "entries=6 packets=5 units=2 numberings=2 duplicates=0 missing=0 gapMarkers=0"
                        + " serverStarts=1 probes=0 otherMarkers=0 unreadable=0 holes=0 withHeaderDefects=0",
                "ok: every packet stands once and in order");
    }

    @Test
    void shouldCountProbesAndFindNothingWrongWithOneThatStandsTwice() {
        journal.append(UnitId.PROBE, 0).append(UNIT_9E16, 0).append(UnitId.PROBE, 0);

        JournalCheck check = check();

        assertThat(check.isClean()).isTrue();
        assertThat(total(check)).contains("packets=1 units=1 numberings=1 ").contains(" probes=2 ");
    }

    @Test
    void shouldFollowNumbersOverTheirEnd() {
        journal.append(UNIT_9E16, -2).append(UNIT_9E16, -1).append(UNIT_9E16, 0);

        JournalCheck check = check();

        assertThat(check.isClean()).isTrue();
        assertThat(check.report().get(0)).contains("packets=3 from=4294967294 to=0 ");
    }

    @Test
    void shouldFindAPacketThatStandsTwice() {
        journal.append(UNIT_9E16, 0).append(UNIT_9E16, 1).append(UNIT_9E16, 0).append(UNIT_9E16, 2);
        long last = journal.last().index();

        JournalCheck check = check();

        assertThat(check.isClean()).isFalse();
        assertThat(problems(check)).containsExactly("problem: " + NUMBERING_9E16.strip()
                + ": packet 0 stands a second time, or too late, at index " + (last - 1));
        assertThat(total(check)).contains("duplicates=1 missing=0");
        assertThat(check.report()).endsWith("NOT OK: 1 problems");
    }

    @Test
    void shouldFindAHole() {
        journal.append(UNIT_9E16, 0).append(UNIT_9E16, 5);
        long last = journal.last().index();

        JournalCheck check = check();

        assertThat(problems(check)).containsExactly("problem: " + NUMBERING_9E16.strip()
                + ": packets 1 to 4 are missing before index " + last);
        assertThat(total(check)).contains("duplicates=0 missing=4");
    }

    @Test
    void shouldTakeAGapMarkerForTheReasonOfAHole() {
        journal.append(UNIT_9E16, 0).appendGap(UNIT_9E16, 1, 5).append(UNIT_9E16, 5);

        JournalCheck check = check();

        assertThat(check.isClean()).isTrue();
        assertThat(check.report().get(0)).contains("packets=2 from=0 to=5 duplicates=0 missing=0"
                + " lostAtRecorder=4");
        assertThat(total(check)).contains("gapMarkers=1");
    }

    @Test
    void shouldFindAHoleBeforeAGapMarker() {
        journal.append(UNIT_9E16, 0).appendGap(UNIT_9E16, 3, 5).append(UNIT_9E16, 5);

        assertThat(problems(check())).hasSize(1).first().asString()
                .contains("packets 1 to 2 are missing");
    }

    @Test
    void shouldFindAGapMarkerThatTakesBackWhatIsThere() {
        journal.append(UNIT_9E16, 0).append(UNIT_9E16, 1).append(UNIT_9E16, 2)
                .appendGap(UNIT_9E16, 1, 2);
        long marker = journal.last().index();
        journal.append(UNIT_9E16, 2).append(UNIT_9E16, 3);

        assertThat(problems(check())).containsExactly(
                "problem: " + NUMBERING_9E16.strip() + ": the gap marker for packets 1 to 1 at"
                        + " index " + marker + " calls packets lost that stand before it",
                "problem: " + NUMBERING_9E16.strip() + ": packet 2 stands a second time, or too"
                        + " late, at index " + (marker + 1));
    }

    @Test
    void shouldTakeABeginningWithAGapMarkerForWhatItSays() {
        journal.appendGap(UNIT_9E16, 0, 100).append(UNIT_9E16, 100);

        JournalCheck check = check();

        assertThat(check.isClean()).isTrue();
        assertThat(check.report().get(0)).contains("lostAtRecorder=100");
    }

    @Test
    void shouldCountPacketsThatCannotBeDecodedWithoutBlamingTheJournal() {
        journal.append(UNIT_9E16, 0, bytes("85 00 01")).append(UNIT_9E16, 1, packet("0000"))
                .append(UNIT_9E16, 2, packet(DT.replace("0042", "00A2")));

        JournalCheck check = check();

        assertThat(check.isClean()).isTrue();
        assertThat(check.report()).contains("type=0x0000 packets=1", "type=0x8500 packets=1",
                "type=DT packets=1");
        assertThat(total(check)).endsWith("unreadable=0 holes=0 withHeaderDefects=3");
    }

    @Test
    void shouldFindAnEntryThatWasDamaged() throws Exception {
        byte[] marked = packet(DT);
        System.arraycopy(MARK, 0, marked, 500, MARK.length);
        journal.append(UNIT_9E16, 0).append(UNIT_9E16, 1, marked).append(UNIT_9E16, 2);
        long damaged = journal.last().index() - 1;
        journal.close();
        damageTheMark();

        JournalCheck check = JournalCheck.of(data);

        assertThat(check.isClean()).isFalse();
        assertThat(problems(check)).containsExactly(
                "problem: entry " + damaged + " was damaged on the disk (CRC-32C)",
                "problem: " + NUMBERING_9E16.strip() + ": packets 1 to 1 are missing before index "
                        + (damaged + 1));
        assertThat(total(check)).contains("packets=2", "missing=1", "unreadable=1");
    }

    @Test
    void shouldReadOnBehindAHoleAndReportIt() throws Exception {
        byte[] marked = packet(DT);
        System.arraycopy(MARK, 0, marked, 0, MARK.length);
        journal.append(UNIT_9E16, 0).append(UNIT_9E16, 1, marked).append(UNIT_9E16, 2)
                .append(UNIT_9E16, 3);
        journal.close();
        damageTheMark(-52, 1076);

        JournalCheck check = JournalCheck.of(data);

        assertThat(problems(check)).hasSize(2);
        assertThat(problems(check).get(0)).contains("a file is damaged before index", "backup");
        assertThat(problems(check).get(1)).contains("packets 1 to 1 are missing before index");
        assertThat(total(check)).contains("packets=3", "missing=1", "unreadable=0", "holes=1");
    }

    private void damageTheMark() throws IOException {
        damageTheMark(0, 1);
    }

    private void damageTheMark(int before, int length) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("journal"))) {
            Path segment = files.filter(f -> f.toString().endsWith(".cq4"))
                    .findFirst().orElseThrow();
            try (FileChannel channel = FileChannel.open(
                    segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                ByteBuffer begin = ByteBuffer.allocate(1 << 20);
                channel.read(begin, 0);
                int at = new String(begin.array(), StandardCharsets.ISO_8859_1)
                        .indexOf(new String(MARK, StandardCharsets.ISO_8859_1));
                channel.write(ByteBuffer.allocate(length), at + before);
            }
        }
    }

    @Test
    void shouldListOnlySoManyProblemsAndCountTheRest() {
        journal.append(UNIT_9E16, 0);
        for (int i = 0; i < 130; i++) {
            journal.append(UNIT_9E16, 0);
        }

        JournalCheck check = check();

        assertThat(problems(check)).hasSize(101).last().asString().isEqualTo("problem: 30 more");
        assertThat(check.report()).endsWith("NOT OK: 130 problems");
    }

    @Test
    void shouldSayThatThereIsNoJournal() {
        journal.close();

        assertThatThrownBy(() -> JournalCheck.of(data.resolve("nowhere")))
                .isInstanceOf(JournalException.class);
    }
}
