package org.openrtpd.storage.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Packets as recorders send them on a bad day: events over three channels and two streams, losses,
 * late packets, events that restart, clocks that step, logs, and bytes that mean nothing.
 */
public final class RandomRecording {

    private static final int[] UNITS = {0x9E16, 0x91F5};
    private static final int SAMPLES = 50;

    private final SplittableRandom random;
    private final List<byte[]> packets = new ArrayList<>();
    private long millis = TestRecorder.millis("2026-12-31T23:58:30.000");
    private int seed;

    public RandomRecording(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** As many packets, about. */
    public List<byte[]> packets(int count) {
        int event = 9990;
        while (packets.size() < count) {
            event(new TestRecorder(UNITS[random.nextInt(UNITS.length)]), random.nextInt(2),
                    event++ % 10_000);
        }
        return packets;
    }

    private void event(TestRecorder recorder, int stream, int event) {
        List<byte[]> sent = new ArrayList<>();
        long start = millis;
        int sequence = 0;
        sent.add(recorder.header(stream, event, sequence++, start, start + random.nextInt(2) * 5));
        int rounds = 1 + random.nextInt(6);
        for (int round = 0; round < rounds; round++) {
            if (random.nextInt(20) == 0) {
                millis += random.nextInt(-1500, 1500);
            }
            for (int channel = 0; channel < 3; channel++) {
                sent.add(recorder.data(stream, channel, event, sequence++, millis,
                        TestRecorder.samples(SAMPLES, ++seed)));
            }
            millis += SAMPLES * 10;
        }
        sent.add(recorder.trailer(stream, event, sequence, start, millis - 10));
        disturb(sent, recorder);
        packets.addAll(sent);
        if (random.nextInt(6) == 0) {
            millis += 60_000;
        }
    }

    private void disturb(List<byte[]> sent, TestRecorder recorder) {
        for (int i = random.nextInt(10); i < sent.size(); i += 1 + random.nextInt(25)) {
            int other = random.nextInt(sent.size());
            switch (random.nextInt(5)) {
                case 0 -> sent.remove(i);
                case 1 -> sent.add(other, sent.remove(i));
                case 2 -> sent.add(i, recorder.log(++seed % 10_000, millis,
                        "001:00:00:00 EXTERNAL CLOCK IS LOCKED " + ++seed + "\r\n"));
                case 3 -> sent.add(i, TestRecorder.with(
                        recorder.any("QQ", 0, millis, ++seed), 900, ++seed >> 8));
                default -> packets.add(sent.remove(i));
            }
        }
    }
}
