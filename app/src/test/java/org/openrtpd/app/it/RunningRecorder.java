package org.openrtpd.app.it;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.IntStream;
import org.openrtpd.app.send.RecorderSupply;

/** A recorder that never stops recording until it is told to; its packets follow from their numbers. */
final class RunningRecorder implements RecorderSupply {

    private final int unit;
    private final int epoch;
    private final double packetsPerSecond;
    private final long startNanos = System.nanoTime();
    private volatile int recorded;
    private volatile int acknowledged;
    private volatile boolean linked = true;
    private volatile boolean recording = true;

    RunningRecorder(int unit, int epoch, double packetsPerSecond) {
        this.unit = unit;
        this.epoch = epoch;
        this.packetsPerSecond = packetsPerSecond;
    }

    void cut() {
        linked = false;
    }

    void mend() {
        linked = true;
    }

    void finish() {
        recording = false;
    }

    List<String> packets() {
        return IntStream.range(0, recorded)
                .mapToObj(seq -> ServerJournal.line(seq, Recordings.packet(unit, seq))).toList();
    }

    @Override
    public int unit() {
        return unit;
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public void release(long nowNanos) {
        if (recording) {
            recorded = (int) ((nowNanos - startNanos) / 1e9 * packetsPerSecond);
        }
    }

    @Override
    public boolean hasLink(long nowNanos) {
        return linked;
    }

    @Override
    public int count() {
        return recorded;
    }

    @Override
    public int acknowledgedCount() {
        return acknowledged;
    }

    @Override
    public boolean isDone() {
        return !recording && acknowledged >= recorded;
    }

    @Override
    public boolean answer(byte[] bytes) {
        return false;
    }

    @Override
    public int oldest() {
        return 0;
    }

    @Override
    public int end() {
        return recorded;
    }

    @Override
    public ByteBuf packet(int seq) {
        return Unpooled.wrappedBuffer(Recordings.packet(unit, seq));
    }

    @Override
    public void acknowledged(int next) {
        acknowledged = Math.max(acknowledged, next);
    }
}
