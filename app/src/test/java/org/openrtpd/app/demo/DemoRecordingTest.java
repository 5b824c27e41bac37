package org.openrtpd.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketDefect;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

class DemoRecordingTest {

    private static final int UNIT_9D01 = 0x9D01;
    private static final int PER_EVENT = 14;
    private static final int CHANNELS = 3;
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1000 * MILLI;
    private static final long START_NANOS = -5 * SECOND;

    /** Late enough that events pass the end of a year. */
    private static final Instant START = Instant.parse("2026-12-31T23:59:35.250Z");

    private final DemoRecording recording =
            new DemoRecording(UNIT_9D01, 7, "DM01", START.toEpochMilli(), START_NANOS);
    private final PacketHeader header = new PacketHeader();
    private final ExtendedHeader extended = new ExtendedHeader();

    private ByteBuf packet(int seq) {
        ByteBuf packet = recording.packet(seq);
        header.wrap(packet, 0);
        extended.wrap(packet, 0);
        return packet;
    }

    private static PacketType typeOf(int place) {
        return place == 0 ? PacketType.EH : place == PER_EVENT - 1 ? PacketType.ET : PacketType.DT;
    }

    @Test
    void shouldMakePacketsThatDecodeWithoutADefect() {
        for (int seq = 0; seq < 200; seq++) {
            packet(seq);
            Set<PacketDefect> found = EnumSet.noneOf(PacketDefect.class);
            header.findDefects(found);
            extended.findDefects(header.type(), found);

            assertThat(found).as("packet " + seq).isEmpty();
            assertThat(header.unit()).isEqualTo(UNIT_9D01);
            assertThat(header.type()).isEqualTo(typeOf(seq % PER_EVENT));
            assertThat(header.sequence()).isEqualTo(seq % PER_EVENT);
            assertThat(extended.event()).isEqualTo(seq / PER_EVENT + 1);
            assertThat(extended.streamIndex()).isZero();
            assertThat(extended.flags()).isZero();
            assertThat(extended.format()).isEqualTo(DataFormat.INT32);
        }
    }

    @Test
    void shouldLetTheDataOfAChannelFollowWithoutAGap() {
        long[] next = new long[CHANNELS];
        Arrays.fill(next, START.toEpochMilli() * MILLI);
        for (int seq = 0; seq < 10 * PER_EVENT; seq++) {
            packet(seq);
            if (header.type() == PacketType.DT) {
                int channel = extended.channelIndex();
                assertThat(header.timeNanos()).isEqualTo(next[channel]);
                assertThat(header.byteCount()).isEqualTo(24 + 4 * extended.sampleCount());
                next[channel] += extended.sampleCount() * 10 * MILLI;
            }
        }

        assertThat(next).containsOnly((START.toEpochMilli() + 100_000) * MILLI);
    }

    @Test
    void shouldMakeTheSamePacketAgain() {
        byte[] first = ByteBufUtil.getBytes(packet(5));
        packet(0);

        assertThat(ByteBufUtil.getBytes(packet(5))).isEqualTo(first);
    }

    @Test
    void shouldReleaseWhatHasBeenRecordedByNow() {
        recording.release(START_NANOS);
        assertThat(recording.end()).as("the header of the first event").isEqualTo(1);

        recording.release(START_NANOS + 2500 * MILLI);
        assertThat(recording.end()).as("one packet of each channel").isEqualTo(1 + CHANNELS);

        recording.release(START_NANOS + 10 * SECOND);
        assertThat(recording.end()).as("a whole event, and the next header")
                .isEqualTo(PER_EVENT + 1);
        assertThat(recording.count()).isEqualTo(recording.end());
    }

    @Test
    void shouldBeDoneWhenStoppedAndAllIsAcknowledged() {
        recording.release(START_NANOS + 2500 * MILLI);
        recording.acknowledged(3);
        recording.acknowledged(2);
        assertThat(recording.oldest()).isEqualTo(3);

        recording.stop();
        recording.release(START_NANOS + 60 * SECOND);
        assertThat(recording.end()).isEqualTo(4);
        assertThat(recording.isDone()).isFalse();

        recording.acknowledged(4);
        assertThat(recording.isDone()).isTrue();
        assertThat(recording.acknowledgedCount()).isEqualTo(4);
    }

    @Test
    void shouldMakePacketsThatAnIndependentDecoderReads(@TempDir Path directory) throws Exception {
        Optional<Path> decoder = decoder();
        assumeTrue(decoder.isPresent(), "no tools/decode_reftek.py beside the checkout");
        assumeTrue(hasPython(), "no python3 on this machine");
        Path file = Files.createFile(directory.resolve("demo.rt130"));
        for (int seq = 0; seq < 200; seq++) {
            Files.write(file, ByteBufUtil.getBytes(packet(seq)), StandardOpenOption.APPEND);
        }
        Path output = directory.resolve("output");

        Process decoding = new ProcessBuilder(
                "python3", decoder.get().toString(), "--traces", file.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();

        assertThat(decoding.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String traces = Files.readString(output);
        assertThat(decoding.exitValue()).as(traces).as("0 all packets clean").isZero();
        assertThat(traces.lines()).as("a channel is one trace without a tear").hasSize(CHANNELS);
    }

    /** Named by the environment, or below a directory shared that some parent has. */
    private static Optional<Path> decoder() {
        String named = System.getenv("OPENRTPD_SHARED");
        if (named != null) {
            return Optional.of(Path.of(named, "tools", "decode_reftek.py")).filter(Files::exists);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path decoder = at.resolve(Path.of("shared", "tools", "decode_reftek.py"));
            if (Files.exists(decoder)) {
                return Optional.of(decoder);
            }
        }
        return Optional.empty();
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            Process python = new ProcessBuilder("python3", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return python.waitFor(10, TimeUnit.SECONDS) && python.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
