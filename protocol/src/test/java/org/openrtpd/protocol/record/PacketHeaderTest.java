package org.openrtpd.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Record format, sections 2, 4 and 13, as far as the two headers go. */
class PacketHeaderTest {

    /** Section 5: C0, unit 9F3C, 2026 day 291 07:15:30.250, sequence 42, event 7, channel 3, 14 samples. */
    private static final String C0_VECTOR = "445400269f3c29107153025010240042" + "00070002001400c0";

    private final PacketHeader header = new PacketHeader();
    private final ExtendedHeader extended = new ExtendedHeader();

    private static ByteBuf packet(String start) {
        byte[] packet = new byte[PacketHeader.PACKET_LENGTH];
        byte[] first = ByteBufUtil.decodeHexDump(start);
        System.arraycopy(first, 0, packet, 0, first.length);
        return Unpooled.wrappedBuffer(packet);
    }

    private Set<PacketDefect> defects(ByteBuf packet) {
        Set<PacketDefect> found = EnumSet.noneOf(PacketDefect.class);
        header.wrap(packet, 0).findDefects(found);
        if (header.type().hasExtendedHeader()) {
            extended.wrap(packet, 0).findDefects(header.type(), found);
        }
        return found;
    }

    private static String millis(long nanos) {
        Instant time = Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), nanos % 1_000_000_000L);
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
                .withZone(ZoneOffset.UTC).format(time);
    }

    @Test
    void shouldReadTheTestVector() {
        ByteBuf packet = packet(C0_VECTOR);
        header.wrap(packet, 0);
        extended.wrap(packet, 0);

        assertThat(header.type()).isEqualTo(PacketType.DT);
        assertThat(UnitId.format(header.unit())).isEqualTo("9F3C");
        assertThat(millis(header.timeNanos())).isEqualTo("2026-10-18T07:15:30.250Z");
        assertThat(header.byteCount()).isEqualTo(1024);
        assertThat(header.sequence()).isEqualTo(42);
        assertThat(extended.event()).isEqualTo(7);
        assertThat(extended.streamIndex()).isZero();
        assertThat(extended.channelIndex()).isEqualTo(2);
        assertThat(extended.sampleCount()).isEqualTo(14);
        assertThat(extended.format()).isEqualTo(DataFormat.STEIM1);
        assertThat(defects(packet)).isEmpty();
    }

    @Test
    void shouldNameWhatIsWrongAndInventNothing() {
        assertThat(defects(packet(C0_VECTOR.replaceFirst("4454", "6474"))))
                .containsExactly(PacketDefect.UNKNOWN_TYPE);
        assertThat(defects(packet(C0_VECTOR.replace("0026", "002a")))).containsExactly(PacketDefect.BAD_YEAR);
        assertThat(defects(packet(C0_VECTOR.replace("9f3c", "ffff"))))
                .containsExactly(PacketDefect.RESERVED_UNIT);
        assertThat(defects(packet(C0_VECTOR.replace("29107153", "2910715a")))).contains(PacketDefect.BAD_TIME);
        assertThat(defects(packet(C0_VECTOR.replace("9f3c291", "9f3c367")))).containsExactly(PacketDefect.BAD_TIME);
        assertThat(defects(packet(C0_VECTOR.replace("9f3c291", "9f3c000")))).containsExactly(PacketDefect.BAD_TIME);
        assertThat(defects(packet(C0_VECTOR.replace("10240042", "00230042"))))
                .containsExactly(PacketDefect.BYTE_COUNT_RANGE);
        assertThat(defects(packet(C0_VECTOR.replace("10240042", "1024004c"))))
                .containsExactly(PacketDefect.BAD_SEQUENCE);
        assertThat(defects(packet(C0_VECTOR.replace("00070002", "0a070002")))).containsExactly(PacketDefect.BAD_EVENT);
        assertThat(defects(packet(C0_VECTOR.replace("00070002", "00070902")))).containsExactly(PacketDefect.BAD_STREAM);
        assertThat(defects(packet(C0_VECTOR.replace("00070002", "00070032")))).containsExactly(PacketDefect.BAD_CHANNEL);
        assertThat(defects(packet(C0_VECTOR.replace("001400c0", "0f1400c0"))))
                .containsExactly(PacketDefect.BAD_SAMPLE_COUNT);
        assertThat(defects(packet(C0_VECTOR.replace("001400c0", "089300c0"))))
                .containsExactly(PacketDefect.SAMPLE_COUNT_RANGE);
        assertThat(defects(packet(C0_VECTOR.replace("001400c0", "001400c4"))))
                .containsExactly(PacketDefect.UNKNOWN_FORMAT);
    }

    @Test
    void shouldTakeSecondSixtyAsTheFollowingSecond() {
        header.wrap(packet("445400169f3c36623596000010240042"), 0);

        assertThat(millis(header.timeNanos())).isEqualTo("2017-01-01T00:00:00.000Z");
    }

    @Test
    void shouldPutYearsFrom80IntoTheLastCentury() {
        assertThat(PacketTime.fullYear(79)).isEqualTo(2079);
        assertThat(PacketTime.fullYear(80)).isEqualTo(1980);
        assertThat(PacketTime.daysOf(2000)).isEqualTo(366);
        assertThat(PacketTime.daysOf(1900)).isEqualTo(365);
    }

    @Test
    void shouldNeverThrowOnAny1024Bytes() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] bytes = new byte[PacketHeader.PACKET_LENGTH];
        PacketType[] types = PacketType.values();
        for (int i = 0; i < 50_000; i++) {
            random.nextBytes(bytes);
            ByteBuf packet = Unpooled.wrappedBuffer(bytes);
            PacketType type = types[random.nextInt(types.length)];
            if (type != PacketType.UNKNOWN) {
                packet.setShort(0, type.letters());
            }
            defects(packet);
            assertThat(header.timeNanos()).isNotZero();
        }
    }

    @Test
    void shouldAgreeWithTheIndependentDecoderOnRealRecordings() throws IOException {
        String named = System.getenv("OPENRTPD_SHARED");
        Path data = (named == null ? Path.of("..", "..", "shared") : Path.of(named)).resolve("data");
        assumeTrue(Files.isDirectory(data), "real recordings are not beside this checkout");
        int compared = 0;
        try (Stream<Path> files = Files.list(data)) {
            for (Path golden : files.filter(f -> f.toString().endsWith(".packets.jsonl")).toList()) {
                Path recording = Path.of(golden.toString().replace(".packets.jsonl", ""));
                ByteBuf bytes = Unpooled.wrappedBuffer(Files.readAllBytes(recording));
                List<String> lines = Files.readAllLines(golden);
                for (int i = 0; i < lines.size(); i++) {
                    compare(bytes.slice(i * PacketHeader.PACKET_LENGTH, PacketHeader.PACKET_LENGTH), lines.get(i));
                    compared++;
                }
            }
        }
        assertThat(compared).isPositive();
    }

    private void compare(ByteBuf packet, String json) {
        header.wrap(packet, 0);
        extended.wrap(packet, 0);
        assertThat(header.type().name()).isEqualTo(field(json, "type"));
        assertThat(UnitId.format(header.unit())).isEqualTo(field(json, "unit"));
        assertThat(millis(header.timeNanos())).isEqualTo(field(json, "time"));
        assertThat("" + header.sequence()).isEqualTo(field(json, "seq"));
        assertThat("" + header.byteCount()).isEqualTo(field(json, "bytes"));
        assertThat("" + extended.event()).isEqualTo(field(json, "event"));
        assertThat("" + (extended.streamIndex() + 1)).isEqualTo(field(json, "stream"));
        if (header.type() == PacketType.DT) {
            assertThat("" + (extended.channelIndex() + 1)).isEqualTo(field(json, "channel"));
            assertThat("" + extended.sampleCount()).isEqualTo(field(json, "nsamp"));
        }
        assertThat(extended.format().label()).isEqualTo(field(json, "format"));
        assertThat(defects(packet)).isEmpty();
    }

    private static String field(String json, String name) {
        Matcher match = Pattern.compile("\"" + name + "\": \"?([^\",}]*)").matcher(json);
        return match.find() ? match.group(1) : null;
    }
}
