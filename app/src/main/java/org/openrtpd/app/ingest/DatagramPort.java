package org.openrtpd.app.ingest;

import java.net.InetSocketAddress;

/** The UDP socket of recorders, bound and not read from yet. */
interface DatagramPort {

    /** How datagrams are read, for the log. */
    String name();

    InetSocketAddress address();

    /** Reads from now on, on the loop it was made for. */
    void start(DatagramIntake intake);

    /** Sends what waits. Event loop only. */
    void flush();

    /** Reads no more; what is sent still goes out. Event loop only. */
    void stop();

    /** Datagrams that the system threw away because the receive buffer was full; any thread. */
    long dropped();

    void close();
}
