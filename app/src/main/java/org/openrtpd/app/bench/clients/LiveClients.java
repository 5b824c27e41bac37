package org.openrtpd.app.bench.clients;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.openrtpd.app.bench.load.DueTimes;
import org.openrtpd.app.terminal.CommandFailed;

/**
 * Client programs at the end of the journal that note of each packet how long after it was due they
 * had read it. They read in a thread of their own while the caller's thread pushes.
 */
final class LiveClients implements AutoCloseable {

    private static final int READ_AT_ONCE = 1 << 18;
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;
    private static final Duration LAST = Duration.ofSeconds(5);

    private final AttachedClients clients;
    private final ByteBuffer in =
            ByteBuffer.allocateDirect(READ_AT_ONCE + AttachedClients.MESSAGE);
    private final ByteBuffer[] partial;
    private final Histogram latency = new Histogram(LONGEST_NANOS, DIGITS);
    private final Thread thread = new Thread(this::read, "bench-live-clients");
    private volatile DueTimes due;
    private volatile long endNanos = Long.MAX_VALUE;
    private volatile String failure = "";
    private double busy;

    private LiveClients(AttachedClients clients) {
        this.clients = clients;
        this.partial = new ByteBuffer[clients.count()];
        for (int i = 0; i < partial.length; i++) {
            partial[i] = ByteBuffer.allocate(AttachedClients.MESSAGE);
        }
    }

    /**
     * What they read.
     *
     * @param latency nanoseconds of each packet of each client
     * @param missing packets that did not come, of all clients together
     * @param busy part of the time in which there was something to read, 0 to 1
     */
    record Result(Histogram latency, long missing, double busy) {}

    /** Connects them; they read from now on. */
    static LiveClients attach(InetSocketAddress server, int count, int firstSource) {
        LiveClients clients =
                new LiveClients(AttachedClients.attach(server, count, firstSource));
        clients.thread.setDaemon(true);
        clients.thread.start();
        return clients;
    }

    /** What they read from now on is of this round. */
    void expect(DueTimes round) {
        due = round;
    }

    private void read() {
        try {
            while (due == null && System.nanoTime() < endNanos) {
                clients.readOnce(this::take);
            }
            long begin = System.nanoTime();
            long waitedBefore = clients.waitedNanos();
            while (System.nanoTime() < endNanos && !isAllThere()) {
                clients.readOnce(this::take);
            }
            long nanos = System.nanoTime() - begin;
            busy = 1 - (double) (clients.waitedNanos() - waitedBefore) / nanos;
        } catch (CommandFailed e) {
            failure = e.getMessage();
        }
    }

    private boolean isAllThere() {
        return latency.getTotalCount() == due.packets() * clients.count();
    }

    private long take(SelectionKey key) {
        ByteBuffer rest = partial[(Integer) key.attachment()];
        in.clear().put(rest.flip());
        int bytes = AttachedClients.read(key, in);
        long now = System.nanoTime();
        in.flip();
        int at = 0;
        while (in.limit() - at >= AttachedClients.PREAMBLE) {
            int length = AttachedClients.PREAMBLE + in.getInt(at + Short.BYTES);
            if (length > AttachedClients.MESSAGE) {
                throw new CommandFailed("a client program got a message of " + length + " bytes");
            }
            if (in.limit() - at < length) {
                break;
            }
            if (length == AttachedClients.MESSAGE && due != null) {
                note(due.of(in, at + AttachedClients.PREAMBLE), now);
            }
            at += length;
        }
        rest.clear().put(in.position(at));
        return bytes;
    }

    private void note(long dueNanos, long now) {
        if (dueNanos != DueTimes.NOT_MEASURED) {
            latency.recordValue(Math.max(0, Math.min(LONGEST_NANOS, now - dueNanos)));
        }
    }

    /** Waits until they have all packets of the round, or nothing is to be expected any more. */
    Result finish() {
        endNanos = System.nanoTime() + LAST.toNanos();
        awaitThread();
        if (!failure.isEmpty()) {
            throw new CommandFailed(failure);
        }
        return new Result(latency, due.packets() * clients.count() - latency.getTotalCount(),
                busy);
    }

    private void awaitThread() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }

    @Override
    public void close() {
        endNanos = Long.MIN_VALUE;
        awaitThread();
        clients.close();
    }
}
