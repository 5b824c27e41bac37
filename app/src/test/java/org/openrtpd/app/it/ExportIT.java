package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.export.ExportedRecord;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;

/** {@code rtpd export} as a process, on journals that RTPD has written. */
class ExportIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ALL_FROM = "2000-01-01";
    private static final String ALL_UNTIL = "2040-01-01";

    @TempDir Path work;

    /** A journal into which some files were sent. */
    private Path journal(List<Path> files) {
        Path data = work.resolve("data");
        List<String> arguments = new ArrayList<>(List.of("send"));
        files.forEach(file -> arguments.add(file.toString()));
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0)) {
            arguments.addAll(List.of("--to", server.address()));
            RtpdProcess.run(work, arguments.toArray(new String[0]));
        }
        return data;
    }

    private byte[] export(Path data, String from, String until, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "export", "--data", data.toString(), "--from", from, "--until", until));
        arguments.addAll(List.of(more));
        return RtpdProcess.run(work, arguments.toArray(new String[0]));
    }

    @Test
    void shouldWriteTheSamplesOfASpanToStandardOutput() throws Exception {
        Path file = new EventRecording(0x9C03).write(work, 6);
        long from = Instant.parse("2026-03-01T23:58:21.007Z").toEpochMilli();
        long until = Instant.parse("2026-03-01T23:59:20Z").toEpochMilli();
        Path data = journal(List.of(file));

        byte[] records = export(
                data, "2026-03-01T23:58:21.007Z", "2026-03-01T23:59:20Z", "-o", "-");

        assertThat(ExportedRecord.samplesOf(ExportedRecord.all(records)))
                .isNotEmpty().isEqualTo(samplesOf(Files.readAllBytes(file), from, until));
    }

    @Test
    void shouldWriteTheSamplesThatTheArchiveHasOfRealRecordings() throws Exception {
        Optional<List<Path>> real = Recordings.real();
        assumeThat(real).as("the real recordings are not beside this checkout").isPresent();
        Path data = journal(real.get());
        Path sds = work.resolve("sds");
        RtpdProcess.run(work, "archive", "--data", data.toString(), "--mseed", sds.toString(), "--once");

        byte[] exported = export(data, ALL_FROM, ALL_UNTIL, "-o", "-");
        byte[] raw = export(data, ALL_FROM, ALL_UNTIL, "-o", "-", "--format", "raw");

        List<ExportedRecord> archived = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sds)) {
            for (Path file : files.filter(f -> f.toString().contains(".D/")).toList()) {
                archived.addAll(ExportedRecord.all(Files.readAllBytes(file)));
            }
        }
        assertThat(ExportedRecord.samplesOf(ExportedRecord.all(exported)))
                .isNotEmpty().isEqualTo(ExportedRecord.samplesOf(archived));
        assertThat(raw).isEqualTo(
                RtpdProcess.run(work, "tail", "--data", data.toString(), "--format", "raw"));
    }

    @Test
    void shouldEndQuietlyWhenItsReaderHasSeenEnough() throws Exception {
        Path data = journal(List.of(new EventRecording(0x9C04).write(work, 60)));
        Path errors = work.resolve("errors");
        Process process = new ProcessBuilder(RtpdProcess.DISTRIBUTION.resolve("bin/rtpd").toString(),
                "export", "--data", data.toString(), "--from", ALL_FROM, "--until", ALL_UNTIL,
                "--format", "raw", "-o", "-").redirectError(errors.toFile()).start();

        process.getInputStream().readNBytes(1024);
        process.getInputStream().close();

        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(errors)).isEmpty();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void shouldSayThatOutputIsCutShortWhenItCannotBeWritten() throws Exception {
        Path data = journal(List.of(new EventRecording(0x9C05).write(work, 1)));

        Result result = shell(data, "-o - > /dev/full");

        assertThat(result.exitCode).isEqualTo(1);
        assertThat(result.errors).contains("cut short").contains("No space left");
    }

    @Test
    void shouldLeaveNoHalfFileWhereTheDiskTakesNoMore() throws Exception {
        Path data = journal(List.of(new EventRecording(0x9C06).write(work, 60)));

        Result result = shell("ulimit -f 200; ", data, "--format raw -o " + work.resolve("out/all"));

        assertThat(result.exitCode).as(result.errors).isEqualTo(1);
        assertThat(result.errors).contains("cannot write to").contains("no half file is left");
        try (Stream<Path> left = Files.list(work.resolve("out"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void shouldExitWithOneWhenThereIsNothingInTheSpan() throws Exception {
        Path data = journal(List.of(new EventRecording(0x9C07).write(work, 1)));

        Result result = shell(data, "--until 2001-01-01 -o -");

        assertThat(result.exitCode).isEqualTo(1);
        assertThat(result.errors).contains("there is nothing to export");
    }

    private record Result(int exitCode, String errors) {}

    private Result shell(Path data, String rest) throws IOException, InterruptedException {
        return shell("", data, rest);
    }

    private Result shell(String before, Path data, String rest)
            throws IOException, InterruptedException {
        Path errors = work.resolve("errors");
        String until = rest.contains("--until") ? "" : " --until " + ALL_UNTIL;
        Process process = new ProcessBuilder("bash", "-c", before
                + RtpdProcess.DISTRIBUTION.resolve("bin/rtpd") + " export --data " + data + " --from "
                + ALL_FROM + until + " " + rest).redirectError(errors.toFile()).start();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(errors));
    }

    private static Map<String, Integer> samplesOf(byte[] file, long from, long until) {
        Map<String, Integer> samples = new TreeMap<>();
        SampleDecoder decoder = new SampleDecoder();
        DataPacket view = new DataPacket();
        int[] decoded = new int[SampleDecoder.MAX_SAMPLES];
        ByteBuf packets = Unpooled.wrappedBuffer(file);
        for (int at = 0; at < file.length; at += Recordings.PACKET) {
            int count = decoder.decode(packets.slice(at, Recordings.PACKET), 0, decoded);
            view.wrap(packets, at);
            for (int i = 0; i < count; i++) {
                long millis = view.header().timeNanos() / 1_000_000 + i * 1000L / EventRecording.RATE;
                if (from <= millis && millis < until) {
                    samples.merge("XX.SC03..HH" + "ZNE".charAt(view.channelIndex()) + ' ' + millis
                            + ' ' + decoded[i], 1, Integer::sum);
                }
            }
        }
        return samples;
    }
}
