package org.openrtpd.app.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Recordings to send: real ones where they are, and made ones of any length. */
final class Recordings {

    static final int PACKET = 1024;

    private Recordings() {}

    /** A file of packets of one unit, each with content of its own. */
    static Path make(Path directory, int unit, int packets) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < packets; i++) {
            bytes.write(packet(unit, i));
        }
        Path file = directory.resolve(String.format("%04X-%d", unit, packets));
        Files.write(file, bytes.toByteArray());
        return file;
    }

    /** A DT packet with a sound header; sequence and noise are made from its number. */
    static byte[] packet(int unit, int number) {
        byte[] packet = new byte[PACKET];
        new Random((long) unit << 32 | number).nextBytes(packet);
        packet[0] = 'D';
        packet[1] = 'T';
        packet[2] = 0;
        packet[3] = 0x26;
        packet[4] = (byte) (unit >> 8);
        packet[5] = (byte) unit;
        byte[] time = {0x08, 0x01, 0x23, 0x45, 0x60, 0x00};
        System.arraycopy(time, 0, packet, 6, time.length);
        packet[12] = 0x10;
        packet[13] = 0x24;
        packet[14] = bcd(number / 100 % 100);
        packet[15] = bcd(number % 100);
        byte[] extended = {0, 1, 0, 0, 0x02, 0x50, 0, 0x32};
        System.arraycopy(extended, 0, packet, 16, extended.length);
        return packet;
    }

    private static byte bcd(int value) {
        return (byte) (value / 10 << 4 | value % 10);
    }

    /** The real recordings, where the checkout has them beside it. */
    static Optional<List<Path>> real() throws IOException {
        String named = System.getenv("OPENRTPD_SHARED");
        Path shared = named == null ? Path.of("..", "..", "shared") : Path.of(named);
        Path data = shared.resolve("data");
        if (!Files.isDirectory(data)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(data)) {
            List<Path> recordings = files
                    .filter(f -> f.getFileName().toString().matches("\\d{9}_\\w+(\\.rt130)?"))
                    .sorted().toList();
            return recordings.isEmpty() ? Optional.empty() : Optional.of(recordings);
        }
    }

    /** The unit in a file's first packet, as four hex digits. */
    static String unit(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return String.format("%02X%02X", bytes[4], bytes[5]);
    }
}
