package org.openrtpd.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.simulate.plan.GpsMode;
import org.openrtpd.app.simulate.plan.NetworkPlan;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

/** Files of a simulated network, and all that others ask of them (record format, 14 and 15). */
class FileRunTest {

    private static final String STREAMS =
            "format=16,channels=2;format=32,rate=20;format=C0,rate=50;format=C2;aux";

    /** For a decoder that takes its time. */
    private static final String SLOW_STREAMS = "format=16,rate=20,channels=1;"
            + "format=32,rate=10,channels=1;format=C0,rate=50,channels=2;format=C2,rate=25,channels=1;aux";
    private static final Set<String> TEN_TYPES =
            Set.of("AD", "CD", "DS", "DT", "EH", "ET", "FD", "OM", "SC", "SH");
    private static final Set<DataFormat> READ_BY_ALL = Set.of(
            DataFormat.INT16, DataFormat.INT32, DataFormat.STEIM1, DataFormat.STEIM2);
    private static final int PACKET = PacketHeader.PACKET_LENGTH;

    @TempDir Path work;

    private List<Path> archive(NetworkPlan plan) throws IOException {
        return write(plan, SimulateCommand.Layout.ARCHIVE);
    }

    private List<Path> write(NetworkPlan plan, SimulateCommand.Layout layout) throws IOException {
        Path directory = work.resolve(layout.name());
        assertThat(new FileRun(plan, directory, layout).write()).isZero();
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<Path> ofStreams(List<Path> files) {
        return files.stream().filter(file -> !streamOf(file).equals("0")).toList();
    }

    private static String streamOf(Path file) {
        return file.getParent().getFileName().toString();
    }

    private static List<ByteBuf> read(Path file) throws IOException {
        ByteBuf bytes = Unpooled.wrappedBuffer(Files.readAllBytes(file));
        List<ByteBuf> packets = new ArrayList<>();
        for (int at = 0; at < bytes.writerIndex(); at += PACKET) {
            packets.add(bytes.slice(at, PACKET));
        }
        return packets;
    }

    private static PacketType type(ByteBuf packet) {
        return TestPlans.header(packet).type();
    }

    private static List<ByteBuf> events(Path file) throws IOException {
        return read(file).stream()
                .filter(p -> type(p) == PacketType.EH || type(p) == PacketType.ET).toList();
    }

    private static String ascii(ByteBuf packet, int offset, int length) {
        return packet.toString(offset, length, StandardCharsets.US_ASCII);
    }

    @Test
    void shouldWriteFilesThatAreKnownForWhatTheyAre1() throws IOException {
        for (Path file : archive(TestPlans.of(STREAMS))) {
            assertThat(Files.size(file)).isPositive().matches(size -> size % PACKET == 0);
            for (ByteBuf packet : read(file)) {
                assertThat(TEN_TYPES).contains(ascii(packet, 0, 2));
            }
        }
    }

    @Test
    void shouldNameFilesAsAnArchiveDoes14() throws IOException {
        List<Path> files = archive(TestPlans.of("rate=40,format=32"));
        Path root = work.resolve("ARCHIVE");

        assertThat(files).extracting(file -> root.relativize(file).toString()).contains(
                // From 23:50:20.500 to 23:55, five minutes, and 00:00 to 00:02:20.500.
                "2026365/9D01/1/235020500_000443CC", "2026365/9D01/1/235500000_000493E0",
                "2027001/9D01/1/000000000_000224D4", "2026365/9D02/1/235020500_000443CC");
        assertThat(files).allSatisfy(file -> {
            assertThat(file.getFileName().toString()).matches("\\d{9}_[0-9A-F]{8}")
                    .doesNotEndWith("_00000000");
            assertThat(root.relativize(file).toString()).matches("\\d{7}/9D0[12]/[01]/.{18}");
        });
    }

    @Test
    void shouldBeginALogFileEachDay14() throws IOException {
        List<Path> logs = archive(TestPlans.with(7, "rate=1", GpsMode.CYCLED, 0,
                        Duration.ofMinutes(70))).stream()
                .filter(file -> streamOf(file).equals("0")).toList();

        assertThat(logs).hasSize(4);
        for (Path log : logs) {
            String day = log.getParent().getParent().getParent().getFileName().toString();
            assertThat(read(log)).allSatisfy(packet ->
                    assertThat(String.format("20%02x%03x", packet.getByte(3),
                            packet.getUnsignedShort(6) >> 4)).isEqualTo(day));
        }
    }

    @Test
    void shouldKeepFilesThatAreThereAlready() throws IOException {
        NetworkPlan plan = TestPlans.of("rate=1");
        archive(plan);

        assertThatThrownBy(() -> archive(plan)).isInstanceOf(CommandFailed.class)
                .hasMessageContaining("is there already");
    }

    @Test
    void shouldWriteTheSamePacketsInBothLayouts() throws IOException {
        NetworkPlan plan = TestPlans.of(STREAMS);
        Set<ByteBuf> inArchive = new HashSet<>();
        for (Path file : archive(plan)) {
            inArchive.addAll(read(file));
        }
        List<Path> flat = write(plan, SimulateCommand.Layout.FLAT);

        assertThat(flat).extracting(file -> file.getFileName().toString())
                .containsExactly("9D01.ref", "9D02.ref");
        assertThat(read(flat.get(0))).isEqualTo(TestPlans.packets(plan));
        assertThat(inArchive).containsAll(read(flat.get(0))).containsAll(read(flat.get(1)))
                .hasSize(read(flat.get(0)).size() + read(flat.get(1)).size());
    }

    @Test
    void shouldHaveOneUnitAndOneStreamAndOneEventInAFile15() throws IOException {
        for (Path file : ofStreams(archive(TestPlans.of(STREAMS)))) {
            List<ByteBuf> packets = read(file);
            assertThat(packets.stream().map(p -> TestPlans.header(p).unit()).distinct()).hasSize(1);
            assertThat(packets.stream().map(p -> TestPlans.extended(p).streamIndex()).distinct())
                    .hasSize(1);
            assertThat(packets.stream().map(p -> TestPlans.extended(p).event()).distinct())
                    .hasSize(1);
            assertThat(packets.stream().filter(p -> type(p) == PacketType.EH)).hasSize(1);
            assertThat(packets.stream().filter(p -> type(p) == PacketType.ET)).hasSize(1);
            assertThat(packets.stream().map(p -> TestPlans.header(p).sequence()).toList())
                    .isSorted();
        }
    }

    @Test
    void shouldHaveHeadersOfPlainTextThatOthersTakeForNumbers15() throws IOException {
        for (Path file : ofStreams(archive(TestPlans.of(STREAMS)))) {
            for (ByteBuf packet : events(file)) {
                // Neither NUL nor anything beyond ASCII; control letters only as the CR LF.
                assertThat(ascii(packet, 24, PACKET - 24)).matches("[ -~]{31}\r\n[ -~]*");
                assertThat(ascii(packet, 24, 33)).matches("Trigger Time = \\d{16}\r\n");
                assertThat(ascii(packet, 88, 4)).matches("(100|50|20|0\\.1) *");
                assertThat(ascii(packet, 92, 4)).isEqualTo("CON ");
                assertThat(ascii(packet, 860, 2)).matches("\\d{2}|\\d ");
                for (int channel = 0; channel < EventHeader.CHANNELS; channel++) {
                    assertThat(ascii(packet, 656 + 3 * channel, 3)).matches("\\d{1,3} *| {3}");
                    assertThat(ascii(packet, 544 + 6 * channel, 6)).matches("\\d+\\.\\d+ *| {6}");
                }
                for (int time = 96; time < 160; time += 16) {
                    assertThat(ascii(packet, time, 16)).matches("\\d{16}| {16}");
                }
                assertThat(ascii(packet, 57, 1)).matches("[ 12]");
                assertThat(ascii(packet, 58, 1)).matches("[ ?0-9]");
                assertThat(TestPlans.header(packet).byteCount()).isEqualTo(416);
                assertThat(TestPlans.extended(packet).flags()).isZero();
            }
        }
    }

    @Test
    void shouldHaveDataOfTheFourFormatsWithFillerOfBlanks15() throws IOException {
        for (Path file : ofStreams(archive(TestPlans.of(STREAMS)))) {
            for (ByteBuf packet : read(file)) {
                if (type(packet) != PacketType.DT) {
                    continue;
                }
                DataFormat format = TestPlans.extended(packet).format();
                assertThat(READ_BY_ALL).contains(format);
                assertThat(TestPlans.extended(packet).sampleCount())
                        .isBetween(1, format.maxSamples());
                assertThat(TestPlans.extended(packet).flags()).isZero();
                if (format.isCompressed()) {
                    assertThat(ascii(packet, 24, 40)).isBlank().doesNotContain("\0");
                    assertThat(TestPlans.header(packet).byteCount()).isEqualTo(PACKET);
                }
            }
        }
    }

    @Test
    void shouldHaveStreamsFromZeroInPacketsAndFromOneInParameters15() throws IOException {
        List<Path> files = archive(TestPlans.of(STREAMS));
        for (Path file : ofStreams(files)) {
            assertThat(read(file)).allSatisfy(packet -> assertThat(
                    TestPlans.extended(packet).streamIndex() + 1 + "").isEqualTo(streamOf(file)));
        }
        List<ByteBuf> parameters = new ArrayList<>();
        for (Path file : files) {
            read(file).stream().filter(p -> type(p) == PacketType.DS).forEach(parameters::add);
        }
        assertThat(parameters).isNotEmpty().allSatisfy(
                packet -> assertThat(ascii(packet, 16, 2)).isEqualTo("1 "));
    }

    @Test
    void shouldEndTracesWhereTheLastPacketEnds15() throws IOException {
        for (Path file : ofStreams(archive(TestPlans.of("rate=20,format=C2")))) {
            TreeMap<Integer, Long> ends = new TreeMap<>();
            long last = 0;
            for (ByteBuf packet : read(file)) {
                if (type(packet) == PacketType.DT) {
                    ends.put(TestPlans.extended(packet).channelIndex(), TestPlans.millis(packet)
                            + 50L * (TestPlans.extended(packet).sampleCount() - 1));
                } else if (type(packet) == PacketType.ET) {
                    last = new EventHeader().wrap(packet, 0).lastSampleNanos()
                            / TestPlans.NANOS_PER_MILLI;
                }
            }
            assertThat(ends.values()).hasSize(3).containsOnly(last);
        }
    }

    @Test
    void shouldBeReadByAnIndependentDecoderAsOneTraceAChannel() throws Exception {
        IndependentDecoder.assumeIsThere();
        NetworkPlan plan = TestPlans.of(SLOW_STREAMS);
        List<Path> files = archive(plan);

        List<JsonNode> traces = IndependentDecoder.decode(work, ofStreams(files), "--all-files",
                "--traces", "--samples");
        IndependentDecoder.decode(work, files, "--packets");

        assertThat(traces).as("8 channels of 2 units, no tear").hasSize(16);
        assertThat(traces).allSatisfy(trace -> {
            int unit = Integer.parseInt(trace.path("unit").asText(), 16);
            assertThat(samples(trace)).isEqualTo(ground(plan, unit - TestPlans.UNIT_9D01,
                    trace.path("stream").asInt() - 1, trace.path("channel").asInt() - 1,
                    trace.path("npts").asInt()));
        });
    }

    @Test
    void shouldLetAnIndependentDecoderSeeTheStepsThatWereAsked9_4() throws Exception {
        IndependentDecoder.assumeIsThere();
        List<Path> files = ofStreams(archive(TestPlans.stepped("format=C0,rate=50", 390)));

        List<JsonNode> traces = IndependentDecoder.decode(
                work, files, "--all-files", "--traces", "--file-order");

        var byChannel = traces.stream().collect(Collectors.groupingBy(
                t -> t.path("unit").asText() + t.path("channel").asText(), Collectors.counting()));
        assertThat(byChannel.values()).as("two tears, or one with both in it")
                .hasSize(6).allSatisfy(count -> assertThat(count).isBetween(2L, 3L));
    }

    private static int[] samples(JsonNode trace) {
        int[] samples = new int[trace.path("samples").size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = trace.path("samples").get(i).asInt();
        }
        return samples;
    }

    private static int[] ground(
            NetworkPlan plan, int index, int streamIndex, int channel, int count) {
        var stream = plan.streams().stream()
                .filter(s -> s.streamIndex() == streamIndex).findFirst().orElseThrow();
        return TestPlans.ground(plan, index, stream, channel, count);
    }
}
