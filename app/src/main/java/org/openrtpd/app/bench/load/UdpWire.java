package org.openrtpd.app.bench.load;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.openrtpd.protocol.recorder.MessageType;

/**
 * Many recorders over UDP. Acknowledgements are trusted without their CRC:
 * the link is the loopback, and the generator must be the faster side.
 *
 * <p>All together have a bounded number of packets under way, because the receive buffer of the
 * server has a limit that no number of recorders moves. Within it each keeps its window of 16 full,
 * in turns.
 */
final class UdpWire implements Wire {

    private static final int FIRST_UNIT = 1;
    private static final int EPOCH = 0x0BE9C400;

    private final Fleet fleet;
    private final int mostUnderWay;
    private final ByteBuffer bodies;
    private final DatagramBatch batch;
    private final RecorderHead head;
    private final Timeline timeline;
    private final Outbox out;
    private final UdpAttaching attaching;

    private UdpWire(Fleet fleet, int mostUnderWay, ByteBuffer bodies, DatagramBatch batch) {
        this.fleet = fleet;
        this.mostUnderWay = mostUnderWay;
        this.bodies = bodies;
        this.batch = batch;
        this.out = new Outbox(batch);
        this.head = new RecorderHead(batch.out(), bodies, Bodies.LENGTH);
        this.timeline = new Timeline(bodies, System.currentTimeMillis());
        this.attaching = new UdpAttaching(fleet, batch, head, FIRST_UNIT, EPOCH);
    }

    /** @param mostUnderWay packets under way of all recorders together */
    static UdpWire open(InetSocketAddress server, Fleet fleet, int mostUnderWay) {
        ByteBuffer bodies = Bodies.make();
        DatagramBatch batch = LinuxCalls.areThere()
                ? new LinuxBatch(server, bodies, Bodies.LENGTH)
                : NioBatch.open(server, bodies, Bodies.LENGTH);
        return new UdpWire(fleet, mostUnderWay, bodies, batch);
    }

    @Override
    public void attach(Duration limit) {
        attaching.attachAll(limit);
    }

    @Override
    public void await(long nanos) {
        batch.await(nanos);
    }

    @Override
    public int receive(Round round, long now) {
        int received = batch.receive();
        ByteBuffer in = batch.in();
        for (int slot = 0; slot < received; slot++) {
            if (batch.length(slot) < RecorderHead.LENGTH) {
                continue;
            }
            take(round, in, slot * DatagramBatch.SLOT, now);
        }
        return received;
    }

    private void take(Round round, ByteBuffer in, int at, long now) {
        int recorder = RecorderHead.unit(in, at) - FIRST_UNIT;
        int type = RecorderHead.type(in, at);
        if (recorder < 0 || recorder >= fleet.size()) {
            return;
        }
        if (type == MessageType.ACK.code() || type == MessageType.NOP.code()) {
            int ack = RecorderHead.ack(in, at);
            int fresh = fleet.acknowledged(recorder, ack, RecorderHead.window(in, at), now);
            if (fresh > 0) {
                round.acknowledged(recorder, ack, fresh, now);
            }
        } else if (type == MessageType.BREAK.code()) {
            fleet.detached(recorder);
        }
    }

    @Override
    public int send(long now) {
        int sent = 0;
        while (sent < DatagramBatch.SIZE && fleet.underWay() < mostUnderWay) {
            int recorder = fleet.turn();
            if (recorder < 0) {
                break;
            }
            int seq = fleet.send(recorder, now);
            stage(recorder, seq);
            sent++;
        }
        out.flush();
        return sent;
    }

    @Override
    public int resend(long now) {
        int resent = 0;
        for (int recorder = 0; recorder < fleet.size(); recorder++) {
            if (fleet.isStalled(recorder, now, Round.LATE_NANOS)) {
                fleet.resent(recorder, now);
                resent += fleet.next(recorder) - fleet.acked(recorder);
                for (int seq = fleet.acked(recorder); seq != fleet.next(recorder); seq++) {
                    stage(recorder, seq);
                }
            }
        }
        out.flush();
        return resent;
    }

    private void stage(int recorder, int seq) {
        // Each of a batch has a body of its own, which says whose it is.
        int body = out.slot();
        bodies.putInt(body * Bodies.LENGTH + Bodies.RECORDER_OFFSET, recorder)
                .putInt(body * Bodies.LENGTH + Bodies.NUMBER_OFFSET, seq);
        timeline.place(bodies, body * Bodies.LENGTH, seq);
        head.packet(out.headStart(), FIRST_UNIT + recorder, fleet.session(recorder), EPOCH, seq, body);
        out.add(RecorderHead.LENGTH, body, recorder);
    }

    @Override
    public void rest() {
        // One socket serves all recorders.
    }

    @Override
    public void close() {
        batch.close();
    }
}
