package org.openrtpd.app.bench.clients;

import java.nio.ByteBuffer;

/**
 * Client programs that read as fast as they can and look at nothing. The few heartbeats between
 * packets do not count.
 */
final class ReadingClients {

    private static final int READ_AT_ONCE = 1 << 18;

    private final AttachedClients clients;
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_AT_ONCE);

    ReadingClients(AttachedClients clients) {
        this.clients = clients;
    }

    /** What a while of reading showed; {@code busyNanos} is the time in which there was something. */
    record Result(long bytes, long nanos, long busyNanos) {

        double packetsPerSecond() {
            return packets() * 1e9 / nanos;
        }

        double packets() {
            return (double) bytes / AttachedClients.MESSAGE;
        }

        double busy() {
            return (double) busyNanos / nanos;
        }
    }

    /** Reads for a while, or until that many bytes have come. */
    Result read(long nanos, long mostBytes) {
        long begin = System.nanoTime();
        long waitedBefore = clients.waitedNanos();
        long now = begin;
        long bytes = 0;
        while (now - begin < nanos && bytes < mostBytes) {
            bytes += clients.readOnce(key -> AttachedClients.read(key, in.clear()));
            now = System.nanoTime();
        }
        long waited = clients.waitedNanos() - waitedBefore;
        return new Result(bytes, now - begin, now - begin - waited);
    }
}
