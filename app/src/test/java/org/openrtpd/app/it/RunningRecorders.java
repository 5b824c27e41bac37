package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.openrtpd.app.send.LossyLink;
import org.openrtpd.app.send.Sender;

/** Recorders that record all the time, whatever becomes of RTPD, half of them over UDP, half over TCP. */
final class RunningRecorders implements AutoCloseable {

    static final int FIRST_UNIT = 0x9A01;

    private final Sender sender;
    private final CompletableFuture<Void> sent;
    private final List<RunningRecorder> recorders;

    /**
     * @param port of RTPD, UDP and TCP
     * @param packetsPerSecond of each
     * @param loss part of the datagrams that is lost, each way
     */
    RunningRecorders(int port, int units, double packetsPerSecond, double loss, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        sender = new Sender(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), random);
        recorders = IntStream.range(0, units).mapToObj(i -> new RunningRecorder(
                FIRST_UNIT + i, random.nextInt(), packetsPerSecond)).toList();
        for (int i = 0; i < units; i++) {
            if (i % 2 == 0) {
                sender.addUdp(recorders.get(i), new LossyLink(loss, loss / 2, loss / 2, 0, random));
            } else {
                sender.addTcp(recorders.get(i));
            }
        }
        sent = sender.start();
    }

    /** The link of one is out from now on. */
    void cut(int recorder) {
        recorders.get(recorder).cut();
    }

    void cutAll() {
        recorders.forEach(RunningRecorder::cut);
    }

    void mendAll() {
        recorders.forEach(RunningRecorder::mend);
    }

    long acknowledged() {
        return sender.acknowledged();
    }

    /** Waits until every recorder had a packet acknowledged that it records from now on. */
    void awaitProgress() {
        List<Integer> recorded = recorders.stream().map(RunningRecorder::count).toList();
        await().atMost(RtpdProcess.LIMIT).untilAsserted(() ->
                assertThat(waitingFor(recorded)).as("recorders that still wait").isEmpty());
    }

    private List<String> waitingFor(List<Integer> recorded) {
        return IntStream.range(0, recorded.size())
                .filter(i -> recorders.get(i).acknowledgedCount() <= recorded.get(i))
                .mapToObj(i -> String.format("%04X: %d acknowledged, %d were recorded then, %d now",
                        recorders.get(i).unit(), recorders.get(i).acknowledgedCount(), recorded.get(i),
                        recorders.get(i).count())).toList();
    }

    /** Ends the recording, and waits until all that was recorded is acknowledged. */
    void finish() {
        mendAll();
        recorders.forEach(RunningRecorder::finish);
        assertThat(sent).succeedsWithin(RtpdProcess.LIMIT);
    }

    /** Number and hash of each packet, by unit, as recorded. */
    Map<Integer, List<String>> packets() {
        Map<Integer, List<String>> byUnit = new TreeMap<>();
        recorders.forEach(recorder -> byUnit.put(recorder.unit(), recorder.packets()));
        return byUnit;
    }

    @Override
    public void close() {
        sender.close();
    }
}
