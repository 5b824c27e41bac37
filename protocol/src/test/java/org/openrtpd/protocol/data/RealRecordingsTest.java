package org.openrtpd.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.PacketHeader;

/** Samples of real recorders, C0, 16-bit and 32-bit, as a decoder that is not ours reads them. */
class RealRecordingsTest {

    private static final Pattern TRACE = Pattern.compile(
            "\"unit\": \"(\\w+)\", \"stream\": (\\d+), \"channel\": (\\d+),"
                    + ".*\"samples\": \\[([^]]*)]");

    private final SampleDecoder decoder = new SampleDecoder();
    private final DataPacket view = new DataPacket();
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];

    @Test
    void shouldReadEverySampleAsTheIndependentDecoder() throws IOException {
        for (Path golden : goldenFiles()) {
            ByteBuf packets = recording(golden);
            Map<String, int[]> ours = new TreeMap<>();
            for (int start = 0; start < packets.capacity(); start += PacketHeader.PACKET_LENGTH) {
                if (view.wrap(packets, start).isData()) {
                    int count = decoder.decode(packets, start, samples);
                    assertThat(decoder.defects()).hasToString("[]");
                    assertThat(count).isEqualTo(view.sampleCount());
                    String channel = String.format("%04X %d %d",
                            view.header().unit(), view.streamIndex() + 1, view.channelIndex() + 1);
                    ours.merge(channel, Arrays.copyOf(samples, count), RealRecordingsTest::join);
                }
            }

            Map<String, int[]> theirs = new TreeMap<>();
            for (String line : Files.readAllLines(golden)) {
                Matcher trace = TRACE.matcher(line);
                assertThat(trace.find()).isTrue();
                theirs.merge(trace.group(1) + " " + trace.group(2) + " " + trace.group(3),
                        Stream.of(trace.group(4).split(", ")).mapToInt(Integer::parseInt).toArray(),
                        RealRecordingsTest::join);
            }
            assertThat(ours.keySet()).isEqualTo(theirs.keySet()).isNotEmpty();
            ours.forEach((channel, read) ->
                    assertThat(read).as(channel).isEqualTo(theirs.get(channel)));
        }
    }

    /** Section 4.10: the words a recorder wrote are those that are written here. */
    @Test
    void shouldWriteTheFramesOfRealPacketsBitForBit() throws IOException {
        int compared = 0;
        for (Path golden : goldenFiles()) {
            ByteBuf packets = recording(golden);
            for (int start = 0; start < packets.capacity(); start += PacketHeader.PACKET_LENGTH) {
                if (view.wrap(packets, start).isData() && view.format().isCompressed()) {
                    int count = decoder.decode(packets, start, samples);
                    int previous = decoder.x0() - decoder.firstDifference();
                    ByteBuf again = Unpooled.buffer(PacketHeader.PACKET_LENGTH);

                    new SampleEncoder(view.format()).encode(again, 0, samples, 0, count, previous);

                    int frames = DataPacket.FRAMES_OFFSET;
                    int length = DataPacket.FRAMES * SteimLevel.FRAME_LENGTH;
                    assertThat(ByteBufUtil.hexDump(again, frames, length))
                            .isEqualTo(ByteBufUtil.hexDump(packets, start + frames, length));
                    compared++;
                }
            }
        }
        assertThat(compared).isPositive();
    }

    private static List<Path> goldenFiles() throws IOException {
        try (Stream<Path> files = Files.list(SharedFiles.directory("data"))) {
            return files.filter(file -> file.toString().endsWith(".traces.jsonl"))
                    .sorted().toList();
        }
    }

    private static ByteBuf recording(Path golden) throws IOException {
        Path file = Path.of(golden.toString().replace(".traces.jsonl", ""));
        return Unpooled.wrappedBuffer(Files.readAllBytes(file));
    }

    private static int[] join(int[] first, int[] second) {
        return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }
}
