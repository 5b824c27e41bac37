package org.openrtpd.app.send;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of packets that have just enough of a header to be sent. */
final class TestPackets {

    static final int PACKET = 1024;
    static final int UNIT_9E16 = 0x9E16;
    static final int UNIT_91F5 = 0x91F5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Adds a DT of a unit whose last byte is its number. */
    TestPackets data(int unit, int number) {
        byte[] packet = new byte[PACKET];
        packet[0] = 'D';
        packet[1] = 'T';
        packet[4] = (byte) (unit >> 8);
        packet[5] = (byte) unit;
        packet[PACKET - 1] = (byte) number;
        bytes.writeBytes(packet);
        return this;
    }

    /** Adds packets of a unit with numbers from one on to before another. */
    TestPackets data(int unit, int from, int to) {
        for (int number = from; number < to; number++) {
            data(unit, number);
        }
        return this;
    }

    /** Adds a packet of no known type, with a unit where others have one. */
    TestPackets garbage(int number) {
        byte[] packet = new byte[PACKET];
        packet[4] = 0x12;
        packet[5] = 0x34;
        packet[PACKET - 1] = (byte) number;
        bytes.writeBytes(packet);
        return this;
    }

    TestPackets tail(int length) {
        bytes.writeBytes(new byte[length]);
        return this;
    }

    Path writeTo(Path file) throws IOException {
        return Files.write(file, bytes.toByteArray());
    }
}
