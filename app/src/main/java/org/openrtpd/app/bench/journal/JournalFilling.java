package org.openrtpd.app.bench.journal;

import java.time.Duration;
import org.openrtpd.app.bench.load.Load;
import org.openrtpd.app.bench.load.Schedule;
import org.openrtpd.app.bench.load.Span;
import org.openrtpd.app.bench.target.SocketBuffer;
import org.openrtpd.app.bench.target.Target;

/** Lets an RTPD have a journal of some size, by pushing packets to it. */
public final class JournalFilling {

    private static final int RECORDERS = 100;
    private static final Duration ATTACH = Duration.ofMinutes(1);
    private static final Duration STEP = Duration.ofMillis(200);

    private JournalFilling() {}

    /** Pushes at least so many packets, all acknowledged; returns how many. */
    public static long fill(Target rtpd, long packets) {
        long done = 0;
        try (Load load = Load.udp(rtpd.address(), RECORDERS, SocketBuffer.packetsUnderWay())) {
            load.attach(ATTACH);
            while (done < packets) {
                done += load.run(Schedule.saturating(), STEP, Span.UNOBSERVED).packets();
            }
        }
        return done;
    }
}
