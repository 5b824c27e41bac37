package org.openrtpd.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignCaptureTest {

    private static final Instant NOW = Instant.ofEpochSecond(0x6543_2100L, 0x1234 * 1000L + 999);
    private static final long NO_LIMIT = 1 << 20;

    /** pcap file header: magic, version 2.4, zone, accuracy, snap length 65535, link type 101. */
    private static final String FILE_HEADER =
            "a1b2c3d4" + "0002" + "0004" + "00000000" + "00000000" + "0000ffff" + "00000065";

    @TempDir Path directory;
    private Path path;
    private InetSocketAddress recorder;
    private InetSocketAddress server;

    @BeforeEach
    void prepare() throws UnknownHostException {
        path = directory.resolve("foreign.pcap");
        recorder = address("192.0.2.10", 40_000);
        server = address("198.51.100.20", 2543);
    }

    private static InetSocketAddress address(String host, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    private ForeignCapture open(long limitBytes) throws IOException {
        return ForeignCapture.open(path, limitBytes, InstantSource.fixed(NOW));
    }

    private static ByteBuf datagram(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private String written() throws IOException {
        return HexFormat.of().formatHex(Files.readAllBytes(path));
    }

    @Test
    void shouldWriteAnIpv4Datagram() throws Exception {
        try (ForeignCapture capture = open(NO_LIMIT)) {
            assertThat(capture.keep(datagram("Hello"), recorder, server)).isTrue();
        }

        assertThat(written()).isEqualTo(FILE_HEADER
                // Seconds, microseconds, bytes kept, bytes there were: 20 + 8 + 5.
                + "65432100" + "00001234" + "00000021" + "00000021"
                // IPv4: header of 5 words, total length, no fragment, TTL 64, UDP, addresses.
                + "45000021" + "00000000" + "40110000" + "c000020a" + "c6336414"
                // UDP: ports, length 8 + 5, no checksum.
                + "9c40" + "09ef" + "000d" + "0000"
                + "48656c6c6f");
    }

    @Test
    void shouldWriteAnIpv6Datagram() throws Exception {
        try (ForeignCapture capture = open(NO_LIMIT)) {
            capture.keep(datagram("Hi"), address("2001:db8::7", 1), address("2001:db8::8", 65_535));
        }

        assertThat(written()).isEqualTo(FILE_HEADER
                + "65432100" + "00001234" + "00000032" + "00000032"
                // IPv6: version, payload length 8 + 2, UDP, hop limit 64, addresses.
                + "60000000" + "000a" + "11" + "40"
                + "20010db8000000000000000000000007" + "20010db8000000000000000000000008"
                + "0001" + "ffff" + "000a" + "0000"
                + "4869");
    }

    @Test
    void shouldWriteATargetOfTheOtherFamilyAsZeros() throws Exception {
        try (ForeignCapture capture = open(NO_LIMIT)) {
            capture.keep(datagram("x"), recorder, address("::", 2543));
        }

        assertThat(written()).contains("c000020a" + "00000000" + "9c40" + "09ef");
    }

    @Test
    void shouldKeepOnlyTheReadablePartOfABuffer() throws Exception {
        ByteBuf datagram = datagram("--Hello");
        datagram.skipBytes(2);
        try (ForeignCapture capture = open(NO_LIMIT)) {
            capture.keep(datagram, recorder, server);
        }

        assertThat(written()).endsWith("0000" + "48656c6c6f");
        assertThat(datagram.readableBytes()).as("left for others").isEqualTo(5);
    }

    @Test
    void shouldStopAtItsLimitForGood() throws Exception {
        long limit = 24 + 3 * (16 + 20 + 8 + 100);
        try (ForeignCapture capture = open(limit)) {
            ByteBuf datagram = datagram("x".repeat(100));
            assertThat(capture.keep(datagram, recorder, server)).isTrue();
            assertThat(capture.keep(datagram, recorder, server)).isTrue();
            // Counted with the larger header, so that the limit holds for every datagram.
            assertThat(capture.keep(datagram, recorder, server)).isFalse();
            assertThat(capture.keep(datagram("x"), recorder, server)).isFalse();
        }

        assertThat(Files.size(path)).isLessThanOrEqualTo(limit);
    }

    @Test
    void shouldGoOnBehindWhatAnEarlierRunLeft() throws Exception {
        try (ForeignCapture capture = open(NO_LIMIT)) {
            capture.keep(datagram("one"), recorder, server);
        }
        long before = Files.size(path);
        try (ForeignCapture capture = open(NO_LIMIT)) {
            capture.keep(datagram("two"), recorder, server);
        }

        assertThat(Files.size(path)).isEqualTo(before + before - 24);
        assertThat(written()).containsOnlyOnce(FILE_HEADER).contains("6f6e65").endsWith("74776f");
    }

    @Test
    void shouldKeepNothingMoreWhenTheFileIsClosed() throws Exception {
        ForeignCapture capture = open(NO_LIMIT);
        capture.close();

        assertThat(capture.keep(datagram("x"), recorder, server)).isFalse();
    }
}
