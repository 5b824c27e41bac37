package org.openrtpd.app.bench.load;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.openrtpd.protocol.recorder.MessageType;

/** How recorders get a session over UDP: DISCOVER, OFFER, ATTACH, ATTACHED. */
final class UdpAttaching {

    /** Handshakes under way: few enough that none of their datagrams are lost. */
    private static final int AT_A_TIME = 128;
    private static final long PATIENCE_NANOS = 300_000_000;

    private final Fleet fleet;
    private final DatagramBatch batch;
    private final RecorderHead head;
    private final Outbox out;
    private final int firstUnit;
    private final int epoch;
    private int answered;

    UdpAttaching(Fleet fleet, DatagramBatch batch, RecorderHead head, int firstUnit, int epoch) {
        this.fleet = fleet;
        this.batch = batch;
        this.head = head;
        this.out = new Outbox(batch);
        this.firstUnit = firstUnit;
        this.epoch = epoch;
    }

    void attachAll(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        int missing = missing();
        while (missing > 0) {
            if (System.nanoTime() > end) {
                throw new LoadFailed(missing + " of " + fleet.size() + " recorders got no session in "
                        + limit.toSeconds() + " s: the server is too slow, or refuses them");
            }
            pass();
            missing = missing();
        }
    }

    private int missing() {
        int missing = 0;
        for (int recorder = 0; recorder < fleet.size(); recorder++) {
            missing += fleet.isAttached(recorder) ? 0 : 1;
        }
        return missing;
    }

    /** Asks once for every recorder that has no session. */
    private void pass() {
        int asked = 0;
        answered = 0;
        for (int recorder = 0; recorder < fleet.size(); recorder++) {
            if (fleet.isAttached(recorder)) {
                continue;
            }
            out.add(head.discover(out.headStart(), firstUnit + recorder), DatagramBatch.NO_BODY, recorder);
            asked++;
            while (asked - answered >= AT_A_TIME) {
                out.flush();
                if (!receive()) {
                    return;
                }
            }
        }
        out.flush();
        while (asked > answered && receive()) {
            out.flush();
        }
    }

    /** Takes what has come, waiting for it; false when nothing did. */
    private boolean receive() {
        int received = batch.receive();
        if (received == 0) {
            batch.await(PATIENCE_NANOS);
            received = batch.receive();
        }
        for (int slot = 0; slot < received; slot++) {
            take(batch.in(), slot * DatagramBatch.SLOT);
        }
        out.flush();
        return received > 0;
    }

    private void take(ByteBuffer in, int at) {
        int unit = RecorderHead.unit(in, at);
        int recorder = unit - firstUnit;
        int type = RecorderHead.type(in, at);
        if (recorder < 0 || recorder >= fleet.size() || fleet.isAttached(recorder)) {
            return;
        }
        if (type == MessageType.OFFER.code()) {
            long cookie = RecorderHead.cookie(in, at);
            out.add(head.attach(out.headStart(), unit, cookie, epoch, fleet.next(recorder)),
                    DatagramBatch.NO_BODY, recorder);
        } else if (type == MessageType.ATTACHED.code()) {
            answered++;
            fleet.attached(recorder, RecorderHead.session(in, at), RecorderHead.ack(in, at),
                    RecorderHead.window(in, at));
        }
    }
}
