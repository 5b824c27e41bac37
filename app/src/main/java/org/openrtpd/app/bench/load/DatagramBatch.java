package org.openrtpd.app.bench.load;

import java.io.Closeable;
import java.nio.ByteBuffer;

/**
 * A socket of many recorders that sends and receives many datagrams at a time. One thread only. A
 * datagram is a head, written into {@link #out()}, and for a packet one of the bodies that were
 * given at the beginning.
 */
interface DatagramBatch extends Closeable {

    /** Datagrams that one call takes. */
    int SIZE = 64;

    /** Bytes reserved for each head that goes out, and for each datagram that comes in. */
    int SLOT = 64;

    /** No body: the datagram is its head. */
    int NO_BODY = -1;

    /** Heads of the datagrams to be sent, {@value #SLOT} bytes apart, big-endian. */
    ByteBuffer out();

    /** Datagrams received, {@value #SLOT} bytes apart, big-endian. */
    ByteBuffer in();

    /** Describes the datagram in slot {@code slot}, sent from an address of its own where it can be. */
    void stage(int slot, int headLength, int body, int recorder);

    /** Sends slots 0 to {@code count - 1}; returns how many the system took. */
    int send(int count);

    /** Receives without waiting; returns how many datagrams lie in {@link #in()}. */
    int receive();

    /** Length of a datagram received. */
    int length(int slot);

    /** Waits until something can be received, for at most some nanoseconds. */
    void await(long nanos);

    @Override
    void close();
}
