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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.storage.journal.JournalEntry;

class JsonOutputTest {

    private static final String RECEIVED = ",\"received\":\"2026-03-01T10:00:00.123?Z\",";
    private static final String NANOS_OF_MILLI = "(?<=10:00:00\\.123)\\d{6}(?=Z)";
    private static final String SESSION =
            "\"unit\":\"9E16\",\"epoch\":2147483649,\"seq\":4294967295,"
            + "\"transport\":\"udp\",\"peer\":\"127.0.0.1:40000\",";

    @TempDir Path data;
    private final PacketDecoder decoder =
            new PacketDecoder(new ChannelNames(StationMap.empty("XX")));
    private JsonOutput.Samples samples = JsonOutput.Samples.NONE;
    private TestJournal journal;

    @BeforeEach
    void open() {
        journal = new TestJournal(data);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private interface Writing {
        void to(JsonOutput json) throws IOException;
    }

    private String written(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.to(new JsonOutput(decoder, samples, out));
        // Within the millisecond of the journal's clock, time passes.
        return out.toString(StandardCharsets.UTF_8).strip().replaceFirst(NANOS_OF_MILLI, "?");
    }

    private String marker(JournalEntry entry) throws IOException {
        return written(json -> json.marker(entry));
    }

    /** The line behind the index, which no test knows. */
    private String line(byte[] body) throws IOException {
        EntryView view = journal.append(UNIT_9E16, -1, body).lastPacket();
        String begin = "{\"index\":" + view.entry().index();
        String line = written(json -> json.packet(view));
        assertThat(line).startsWith(begin);
        return line.substring(begin.length());
    }

    @Test
    void shouldShowData() throws IOException {
        assertThat(line(packet(DT))).isEqualTo(RECEIVED + SESSION
                + "\"length\":1024,\"type\":\"DT\",\"time\":\"2026-03-01T09:59:58.500Z\","
                + "\"packetSequence\":42,\"packetUnit\":\"9E16\",\"event\":7,\"stream\":1,"
                + "\"channel\":3,\"samples\":250,\"format\":\"32\",\"rate\":null,"
                + "\"rateSource\":\"none\",\"name\":\"XX.9E16..003\","
                + "\"nameOrigin\":\"fallback\",\"min\":0,\"max\":0,\"packet\":{\"type\":\"DT\","
                + "\"experiment\":10,\"year\":2026,\"unit\":\"9E16\","
                + "\"time\":\"2026-03-01T09:59:58.500Z\",\"bytes\":1024,\"seq\":42,\"event\":7,"
                + "\"stream0\":0,\"stream\":1,\"flags\":0,\"format\":\"32\",\"channel0\":2,"
                + "\"channel\":3,\"nsamp\":250,\"flag_names\":[],\"first\":0,\"last\":0,"
                + "\"sha256\":\"541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53\","
                + "\"errors\":[]}}");
    }

    @Test
    void shouldShowAnEventHeaderWithoutWhatOnlyDataHas() throws IOException {
        assertThat(line(packet(EH))).startsWith(RECEIVED + SESSION
                + "\"length\":1024,\"type\":\"EH\",\"time\":\"2026-03-01T09:59:58.500Z\","
                + "\"packetSequence\":0,\"packetUnit\":\"9E16\",\"event\":7,\"stream\":1,"
                + "\"format\":\"C0\",\"rate\":null,\"rateSource\":\"none\",\"name\":\"XX.9E16\","
                + "\"packet\":{\"type\":\"EH\",")
                .contains("\"channel_base\":1").endsWith("\"errors\":[\"BAD_RATE ''\"]}}");
    }

    @Test
    void shouldShowAPacketOfNoEvent() throws IOException {
        assertThat(line(packet(SH))).isEqualTo(RECEIVED + SESSION
                + "\"length\":1024,\"type\":\"SH\",\"time\":\"2026-03-01T09:59:58.500Z\","
                + "\"packetSequence\":9,\"packetUnit\":\"9E16\",\"name\":\"XX.9E16\","
                + "\"packet\":{\"type\":\"SH\",\"experiment\":10,\"year\":2026,\"unit\":\"9E16\","
                + "\"time\":\"2026-03-01T09:59:58.500Z\",\"bytes\":120,\"seq\":9,\"lines\":[],"
                + "\"open_ended\":false,\"errors\":[]}}");
    }

    @Test
    void shouldShowTheUnitThatThePacketItselfNames() throws IOException {
        assertThat(line(packet(SH.replace("9E16", "91F5")))).contains("\"packetUnit\":\"91F5\"");
    }

    @Test
    void shouldShowNullForWhatCannotBeRead() throws IOException {
        String bad = "4454 10 26 9E16 0F0095958500 1024 00A2 000B 0C 0D 02E0 00 77";

        assertThat(line(packet(bad))).isEqualTo(RECEIVED + SESSION
                + "\"length\":1024,\"type\":\"DT\",\"time\":null,\"packetSequence\":null,"
                + "\"packetUnit\":\"9E16\",\"event\":null,\"stream\":null,\"channel\":null,"
                + "\"samples\":null,\"format\":\"77\",\"defects\":[\"BAD_TIME\",\"BAD_SEQUENCE\","
                + "\"BAD_EVENT\",\"BAD_STREAM\",\"BAD_CHANNEL\",\"BAD_SAMPLE_COUNT\","
                + "\"UNKNOWN_FORMAT\"],\"rate\":null,\"rateSource\":\"none\","
                + "\"name\":\"XX.9E16\",\"packet\":{\"type\":\"DT\",\"experiment\":10,"
                + "\"year\":2026,\"unit\":\"9E16\",\"time\":null,\"bytes\":1024,\"seq\":null,"
                + "\"event\":null,\"stream0\":null,\"stream\":null,\"flags\":0,"
                + "\"format\":\"77\",\"channel0\":null,\"channel\":null,\"nsamp\":null,"
                + "\"flag_names\":[],\"errors\":[\"BAD_BCD seq\",\"BAD_BCD time\","
                + "\"BAD_BCD event\",\"BAD_BCD stream\",\"BAD_BCD channel\",\"BAD_BCD nsamp\","
                + "\"BAD_FORMAT 77\"]}}");
    }

    @Test
    void shouldShowAShortBlockOfAnotherKind() throws IOException {
        assertThat(line(bytes("85 00 01 02"))).isEqualTo(RECEIVED + SESSION
                + "\"length\":4,\"type\":\"0x8500\",\"time\":null,\"packetSequence\":null,"
                + "\"defects\":[\"TRUNCATED\"]}");
    }

    @Test
    void shouldReadNoHeaderWhereTheTypeIsNotKnown() throws IOException {
        assertThat(line(packet("5858" + DT.substring(4)))).isEqualTo(RECEIVED + SESSION
                + "\"length\":1024,\"type\":\"0x5858\",\"time\":null,\"packetSequence\":null,"
                + "\"defects\":[\"UNKNOWN_TYPE\"]}");
    }

    @Test
    void shouldShowMarkers() throws Exception {
        JournalEntry start = journal.last();
        assertThat(marker(start)).isEqualTo("{\"index\":" + start.index() + RECEIVED
                + "\"marker\":\"server_start\",\"text\":\"start=1\"}");

        JournalEntry gap = journal.appendGap(UNIT_9E16, 100, -1).last();
        JsonNode json = new ObjectMapper().readTree(marker(gap));
        assertThat(json.path("index").asLong()).isEqualTo(gap.index());
        assertThat(marker(gap)).endsWith("\"marker\":\"gap\",\"unit\":\"9E16\","
                + "\"epoch\":2147483649,\"firstLost\":100,\"goOn\":4294967295}");
    }
}
