package org.openrtpd.app.bench.load;

/** Datagrams that are written into a batch, which goes out when it is full or told to. */
final class Outbox {

    private final DatagramBatch batch;
    private int staged;

    Outbox(DatagramBatch batch) {
        this.batch = batch;
    }

    /** Number of the slot that is written next. */
    int slot() {
        return staged;
    }

    /** Where the head of the next datagram begins in {@link DatagramBatch#out}. */
    int headStart() {
        return staged * DatagramBatch.SLOT;
    }

    /** The head is written; {@code body} as in {@link DatagramBatch#stage}. */
    void add(int headLength, int body, int recorder) {
        batch.stage(staged++, headLength, body, recorder);
        if (staged == DatagramBatch.SIZE) {
            flush();
        }
    }

    /** Sends what is there. */
    void flush() {
        if (staged > 0) {
            batch.send(staged);
            staged = 0;
        }
    }
}
