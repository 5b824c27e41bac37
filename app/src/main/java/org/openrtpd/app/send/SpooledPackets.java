package org.openrtpd.app.send;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * The packets of one unit, read from its files when they are sent. They become available at a given
 * rate. Numbers of files start at 0 and stay below 2^31, so they are compared plainly.
 */
final class SpooledPackets implements RecorderSupply {

    private final Spool.UnitSpool unit;
    private final List<Spool.Run> runs;
    private final int oldest;
    private int total;
    private int firstToSend;
    private final double packetsPerSecond;
    private final long startNanos;
    private final ByteBuffer buffer = ByteBuffer.allocate(PacketHeader.PACKET_LENGTH);
    private final ByteBuf view = Unpooled.wrappedBuffer(buffer.array());
    private FileChannel channel;
    private Path channelPath;
    private final TreeMap<Integer, ByteBuf> answers = new TreeMap<>();
    private int released;
    private int answersReleased;
    private int acknowledged;

    /**
     * @param packetsPerSecond at which packets become available; 0 for all at once
     */
    SpooledPackets(Spool.UnitSpool unit, double packetsPerSecond, long nowNanos) {
        this.unit = unit;
        this.packetsPerSecond = packetsPerSecond;
        this.startNanos = nowNanos;
        this.runs = unbrokenTail(unit.runs);
        this.oldest = runs.get(0).first();
        this.total = runs.get(runs.size() - 1).end();
        this.firstToSend = Math.max(oldest, Math.min(total, unit.acknowledged));
        this.acknowledged = oldest;
        this.released = firstToSend;
        release(nowNanos);
    }

    /** The last runs that follow one another: what lies before a missing file is not there. */
    private static List<Spool.Run> unbrokenTail(List<Spool.Run> runs) {
        List<Spool.Run> sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparingInt(Spool.Run::first));
        int from = sorted.size() - 1;
        while (from > 0 && sorted.get(from - 1).end() == sorted.get(from).first()) {
            from--;
        }
        return sorted.subList(from, sorted.size());
    }

    @Override
    public void release(long nowNanos) {
        if (packetsPerSecond <= 0) {
            released = total;
            return;
        }
        // What was acknowledged before this run began is not sent, so it takes no time.
        double due = (nowNanos - startNanos) / 1e9 * packetsPerSecond;
        released = (int) Math.min(total, Math.max(released, firstToSend + answersReleased + (long) due));
    }

    @Override
    public int unit() {
        return unit.unit;
    }

    @Override
    public int epoch() {
        return unit.epoch;
    }

    @Override
    public int count() {
        return total - oldest;
    }

    @Override
    public int acknowledgedCount() {
        return Math.max(0, Math.min(total, acknowledged) - oldest);
    }

    @Override
    public boolean isDone() {
        return acknowledged >= total;
    }

    @Override
    public int oldest() {
        return oldest;
    }

    @Override
    public int end() {
        return released;
    }

    @Override
    public int numbered() {
        return total;
    }

    /** The packets of files that are not released yet move behind it, unless a spool keeps numbers. */
    @Override
    public boolean answer(byte[] bytes) {
        if (unit.isKept) {
            return false;
        }
        answers.put(released, Unpooled.wrappedBuffer(bytes));
        total++;
        released++;
        answersReleased++;
        return true;
    }

    @Override
    public ByteBuf packet(int seq) {
        ByteBuf answer = answers.get(seq);
        return answer == null ? filePacket(seq - answers.headMap(seq).size()) : answer;
    }

    private ByteBuf filePacket(int seq) {
        Spool.Run run = runs.stream().filter(r -> seq >= r.first() && seq < r.end()).findFirst()
                .orElseThrow(() -> new IllegalStateException("packet " + seq + " is not here"));
        Path path = run.file().path();
        try {
            if (!path.equals(channelPath)) {
                close();
                channel = FileChannel.open(path, StandardOpenOption.READ);
                channelPath = path;
            }
            long place = run.places()[seq - run.first()];
            PacketFile.readFully(channel, buffer.clear(), place * PacketHeader.PACKET_LENGTH);
            return view;
        } catch (IOException e) {
            throw new CommandFailed("cannot read " + path + " any more: " + e.getMessage());
        }
    }

    @Override
    public void acknowledged(int next) {
        acknowledged = Math.max(acknowledged, next);
        if (next > released) {
            // A run before this one came further than its spool was told.
            firstToSend += next - released;
            released = next;
        }
        unit.acknowledged = Math.max(unit.acknowledged, next);
    }

    void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
