package org.openrtpd.app.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.app.tail.TestJournal.DT;
import static org.openrtpd.app.tail.TestJournal.EH;
import static org.openrtpd.app.tail.TestJournal.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.data.SampleEncoder;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.station.StationEntry;
import org.openrtpd.protocol.station.StationMap;

/** One line for every kind of packet. */
class DecodedTextTest {

    private static final String HEADER = "10 26 9E16 060095958500 1024 0009";
    private static final int[] RAMP = {5, 6, 7, 8, 9, 10};

    private PacketDecoder decoder = new PacketDecoder(new ChannelNames(StationMap.empty("XX")));
    private Colours colours = Colours.OFF;

    private String line(ByteBuf packet) {
        EntryView view = new EntryView().of(packet, 0, packet.capacity());
        decoder.learn(view);
        String line = new TextLine(decoder, colours).live(view, 0);
        return line.substring(line.indexOf("9E16 "));
    }

    private static ByteBuf whole(String hex) {
        return Unpooled.wrappedBuffer(packet(hex));
    }

    private static ByteBuf put(ByteBuf packet, int offset, String text) {
        return packet.setBytes(offset, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static ByteBuf blank(String hex) {
        ByteBuf packet = whole(hex);
        return put(packet, hex.replace(" ", "").length() / 2,
                " ".repeat(1024 - hex.replace(" ", "").length() / 2));
    }

    private static ByteBuf compressed() {
        ByteBuf packet = whole(DT);
        new SampleEncoder(DataFormat.STEIM1).encode(packet, 0, RAMP, 0, RAMP.length, 4);
        return packet;
    }

    private static ByteBuf eventHeader(String rate) {
        ByteBuf packet = blank(EH);
        put(packet, 57, "2?");
        put(packet, 60, "ABC");
        put(packet, 88, rate);
        put(packet, 92, "EVT");
        put(packet, 96, "2026060095957000");
        put(packet, 112, "2026060095955500");
        return put(packet, 918, "N 4807.311E01235.830+00547");
    }

    @Test
    void shouldShowDataWithNameRateAndRange() {
        line(eventHeader("250"));

        assertThat(line(compressed())).isEqualTo("9E16 DT 2026-03-01T09:59:58.500Z packet=42 event=7"
                + " stream=1 channel=3 samples=6 format=C0 name=XX.ABC..CHE rate=250 first=5 last=10"
                + " min=5 max=10");
    }

    @Test
    void shouldShowTheNameOfTheStationFile() {
        decoder = new PacketDecoder(new ChannelNames(StationMap.of("XX", List.of(
                new StationEntry(0x9E16, 0, 2, "DE", "WET", "00", "HHE", StationEntry.ALWAYS,
                        StationEntry.FOR_EVER, 1)))));

        assertThat(line(compressed())).contains(" name=DE.WET.00.HHE ");
    }

    @Test
    void shouldFindARateThatNoHeaderTells() {
        assertThat(line(compressed())).contains(" rate=? ");
        ByteBuf next = compressed();
        Bcd.put(next, 6, 9, 3, 560);
        Bcd.put(next, 14, 0, 4, 43);

        assertThat(line(next)).contains(" rate=100 ");
    }

    @Test
    void shouldShowAFractionOnlyWhereNoDecimalIsExact() {
        assertThat(line(eventHeader("0.1"))).contains(" rate=0.1 ");
    }

    @Test
    void shouldShowFlagsInWords() {
        ByteBuf packet = compressed();
        packet.setByte(22, 0x82 | 0x01 << 6);

        assertThat(line(packet)).endsWith(" max=10 flags=last,overscaled,calibration");
    }

    @Test
    void shouldShowDamageToSamplesInWords() {
        ByteBuf mismatch = compressed();
        mismatch.setInt(64 + 8, 4711);
        assertThat(line(mismatch)).endsWith(" max=10 !MISMATCH");

        ByteBuf tooFew = compressed();
        Bcd.put(tooFew, 20, 0, 4, 400);
        Bcd.put(tooFew, 14, 0, 4, 43);
        assertThat(line(tooFew)).endsWith(" !SHORT");
    }

    @Test
    void shouldSayOnceThatThereAreTooManySamples() {
        ByteBuf packet = whole(DT);
        Bcd.put(packet, 20, 0, 4, 9999);

        assertThat(line(packet)).endsWith(" max=0 !SAMPLE_COUNT_RANGE");
    }

    @Test
    void shouldShowTriggerClockAndPositionOfAnEvent() {
        assertThat(line(eventHeader("100"))).isEqualTo("9E16 EH 2026-03-01T09:59:58.500Z packet=0"
                + " event=7 stream=1 format=C0 name=XX.ABC rate=100 station=ABC trigger=EVT"
                + " at=2026-03-01T09:59:57.000Z first-sample=2026-03-01T09:59:55.500Z clock=GPS"
                + " locked=never position=48.12185,12.59717,547m");
    }

    @Test
    void shouldShowEachLogLineWithItsOwnTime() {
        ByteBuf log = blank("5348" + HEADER);
        put(log, 24, "060:09:58:01 EXTERNAL CLOCK IS LOCKED\r\n060:09:59:02 BATTERY VOLTAGE = 12.6V");

        assertThat(line(log)).isEqualTo("9E16 SH 2026-03-01T09:59:58.500Z packet=9 name=XX.9E16\n"
                + "    2026-03-01T09:58:01.000Z EXTERNAL CLOCK IS LOCKED\n"
                + "    2026-03-01T09:59:02.000Z BATTERY VOLTAGE = 12.6V ...");
    }

    @Test
    void shouldShowStationParametersInALine() {
        ByteBuf packet = blank("5343" + HEADER);
        put(packet, 18, "EXPERIMENT");
        put(packet, 82, "0012");
        put(packet, 86, "Bad Station");
        put(packet, 150, "130-01");
        put(packet, 162, "9E16");
        put(packet, 202, " 1");

        assertThat(line(packet)).isEqualTo("9E16 SC 2026-03-01T09:59:58.500Z packet=9 name=XX.9E16"
                + " experiment=EXPERIMENT station=0012 station-name=\"Bad Station\" model=130-01"
                + " serial=9E16 channels=1");
    }

    @Test
    void shouldShowStreamParametersInALineAndKnowTheRate() {
        ByteBuf packet = blank("4453" + HEADER);
        put(packet, 16, "1 ");
        put(packet, 16 + 26, "111");
        put(packet, 16 + 42, "200 C0");
        put(packet, 16 + 64, "CON");

        assertThat(line(packet)).isEqualTo("9E16 DS 2026-03-01T09:59:58.500Z packet=9 name=XX.9E16"
                + " stream1=\"200sps C0 CON channels 1,2,3\"");
        assertThat(line(compressed())).contains(" rate=200 ");
    }

    @Test
    void shouldShowTheOtherParametersInALineEach() {
        ByteBuf auxiliary = blank("4144" + HEADER);
        put(auxiliary, 18, "11");
        put(auxiliary, 34, "10");
        assertThat(line(auxiliary)).endsWith(" name=XX.9E16 channels=1,2 period-s=10");

        ByteBuf calibration = blank("4344" + HEADER);
        put(calibration, 306, "1Y");
        put(calibration, 310, "20260601000000");
        assertThat(line(calibration)).endsWith(" sequence1=\"enabled Y start 20260601000000\"");

        ByteBuf mode = blank("4F4D" + HEADER);
        put(mode, 16, "C SC");
        assertThat(line(mode)).endsWith(" name=XX.9E16 power=C mode=SC");

        ByteBuf filters = whole("4644" + HEADER + "00 41 01 00 02 01 00 16 0005");
        assertThat(line(filters)).endsWith(" name=XX.9E16 filters=A");
    }

    @Test
    void shouldLetNoTextSteerTheTerminal() {
        ByteBuf packet = eventHeader("100");
        put(packet, 60, "\u001B[2J");

        assertThat(line(packet)).contains(" station=?[2J ");
    }

    @Test
    void shouldColourOnlyWhenAskedTo() {
        ByteBuf broken = compressed();
        broken.setInt(64 + 8, 4711);
        assertThat(line(broken)).doesNotContain("\u001B");

        colours = Colours.ON;

        assertThat(line(broken)).contains("\u001B[1mXX.9E16..003\u001B[22m")
                .contains("\u001B[31m!MISMATCH\u001B[39m");
    }
}
