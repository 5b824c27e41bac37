package org.openrtpd.app.bench.load;

import java.io.Closeable;
import java.time.Duration;

/** How the packets of a fleet reach the server, and its answers the fleet. One thread only. */
interface Wire extends Closeable {

    /**
     * Attaches the recorders that have no session.
     *
     * @throws LoadFailed when not all could in that time
     */
    void attach(Duration limit);

    /** Takes the answers that are there; returns how many. */
    int receive(Round round, long nowNanos);

    /** Sends some of what may be sent; returns how many packets. */
    int send(long nowNanos);

    /** Sends again what was not acknowledged in time; returns how many packets. */
    int resend(long nowNanos);

    /** Waits until something comes, for at most some nanoseconds. */
    void await(long nanos);

    /** Nothing is sent for a while; what takes room on the machine may go until {@link #attach}. */
    void rest();

    @Override
    void close();
}
