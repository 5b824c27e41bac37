package org.openrtpd.app.ops;

import java.net.InetAddress;
import java.util.function.LongSupplier;
import org.openrtpd.protocol.session.NetworkRate;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Lines about what somebody in the network can make happen as often as they like, such as attaching.
 * Of each source network (/24, IPv6 /48) {@link #BURST} lines are written, enough for the recorders of
 * a large network that all come back, and then two a second. Any thread.
 */
public final class SourceLog {

    static final int BURST = 5000;

    private static final double LINES_PER_SECOND = 2;

    private final Logger log;
    private final LongSupplier nanoTime;
    private final RateLimitedLog limited;
    private final NetworkRate lines = new NetworkRate(LINES_PER_SECOND, BURST);

    public SourceLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.limited = new RateLimitedLog(log, nanoTime);
    }

    /** Logs a line about a source, or that it has too many of them. */
    public synchronized void log(
            Level level, InetAddress source, String format, Object... arguments) {
        if (!log.isEnabledForLevel(level)) {
            return;
        }
        if (lines.permits(source, nanoTime.getAsLong())) {
            log.atLevel(level).log(format, arguments);
        } else {
            limited.warn("too many", "so much happens with the network of {} that not all of it is told:"
                    + " connections come and go there. The metrics count them; shut the network out if it"
                    + " is not yours", source.getHostAddress());
        }
    }
}
