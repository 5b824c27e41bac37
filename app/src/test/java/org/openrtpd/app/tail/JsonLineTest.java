package org.openrtpd.app.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.app.tail.TestJournal.DT;
import static org.openrtpd.app.tail.TestJournal.EH;
import static org.openrtpd.app.tail.TestJournal.SH;
import static org.openrtpd.app.tail.TestJournal.UNIT_9E16;
import static org.openrtpd.app.tail.TestJournal.bytes;
import static org.openrtpd.app.tail.TestJournal.packet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.storage.journal.JournalEntry;

class JsonLineTest {

    private static final String RECEIVED = ",\"received\":\"2026-03-01T10:00:00.123456789Z\",";
    private static final String SESSION =
            "\"unit\":\"9E16\",\"epoch\":2147483649,\"seq\":4294967295,"
            + "\"transport\":\"udp\",\"peer\":\"127.0.0.1:40000\",";

    @TempDir Path data;
    private TestJournal journal;

    @BeforeEach
    void open() {
        journal = new TestJournal(data);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    /** The line behind the index, which no test knows. */
    private String line(byte[] body) {
        EntryView view = journal.append(UNIT_9E16, -1, body).lastPacket();
        String begin = "{\"index\":" + view.entry().index();
        assertThat(JsonLine.packet(view)).startsWith(begin);
        return JsonLine.packet(view).substring(begin.length());
    }

    @Test
    void shouldShowData() {
        assertThat(line(packet(DT))).isEqualTo(RECEIVED + SESSION
                + "\"length\":1024,\"type\":\"DT\",\"time\":\"2026-03-01T09:59:58.500Z\","
                + "\"packetSequence\":42,\"packetUnit\":\"9E16\",\"event\":7,\"stream\":1,"
                + "\"channel\":3,\"samples\":250,\"format\":\"32\"}");
    }

    @Test
    void shouldShowAnEventHeaderWithoutWhatOnlyDataHas() {
        assertThat(line(packet(EH))).isEqualTo(RECEIVED + SESSION
                + "\"length\":1024,\"type\":\"EH\",\"time\":\"2026-03-01T09:59:58.500Z\","
                + "\"packetSequence\":0,\"packetUnit\":\"9E16\",\"event\":7,\"stream\":1,"
                + "\"format\":\"C0\"}");
    }

    @Test
    void shouldShowAPacketOfNoEvent() {
        assertThat(line(packet(SH))).isEqualTo(RECEIVED + SESSION
                + "\"length\":1024,\"type\":\"SH\",\"time\":\"2026-03-01T09:59:58.500Z\","
                + "\"packetSequence\":9,\"packetUnit\":\"9E16\"}");
    }

    @Test
    void shouldShowTheUnitThatThePacketItselfNames() {
        assertThat(line(packet(SH.replace("9E16", "91F5")))).contains("\"packetUnit\":\"91F5\"");
    }

    @Test
    void shouldShowNullForWhatCannotBeRead() {
        String bad = "4454 10 26 9E16 0F0095958500 1024 00A2 000B 0C 0D 02E0 00 77";

        assertThat(line(packet(bad))).isEqualTo(RECEIVED + SESSION
                + "\"length\":1024,\"type\":\"DT\",\"time\":null,\"packetSequence\":null,"
                + "\"packetUnit\":\"9E16\",\"event\":null,\"stream\":null,\"channel\":null,"
                + "\"samples\":null,\"format\":\"77\",\"defects\":[\"BAD_TIME\",\"BAD_SEQUENCE\","
                + "\"BAD_EVENT\",\"BAD_STREAM\",\"BAD_CHANNEL\",\"BAD_SAMPLE_COUNT\","
                + "\"UNKNOWN_FORMAT\"]}");
    }

    @Test
    void shouldShowAShortBlockOfAnotherKind() {
        assertThat(line(bytes("85 00 01 02"))).isEqualTo(RECEIVED + SESSION
                + "\"length\":4,\"type\":\"0x8500\",\"time\":null,\"packetSequence\":null,"
                + "\"defects\":[\"TRUNCATED\"]}");
    }

    @Test
    void shouldReadNoHeaderWhereTheTypeIsNotKnown() {
        assertThat(line(packet("5858" + DT.substring(4)))).isEqualTo(RECEIVED + SESSION
                + "\"length\":1024,\"type\":\"0x5858\",\"time\":null,\"packetSequence\":null,"
                + "\"defects\":[\"UNKNOWN_TYPE\"]}");
    }

    @Test
    void shouldShowMarkers() throws Exception {
        JournalEntry start = journal.last();
        assertThat(JsonLine.marker(start)).isEqualTo("{\"index\":" + start.index() + RECEIVED
                + "\"marker\":\"server_start\",\"text\":\"start=1\"}");

        JournalEntry gap = journal.appendGap(UNIT_9E16, 100, -1).last();
        JsonNode json = new ObjectMapper().readTree(JsonLine.marker(gap));
        assertThat(json.path("index").asLong()).isEqualTo(gap.index());
        assertThat(JsonLine.marker(gap)).endsWith("\"marker\":\"gap\",\"unit\":\"9E16\","
                + "\"epoch\":2147483649,\"firstLost\":100,\"goOn\":4294967295}");
    }
}
