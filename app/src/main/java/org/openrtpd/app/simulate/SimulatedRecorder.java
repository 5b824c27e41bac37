package org.openrtpd.app.simulate;

import io.netty.buffer.ByteBuf;
import org.openrtpd.app.send.RecorderSupply;
import org.openrtpd.protocol.recorder.Seq;

/**
 * A recorder whose packets are made when their time has come, and kept until they are acknowledged.
 * At most {@link #KEPT} are kept: while the server takes none, no more are made, and they are made
 * the same later, so a backlog of days costs no memory. The event loop's, except where said.
 */
public final class SimulatedRecorder implements RecorderSupply {

    /** Packets that are kept; a power of two, several windows of UDP. */
    static final int KEPT = 128;

    private final Recording recording;
    private final int epoch;
    private final SimulatedTime time;
    private final Outages outages;
    private final ByteBuf[] kept = new ByteBuf[KEPT];
    private volatile int made;
    private volatile int acknowledged;
    private volatile boolean over;
    private volatile boolean stopped;
    private long dueMillis;
    private long nowMillis = Long.MIN_VALUE;

    /** A recorder whose link is never cut on purpose. */
    public SimulatedRecorder(Recording recording, int epoch, SimulatedTime time) {
        this(recording, epoch, time, Outages.NONE);
    }

    /** @param epoch names the numbering, which begins with 0 here */
    SimulatedRecorder(Recording recording, int epoch, SimulatedTime time, Outages outages) {
        this.recording = recording;
        this.epoch = epoch;
        this.time = time;
        this.outages = outages;
        this.dueMillis = recording.dueMillis();
    }

    @Override
    public int unit() {
        return recording.unit();
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public void release(long nowNanos) {
        if (!stopped) {
            nowMillis = time.millisAt(nowNanos);
        } else if (time.factor() == SimulatedTime.MAX) {
            // There is no hour at which it was stopped: what has been made is all.
            nowMillis = Long.MIN_VALUE;
        }
        makeDue();
    }

    private void makeDue() {
        while (dueMillis <= nowMillis && Seq.distance(acknowledged, made) < KEPT) {
            kept[made & KEPT - 1] = recording.take();
            made++;
            dueMillis = recording.dueMillis();
        }
        over = dueMillis > nowMillis && (stopped || dueMillis == PacketTrain.NEVER);
    }

    /** Records nothing more, as if its power were cut; what there is is still sent. Any thread. */
    public void stop() {
        stopped = true;
    }

    @Override
    public ByteBuf packet(int seq) {
        return kept[seq & KEPT - 1];
    }

    @Override
    public int oldest() {
        return acknowledged;
    }

    @Override
    public int end() {
        return made;
    }

    @Override
    public void acknowledged(int next) {
        if (Seq.isBefore(acknowledged, next)) {
            acknowledged = next;
            makeDue();
        }
    }

    @Override
    public boolean hasLink(long nowNanos) {
        return stopped || !outages.isOut(recording.unit(), nowNanos - time.startNanos());
    }

    @Override
    public int count() {
        return made;
    }

    @Override
    public int acknowledgedCount() {
        return acknowledged;
    }

    @Override
    public boolean isDone() {
        return over && acknowledged == made;
    }

    @Override
    public boolean answer(byte[] bytes) {
        return false;
    }
}
