package org.openrtpd.app.bench.load;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;

/**
 * Many recorders over UDP, in the thread that calls. Acknowledgements are trusted without their CRC:
 * the link is the loopback, and the generator must be the faster side.
 *
 * <p>All together have a bounded number of packets under way, because the receive buffer of the
 * server has a limit that no number of recorders moves. Within it each keeps its window of 16 full,
 * in turns.
 */
public final class UdpLoad implements Load {

    private static final int FIRST_UNIT = 1;
    private static final int EPOCH = 0x0BE9C400;
    private static final long WAIT_NANOS = 10_000_000;
    private static final long RESEND_CHECK_NANOS = 50_000_000;
    private static final long SETTLE_NANOS = 5_000_000_000L;
    private static final long RAMP_NANOS = 200_000_000;
    private static final long STALE_NANOS = 60_000_000_000L;
    private static final int MOST_MADE_AT_ONCE = 256;

    private final Fleet fleet;
    private final int mostUnderWay;
    private final DatagramBatch batch;
    private final RecorderHead head;
    private final UdpAttaching attaching;
    private Round round;
    private int staged;
    private long lastUse = System.nanoTime();

    private UdpLoad(Fleet fleet, int mostUnderWay, DatagramBatch batch, RecorderHead head) {
        this.fleet = fleet;
        this.mostUnderWay = mostUnderWay;
        this.batch = batch;
        this.head = head;
        this.attaching = new UdpAttaching(fleet, batch, head, FIRST_UNIT, EPOCH);
    }

    /**
     * @param server an IPv4 loopback address
     * @param recorders 1 or more
     * @param mostUnderWay packets under way of all recorders together
     */
    public static UdpLoad open(InetSocketAddress server, int recorders, int mostUnderWay) {
        ByteBuffer bodies = Bodies.make();
        DatagramBatch batch = new LinuxBatch(server, bodies, Bodies.LENGTH);
        return new UdpLoad(new Fleet(recorders, RecorderMessage.MAX_UDP_WINDOW), mostUnderWay, batch,
                new RecorderHead(batch.out(), bodies, Bodies.LENGTH));
    }

    @Override
    public void attach(Duration limit) {
        if (System.nanoTime() - lastUse > STALE_NANOS) {
            // The server may have forgotten them.
            for (int recorder = 0; recorder < fleet.size(); recorder++) {
                fleet.detached(recorder);
            }
        }
        attaching.attachAll(limit);
        lastUse = System.nanoTime();
    }

    @Override
    public LoadResult run(Schedule schedule, Duration duration, Span span) {
        round = new Round(schedule, fleet);
        long now = System.nanoTime();
        round.begin(now);
        runUntil(now + RAMP_NANOS);
        span.begins();
        now = System.nanoTime();
        round.measureFrom(now);
        runUntil(now + duration.toNanos());
        round.measureUntil(System.nanoTime());
        span.ends();
        round.end();
        settle();
        LoadResult result = round.result();
        fleet.end();
        lastUse = System.nanoTime();
        return result;
    }

    private void runUntil(long end) {
        long checked = System.nanoTime();
        for (long now = checked; now < end; now = System.nanoTime()) {
            int received = receive(now);
            round.makeDue(now, MOST_MADE_AT_ONCE);
            int sent = sendReady(now);
            if (received == 0 && sent == 0) {
                await(round.untilNext(now, Math.min(WAIT_NANOS, end - now)));
            }
            if (now - checked > RESEND_CHECK_NANOS) {
                checked = now;
                resendStalled(now);
            }
        }
    }

    /** Waits for what is still under way, so that the next round begins with nothing. */
    private void settle() {
        long end = System.nanoTime() + SETTLE_NANOS;
        long checked = System.nanoTime();
        for (long now = checked; fleet.unfinished() > 0 && now < end; now = System.nanoTime()) {
            if (receive(now) == 0 && sendReady(now) == 0) {
                await(WAIT_NANOS);
            }
            if (now - checked > RESEND_CHECK_NANOS) {
                checked = now;
                resendStalled(now);
            }
        }
    }

    private void await(long nanos) {
        if (nanos <= 0) {
            return;
        }
        long before = System.nanoTime();
        batch.await(nanos);
        round.waited(before, System.nanoTime());
    }

    private int receive(long now) {
        int received = batch.receive();
        ByteBuffer in = batch.in();
        for (int slot = 0; slot < received; slot++) {
            take(in, slot * DatagramBatch.SLOT, now);
        }
        return received;
    }

    private void take(ByteBuffer in, int at, long now) {
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

    private int sendReady(long now) {
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
        flush();
        return sent;
    }

    private void resendStalled(long now) {
        for (int recorder = 0; recorder < fleet.size(); recorder++) {
            if (fleet.isStalled(recorder, now, Round.LATE_NANOS)) {
                fleet.resent(recorder, now);
                round.resent(fleet.next(recorder) - fleet.acked(recorder));
                for (int seq = fleet.acked(recorder); seq != fleet.next(recorder); seq++) {
                    stage(recorder, seq);
                }
            }
        }
        flush();
    }

    private void stage(int recorder, int seq) {
        int body = seq & Bodies.COUNT - 1;
        head.packet(staged * DatagramBatch.SLOT, FIRST_UNIT + recorder, fleet.session(recorder), EPOCH,
                seq, body);
        batch.stage(staged++, RecorderHead.LENGTH, body, recorder);
        if (staged == DatagramBatch.SIZE) {
            flush();
        }
    }

    private void flush() {
        if (staged > 0) {
            batch.send(staged);
            staged = 0;
        }
    }

    @Override
    public void close() {
        batch.close();
    }
}
