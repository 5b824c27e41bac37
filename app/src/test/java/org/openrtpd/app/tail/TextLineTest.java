package org.openrtpd.app.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.app.tail.TestJournal.DT;
import static org.openrtpd.app.tail.TestJournal.EH;
import static org.openrtpd.app.tail.TestJournal.SH;
import static org.openrtpd.app.tail.TestJournal.UNIT_9E16;
import static org.openrtpd.app.tail.TestJournal.bytes;
import static org.openrtpd.app.tail.TestJournal.packet;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.storage.journal.JournalEntry;

class TextLineTest {

    private static final String RECEIVED = " 2026-03-01T10:00:00.123Z ";

    @TempDir Path data;
    private final PacketDecoder decoder =
            new PacketDecoder(new ChannelNames(StationMap.empty("XX")));
    private TestJournal journal;

    @BeforeEach
    void open() {
        journal = new TestJournal(data);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private String line(int seq, byte[] body) {
        EntryView view = journal.append(UNIT_9E16, seq, body).lastPacket();
        String index = Long.toString(view.entry().index());
        decoder.learn(view);
        String line = new TextLine(decoder, Colours.OFF).packet(view);
        assertThat(line).startsWith(index + " ");
        return line.substring(index.length());
    }

    @Test
    void shouldShowData() {
        assertThat(line(-1, packet(DT))).isEqualTo(RECEIVED + "9E16 #4294967295 DT"
                + " 2026-03-01T09:59:58.500Z packet=42 event=7 stream=1 channel=3 samples=250"
                + " format=32 name=XX.9E16..003 rate=? first=0 last=0 min=0 max=0");
    }

    @Test
    void shouldShowAnEventHeader() {
        assertThat(line(0, packet(EH))).isEqualTo(RECEIVED + "9E16 #0 EH"
                + " 2026-03-01T09:59:58.500Z packet=0 event=7 stream=1 format=C0"
                + " name=XX.9E16 rate=?");
    }

    @Test
    void shouldShowAPacketOfNoEvent() {
        assertThat(line(0, packet(SH))).isEqualTo(
                RECEIVED + "9E16 #0 SH 2026-03-01T09:59:58.500Z packet=9 name=XX.9E16");
    }

    @Test
    void shouldShowQuestionMarksAndDefectsWhereNothingCanBeRead() {
        String bad = "4454 10 26 9E16 0F0095958500 1024 00A2 000B 0C 0D 02E0 00 77";

        assertThat(line(5, packet(bad))).isEqualTo(RECEIVED + "9E16 #5 DT no-time packet=? event=?"
                + " stream=? channel=? samples=? format=0x77 name=? rate=? !BAD_TIME !BAD_SEQUENCE !BAD_EVENT"
                + " !BAD_STREAM !BAD_CHANNEL !BAD_SAMPLE_COUNT !UNKNOWN_FORMAT");
    }

    @Test
    void shouldShowWhatIsNoPacketByItsLength() {
        assertThat(line(5, bytes("85 00 00"))).isEqualTo(
                RECEIVED + "9E16 #5 0x8500 3 bytes !TRUNCATED");
        assertThat(line(6, packet("0000"))).startsWith(
                RECEIVED + "9E16 #6 0x0000 1024 bytes !UNKNOWN_TYPE");
    }

    @Test
    void shouldShowMarkers() {
        JournalEntry start = journal.last();
        assertThat(new TextLine(decoder, Colours.OFF).marker(start)).isEqualTo(
                start.index() + RECEIVED + "-- server start: start=1");

        JournalEntry gap = journal.appendGap(UNIT_9E16, 100, 200).last();
        assertThat(new TextLine(decoder, Colours.OFF).marker(gap)).isEqualTo(gap.index() + RECEIVED
                + "9E16 -- gap: packets 100 to 199 were lost at the recorder (127.0.0.1:40000)");
    }
}
