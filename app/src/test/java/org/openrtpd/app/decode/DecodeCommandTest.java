package org.openrtpd.app.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrtpd.protocol.session.Transport;
import org.openrtpd.storage.journal.Durability;
import org.openrtpd.storage.journal.JournalConfig;
import org.openrtpd.storage.journal.JournalRecovery;
import org.openrtpd.storage.journal.PacketJournal;
import picocli.CommandLine;

/** What the command reads, what it writes, and how it ends. */
class DecodeCommandTest {

    private static final int PACKET = 1024;
    private static final int UNIT = 0x9E16;

    @TempDir private Path directory;

    private Path file;

    @BeforeEach
    void writeTwoPacketsThatFollowEachOther() throws IOException {
        file = directory.resolve("two");
        Files.write(file, join(packet(1, 0), packet(2, 1)));
    }

    /** 32-bit DT of 100 samples at 100 samples a second, so many seconds after 07:15:30. */
    private static byte[] packet(int sequence, int seconds) {
        ByteBuf packet = Unpooled.wrappedBuffer(new byte[PACKET]);
        packet.setBytes(0, HexFormat.of().parseHex(String.format(
                "445400269e160910715%02d250" + "0424%04d" + "0007000201000032", 30 + seconds, sequence)));
        for (int i = 0; i < 100; i++) {
            packet.setInt(24 + 4 * i, sequence * 1000 + i);
        }
        return packet.array();
    }

    private static byte[] join(byte[]... parts) {
        ByteBuf all = Unpooled.buffer();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return Arrays.copyOf(all.array(), all.writerIndex());
    }

    private static List<String> records(DecodeRun run) {
        return run.lines().stream().map(line -> line.path("rec").asText()).toList();
    }

    @Test
    void shouldWriteTheFileItsPacketsAndItsTraces() throws IOException {
        DecodeRun run = DecodeRun.of(file.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(records(run)).containsExactly("file", "packet", "packet", "trace");
        JsonNode trace = run.lines().get(3);
        assertThat(trace.path("rate").asDouble()).isEqualTo(100);
        assertThat(trace.path("rate_from").asText()).isEqualTo("DT");
        assertThat(trace.path("npts").asInt()).isEqualTo(200);
        assertThat(trace.path("start").asText()).isEqualTo("2026-04-01T07:15:30.250Z");
        assertThat(trace.path("end").asText()).isEqualTo("2026-04-01T07:15:32.240Z");
        assertThat(trace.path("file").asText()).isEqualTo(file.toString());
        assertThat(trace.has("samples")).isFalse();
    }

    @Test
    void shouldEndWithOneWhenAPacketHasErrors() throws IOException {
        Files.write(file, join(packet(1, 0), Arrays.copyOf(packet(2, 1), 20)));

        DecodeRun run = DecodeRun.of("--packets", file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines().get(0).path("errors")).isEmpty();
        assertThat(run.lines().get(1).path("errors").get(0).asText()).isEqualTo("TRUNCATED 20");
    }

    @Test
    void shouldReadStandardInput() throws IOException {
        byte[] bytes = Files.readAllBytes(file);

        DecodeRun once = DecodeRun.withInput(bytes, "--packets", "-");
        DecodeRun twice = DecodeRun.withInput(bytes, "-");

        assertThat(records(once)).containsExactly("packet", "packet");
        assertThat(records(twice)).containsExactly("file", "packet", "packet", "trace");
        assertThat(twice.lines().get(0).path("file").asText()).isEqualTo("-");
        assertThat(twice.lines().get(0).path("bytes").asInt()).isEqualTo(2 * PACKET);
    }

    @Test
    void shouldTakeTheFilesOfAnArchiveByTheirNames() throws IOException {
        Path second = directory.resolve("root/2026092/9E16/1/000000000_00000000");
        Path first = directory.resolve("root/2026091/9E16/1/071530250_000007D0");
        for (Path path : List.of(second, first)) {
            Files.createDirectories(path.getParent());
            Files.copy(file, path);
        }
        Files.writeString(directory.resolve("root/archive.sta"), "is no file of packets");

        DecodeRun run = DecodeRun.of(directory.resolve("root").toString());

        assertThat(run.lines().stream().filter(line -> line.path("rec").asText().equals("file"))
                .map(line -> line.path("file").asText()))
                .containsExactly(first.toString(), second.toString());
    }

    @Test
    void shouldSayWhenADirectoryIsNoArchive() throws IOException {
        DecodeRun run = DecodeRun.of(directory.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains(directory.toString(), "holds no file of an archive");
    }

    /** As far as it came is written, as the reference decoder does. */
    @Test
    void shouldSayWhichFileIsNotThere() throws IOException {
        DecodeRun run = DecodeRun.of("--packets", file.toString(), directory.resolve("none").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("none", "there is no such file");
        assertThat(run.lines()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "--tolerance-ms -1 x", "--tolerance-ms x x", "--rate 0 x", "--rate 1/0 x", "--rate x y",
        "--rate 1e3 x", "--rate 0.00001 x", "--rate 999999999 x", "--rate 1.23456789/7.65432109 x",
        "--data . x", "--unknown"
    })
    void shouldEndWithTwoForWrongUsage(String arguments) throws IOException {
        DecodeRun run = DecodeRun.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).isNotEmpty();
        assertThat(run.lines()).isEmpty();
    }

    @Test
    void shouldEndQuietlyWithTwoWhenTheReaderHasGone() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(
                new DecodeCommand(new ByteArrayInputStream(new byte[0]), closed));

        int exitCode = line.setErr(new PrintWriter(err)).execute(file.toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldDecodeThePacketsOfAJournalAndReportTheRest() throws IOException {
        Path data = directory.resolve("data");
        PacketJournal journal = JournalRecovery.open(new JournalConfig(
                data, Durability.PROCESS, 0, InstantSource.system()), "start=1").journal();
        append(journal, 0, packet(1, 0));
        append(journal, 1, "\u0085\0009E160010IDID0000\r\n".getBytes(StandardCharsets.ISO_8859_1));
        append(journal, 2, new byte[] {1, 2, 3});
        append(journal, 3, packet(2, 1));
        journal.close();

        DecodeRun run = DecodeRun.of("--data", data.toString());

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(records(run)).containsExactly("file", "packet", "entry", "entry", "packet", "trace");
        assertThat(run.lines().get(0).path("packets").asInt()).isEqualTo(2);
        assertThat(run.lines().get(0).path("other_entries").asInt()).isEqualTo(2);
        assertThat(run.lines().get(2).path("type").asText()).isEqualTo("RESPONSE ID");
        assertThat(run.lines().get(2).path("unit").asText()).isEqualTo("9E16");
        assertThat(run.lines().get(3).path("type").asText()).isEqualTo("UNKNOWN 01");
        assertThat(run.lines().get(3).path("bytes").asInt()).isEqualTo(3);
        assertThat(run.lines().get(4).path("i").asInt()).isEqualTo(1);
        assertThat(run.lines().get(5).path("npts").asInt()).isEqualTo(200);
    }

    private static void append(PacketJournal journal, int seq, byte[] body) {
        InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);
        journal.append(Transport.UDP, peer, UNIT, 1, seq, Unpooled.wrappedBuffer(body), 0, body.length);
    }

    @Test
    void shouldSayWhenThereIsNoJournal() throws IOException {
        DecodeRun run = DecodeRun.of("--data", directory.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("there is no journal in");
    }
}
