package org.openrtpd.app.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.app.tail.TestJournal.DT;
import static org.openrtpd.app.tail.TestJournal.EH;
import static org.openrtpd.app.tail.TestJournal.SH;
import static org.openrtpd.app.tail.TestJournal.UNIT_9E16;
import static org.openrtpd.app.tail.TestJournal.bytes;
import static org.openrtpd.app.tail.TestJournal.packet;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.record.PacketDefect;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.station.StationMap;

class EntryViewTest {

    @TempDir Path data;
    private TestJournal journal;
    private int seq;

    @BeforeEach
    void open() {
        journal = new TestJournal(data);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private EntryView view(byte[] body) {
        return journal.append(UNIT_9E16, seq++, body).lastPacket();
    }

    @Test
    void shouldCountStreamAndChannelOfDataFromOne() {
        EntryView view = view(packet(DT));

        assertThat(view.type()).isEqualTo(PacketType.DT);
        assertThat(view.typeText()).isEqualTo("DT");
        assertThat(view.isEventPacket()).isTrue();
        assertThat(view.streamNumber()).isEqualTo(1);
        assertThat(view.channelNumber()).isEqualTo(3);
        assertThat(view.defects()).isEmpty();
    }

    @Test
    void shouldHaveAStreamButNoChannelInAnEventHeader() {
        EntryView view = view(packet(EH));

        assertThat(view.streamNumber()).isEqualTo(1);
        assertThat(view.channelNumber()).isZero();
        assertThat(view.defects()).isEmpty();
    }

    @Test
    void shouldHaveNeitherInAPacketThatIsInNoStream() {
        EntryView view = view(packet(SH));

        assertThat(view.isEventPacket()).isFalse();
        assertThat(view.streamNumber()).isZero();
        assertThat(view.channelNumber()).isZero();
        assertThat(view.defects()).isEmpty();
    }

    @Test
    void shouldHaveNoNumberWhereANibbleIsNoDigit() {
        EntryView view = view(packet(DT.replace("0007 00 02", "0007 0A F2")));

        assertThat(view.streamNumber()).isZero();
        assertThat(view.channelNumber()).isZero();
        assertThat(view.defects())
                .containsExactlyInAnyOrder(PacketDefect.BAD_STREAM, PacketDefect.BAD_CHANNEL);
    }

    @Test
    void shouldShowBytesThatAreNoTypeAsHex() {
        assertThat(view(packet("0102")).typeText()).isEqualTo("0x0102");
        assertThat(view(bytes("85")).typeText()).isEqualTo("0x85");
        assertThat(view(bytes("")).typeText()).isEqualTo("0x");
        assertThat(view(packet("6474")).typeText()).as("case counts").isEqualTo("0x6474");
    }

    @Test
    void shouldHaveNoHeaderInABodyThatIsShorter() {
        EntryView fifteen = view(bytes(DT.replace(" ", "").substring(0, 30)));
        assertThat(fifteen.hasHeader()).isFalse();
        assertThat(fifteen.type()).isEqualTo(PacketType.UNKNOWN);
        assertThat(fifteen.defects()).containsExactly(PacketDefect.TRUNCATED);

        EntryView sixteen = view(bytes(DT.replace(" ", "").substring(0, 32)));
        assertThat(sixteen.hasHeader()).isTrue();
        assertThat(sixteen.type()).isEqualTo(PacketType.DT);
        assertThat(sixteen.isEventPacket()).isFalse();
        assertThat(sixteen.streamNumber()).isZero();
        assertThat(sixteen.defects()).containsExactly(PacketDefect.TRUNCATED);

        EntryView twentyFour = view(bytes(DT));
        assertThat(twentyFour.isEventPacket()).isTrue();
        assertThat(twentyFour.channelNumber()).isEqualTo(3);
    }

    @Test
    void shouldNotKeepAnythingOfThePacketBefore() {
        EntryView view = new EntryView();
        view.of(journal.append(UNIT_9E16, seq++, packet(DT)).last());

        view.of(journal.append(UNIT_9E16, seq++, bytes("85 00 01")).last());

        assertThat(view.isEventPacket()).isFalse();
        assertThat(view.streamNumber()).isZero();
        assertThat(view.typeText()).isEqualTo("0x8500");
    }

    @Test
    void shouldShowAnyBytesAsLines() throws IOException {
        Random random = new Random(130);
        PacketDecoder decoder = new PacketDecoder(new ChannelNames(StationMap.empty("XX")));
        TextLine text = new TextLine(decoder, Colours.OFF);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonOutput json = new JsonOutput(decoder, JsonOutput.Samples.ALL, out);
        String[] types = {"DT", "EH", "ET", "SH", "SC", "DS", "AD", "CD", "OM", "FD", "DR"};
        EntryView view = new EntryView();
        for (int i = 0; i < 2000; i++) {
            byte[] body = new byte[i % 4 == 0 ? random.nextInt(1025) : 1024];
            random.nextBytes(body);
            if (i % 12 < 11 && body.length >= 2) {
                body[0] = (byte) types[i % 12].charAt(0);
                body[1] = (byte) types[i % 12].charAt(1);
            }
            view.of(Unpooled.wrappedBuffer(body), 0, body.length);
            out.reset();

            decoder.learn(view);
            json.live(view, 0);

            assertThat(text.live(view, 0)).isNotBlank()
                    .matches("[ -~]+(\\n {4}[ -~]+)*( \\.\\.\\.)?");
            assertThat(out.toString(StandardCharsets.US_ASCII))
                    .startsWith("{").endsWith("}\n").matches("[ -\\x7F]+\\n");
        }
    }
}
