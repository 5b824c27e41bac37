package org.openrtpd.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

/** Real recordings, packet by packet: sections 4.5, 9.1 and 9.3 of the record format. */
class DataFactsTest {

    private static final int PACKET = PacketHeader.PACKET_LENGTH;

    private final SampleDecoder decoder = new SampleDecoder();
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];
    private final DataPacket view = new DataPacket();
    private final DataFacts facts = new DataFacts();

    private List<TraceStep> steps(String recording) throws IOException {
        String named = System.getenv("OPENRTPD_SHARED");
        Path data = (named == null ? Path.of("..", "..", "shared") : Path.of(named)).resolve("data");
        assumeTrue(Files.isDirectory(data), "real recordings are not beside this checkout");
        ByteBuf bytes = Unpooled.wrappedBuffer(Files.readAllBytes(data.resolve(recording)));
        TraceTable table = new TraceTable(new RateBook());
        List<TraceStep> steps = new ArrayList<>();
        for (int start = 0; start < bytes.writerIndex(); start += PACKET) {
            if (new PacketHeader().wrap(bytes, start).type() == PacketType.DT) {
                steps.add(table.data(facts(bytes, start)));
            } else {
                table.header(view.wrap(bytes, start).header().unit(), bytes, start);
            }
        }
        return steps;
    }

    private DataFacts facts(ByteBuf bytes, int start) {
        view.wrap(bytes, start);
        int count = decoder.decode(bytes, start, samples);
        facts.read(view.header().unit(), bytes, start, view, decoder, count, samples);
        return facts;
    }

    @Test
    void shouldFollowAWholeEventOfThreeChannels() throws IOException {
        List<TraceStep> steps = steps("065520000_013EE8A0.rt130");

        assertThat(steps).hasSize(15);
        assertThat(steps.subList(3, 15)).extracting(TraceStep::continuity)
                .containsOnly(Continuity.CONTINUES);
        assertThat(steps).extracting(TraceStep::sequence).containsOnly(SequenceStep.NEXT);
        assertThat(steps.get(0).rate().source()).isEqualTo(RateSource.EVENT);
    }

    @Test
    void shouldFollowAnEventThatWasNeverClosed() throws IOException {
        assertThat(steps("221935615_00000000")).extracting(TraceStep::continuity)
                .containsOnly(Continuity.FIRST);
    }

    /** Section 5, first vector: the sample before is 0, the last one 70003. */
    @Test
    void shouldKnowTheSamplesOnBothSidesOfACompressedPacket() {
        byte[] packet = new byte[PACKET];
        ByteBuf bytes = Unpooled.wrappedBuffer(packet);
        bytes.setBytes(0, HexFormat.of().parseHex(
                "445400269f3c29107153025010240042" + "00070002001400c0"));
        bytes.setBytes(64, HexFormat.of().parseHex("02af6000000003e80001117303e80003"
                + "fffefffd000000caffffff2e00010d9201ffff0200020000"));

        facts(bytes, 0);

        assertThat(facts.samples()).isEqualTo(14);
        assertThat(facts.decodedSamples()).isEqualTo(14);
        assertThat(facts.previousSample()).isZero();
        assertThat(facts.lastSample()).isEqualTo(70003);

        bytes.setInt(72, 1);

        assertThat(facts(bytes, 0).lastSample()).isEqualTo(DataFacts.NO_SAMPLE);
    }
}
