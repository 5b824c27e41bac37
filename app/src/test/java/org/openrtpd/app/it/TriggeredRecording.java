package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/**
 * A recorder that records one stream all the time and another when something triggers it: a simulated
 * one, of whose second stream every third minute is kept and called triggered.
 */
final class TriggeredRecording {

    static final int EVERY = 3;

    private static final int STREAM_AT = 18;
    private static final int EVENT_AT = 16;
    private static final int TRIGGER_TYPE_AT = 92;
    private static final int TRIGGERED_STREAM = 1;
    private static final byte[] TRIGGERED = "EVT".getBytes(StandardCharsets.US_ASCII);

    private TriggeredRecording() {}

    /** Writes what unit 9D01 records from a time on, for so many minutes, as a file of packets. */
    static Path write(Path work, Instant start, int minutes) throws IOException {
        RtpdProcess.run(work, "simulate", "--out", work.resolve("simulated").toString(),
                "--layout", "flat", "--units", "1", "--gps", "none",
                "--streams", ShownNetwork.FAST + ";rate=200,channels=1,format=32,record=1m",
                "--start", start.toString(), "--duration", minutes + "m");
        byte[] all = Files.readAllBytes(work.resolve("simulated").resolve("9D01.ref"));
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        int events = 0;
        int event = -1;
        for (int at = 0; at < all.length; at += Recordings.PACKET) {
            byte[] packet = Arrays.copyOfRange(all, at, at + Recordings.PACKET);
            String type = new String(packet, 0, 2, StandardCharsets.US_ASCII);
            boolean other = packet[STREAM_AT] != TRIGGERED_STREAM
                    || !Arrays.asList("EH", "DT", "ET").contains(type);
            if (!other && number(packet) != event) {
                event = number(packet);
                events++;
            }
            if (other || events % EVERY == 0) {
                kept.write(other ? packet : called(type, packet));
            }
        }
        assertThat(events).as("events to choose from").isGreaterThan(EVERY);
        return Files.write(work.resolve("9D01-triggered.ref"), kept.toByteArray());
    }

    private static int number(byte[] packet) {
        return (packet[EVENT_AT] & 0xFF) << 8 | packet[EVENT_AT + 1] & 0xFF;
    }

    private static byte[] called(String type, byte[] packet) {
        if (!type.equals("DT")) {
            System.arraycopy(TRIGGERED, 0, packet, TRIGGER_TYPE_AT, TRIGGERED.length);
        }
        return packet;
    }
}
