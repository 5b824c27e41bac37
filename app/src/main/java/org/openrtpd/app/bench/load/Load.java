package org.openrtpd.app.bench.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.openrtpd.protocol.recorder.RecorderMessage;

/** Many recorders that push to one server, in the thread that calls. */
public final class Load implements AutoCloseable {

    private static final int TCP_UNDER_WAY = 4096;
    private static final long WAIT_NANOS = 10_000_000;
    private static final long RESEND_CHECK_NANOS = 50_000_000;
    private static final long SETTLE_NANOS = 5_000_000_000L;
    private static final long RAMP_NANOS = 200_000_000;
    private static final long STALE_NANOS = 60_000_000_000L;
    private static final int MOST_MADE_AT_ONCE = 256;
    private static final long HAND_OVER_NANOS = 200_000;
    private static final int HANDED_OVER = 32;

    private final Fleet fleet;
    private final Wire wire;
    private long lastUse = System.nanoTime();
    private long lastCheck;

    private Load(Fleet fleet, Wire wire) {
        this.fleet = fleet;
        this.wire = wire;
    }

    /**
     * Recorders over UDP.
     *
     * @param server an IPv4 loopback address
     * @param recorders 1 or more
     * @param mostUnderWay packets under way of all recorders together
     */
    public static Load udp(InetSocketAddress server, int recorders, int mostUnderWay) {
        Fleet fleet = new Fleet(recorders, RecorderMessage.MAX_UDP_WINDOW);
        return new Load(fleet, UdpWire.open(server, fleet, mostUnderWay));
    }

    /** Recorders over TCP, each with a connection of its own. */
    public static Load tcp(InetSocketAddress server, int recorders) {
        Fleet fleet = new Fleet(recorders, RecorderMessage.MAX_TCP_WINDOW);
        return new Load(fleet, TcpWire.open(server, fleet, TCP_UNDER_WAY));
    }

    /**
     * Attaches the recorders that have no session.
     *
     * @throws LoadFailed when not all could in that time
     */
    public void attach(Duration limit) {
        if (System.nanoTime() - lastUse > STALE_NANOS) {
            // The server may have forgotten them.
            for (int recorder = 0; recorder < fleet.size(); recorder++) {
                fleet.detached(recorder);
            }
        }
        wire.attach(limit);
        lastUse = System.nanoTime();
    }

    /**
     * Pushes for a while and waits until all is acknowledged.
     *
     * @param duration of the measured part; a fifth of a second goes before it
     */
    public LoadResult run(Schedule schedule, Duration duration, Span span) {
        Round round = new Round(schedule, fleet);
        long now = System.nanoTime();
        lastCheck = now;
        round.begin(now);
        if (!schedule.isSaturating()) {
            span.starts(round.dueTimes(RAMP_NANOS, duration.toNanos()));
        }
        runUntil(round, now + RAMP_NANOS);
        span.begins();
        now = System.nanoTime();
        round.measureFrom(now);
        runUntil(round, now + duration.toNanos());
        round.measureUntil(System.nanoTime());
        span.ends();
        round.end();
        settle(round);
        LoadResult result = round.result();
        fleet.end();
        wire.rest();
        lastUse = System.nanoTime();
        return result;
    }

    private void runUntil(Round round, long end) {
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            int received = wire.receive(round, now);
            round.makeDue(now, MOST_MADE_AT_ONCE);
            int moved = received + wire.send(now);
            long next = round.untilNext(now, Math.min(WAIT_NANOS, end - now));
            if (moved < HANDED_OVER && next < HAND_OVER_NANOS) {
                rest(round, Math.min(HAND_OVER_NANOS, end - now));
            } else if (moved == 0) {
                await(round, next);
            }
            resendSometimes(round, now);
        }
    }

    /** Waits for what is still under way, so that the next round begins with nothing. */
    private void settle(Round round) {
        long end = System.nanoTime() + SETTLE_NANOS;
        // What was due while this process had to wait for the processor is not left out.
        round.makeDue(System.nanoTime(), Integer.MAX_VALUE);
        for (long now = System.nanoTime(); fleet.unfinished() > 0 && now < end; now = System.nanoTime()) {
            if (wire.receive(round, now) + wire.send(now) == 0) {
                await(round, WAIT_NANOS);
            }
            resendSometimes(round, now);
        }
    }

    private void resendSometimes(Round round, long now) {
        if (now - lastCheck > RESEND_CHECK_NANOS) {
            lastCheck = now;
            round.resent(wire.resend(now));
        }
    }

    /**
     * Lets some come together, as a network card does before it wakes a system: each by itself, in both
     * directions, would cost both sides the processor time that is to be measured.
     */
    private static void rest(Round round, long nanos) {
        long before = System.nanoTime();
        LockSupport.parkNanos(nanos);
        round.waited(before, System.nanoTime());
    }

    private void await(Round round, long nanos) {
        if (nanos > 0) {
            long before = System.nanoTime();
            wire.await(nanos);
            round.waited(before, System.nanoTime());
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
