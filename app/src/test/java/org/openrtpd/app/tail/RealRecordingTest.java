package org.openrtpd.app.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.station.StationMap;

/** Lines of real recordings, whose numbers are those of an independent decoder. */
class RealRecordingTest {

    private static List<String> lines(String name) throws Exception {
        String named = System.getenv("OPENRTPD_SHARED");
        Path shared = named == null ? Path.of("..", "..", "shared") : Path.of(named);
        Path file = shared.resolve("data").resolve(name);
        Assumptions.assumeTrue(Files.isReadable(file), file + " is not there");
        PacketDecoder decoder = new PacketDecoder(new ChannelNames(StationMap.empty("XX")));
        TextLine text = new TextLine(decoder, Colours.OFF);
        ByteBuf bytes = Unpooled.wrappedBuffer(Files.readAllBytes(file));
        EntryView view = new EntryView();
        List<String> lines = new ArrayList<>();
        for (int at = 0; at + 1024 <= bytes.writerIndex(); at += 1024) {
            view.of(bytes, at, 1024);
            decoder.learn(view);
            // Without the time of arrival, which is that of this test.
            lines.add(text.live(view, 0).substring("1970-01-01T00:00:00.000Z ".length()));
        }
        return lines;
    }

    @Test
    void shouldShowMassPositions() throws Exception {
        List<String> lines = lines("065520000_013EE8A0.rt130");

        assertThat(lines).hasSize(17);
        assertThat(lines.get(0)).isEqualTo("91F5 EH 2016-04-09T06:55:20.000Z packet=0 event=9"
                + " stream=9 format=16 name=XX.91F5 rate=0.1 stream-name=AUX trigger=CON"
                + " at=2016-04-09T06:55:20.000Z clock=GPS locked=0d-ago"
                + " position=11.12620,-74.22832,23m");
        assertThat(lines.get(15)).isEqualTo("91F5 DT 2016-04-09T12:28:40.000Z packet=15 event=9"
                + " stream=9 channel=3 samples=90 format=16 name=XX.91F5..VM3 rate=0.1"
                + " first=-478 last=-478 min=-478 max=-462");
        assertThat(lines.get(16)).isEqualTo("91F5 ET 2016-04-09T06:55:20.000Z packet=16 event=9"
                + " stream=9 format=16 name=XX.91F5 rate=0.1 stream-name=AUX trigger=CON"
                + " at=2016-04-09T06:55:20.000Z last-sample=2016-04-09T12:43:30.000Z"
                + " clock=GPS locked=0d-ago position=11.12618,-74.22833,13m");
    }

    @Test
    void shouldShowCompressedDataUnderTheNameOfItsStation() throws Exception {
        assertThat(lines("221935615_00000000")).containsExactly(
                "9E16 EH 2016-02-08T22:19:35.615Z packet=0 event=1288 stream=1 format=C0"
                        + " name=XX.TL02 rate=100 station=TL02 stream-name=\"DS 1\" trigger=CON"
                        + " at=2016-02-08T22:19:35.615Z clock=GPS locked=0d-ago"
                        + " position=36.90423,21.72515,206m",
                "9E16 DT 2016-02-08T22:19:35.615Z packet=1 event=1288 stream=1 channel=1 samples=890"
                        + " format=C0 name=XX.TL02..HHZ rate=100 first=210 last=159 min=-200"
                        + " max=473",
                "9E16 DT 2016-02-08T22:19:35.615Z packet=2 event=1288 stream=1 channel=2 samples=890"
                        + " format=C0 name=XX.TL02..HHN rate=100 first=375 last=47 min=-36 max=565");
    }

    @Test
    void shouldShowPlainData() throws Exception {
        List<String> lines = lines("230000005_0036EE80_cropped.rt130");

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains(" at=2018-01-19T23:00:00.000Z"
                + " first-sample=2018-01-19T23:00:00.005Z ");
        assertThat(lines.get(3)).isEqualTo("D1EE DT 2018-01-19T23:00:00.005Z packet=3 event=5"
                + " stream=1 channel=3 samples=250 format=32 name=XX.D1EE..HHE rate=100"
                + " first=-523 last=-322 min=-2023 max=-12");
    }
}
