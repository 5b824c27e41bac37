package org.openrtpd.app.bench.load;

import java.io.Closeable;
import java.time.Duration;

/** Many recorders that push to one server. One thread only. */
public interface Load extends Closeable {

    /**
     * Attaches the recorders that have no session.
     *
     * @throws LoadFailed when not all could in that time
     */
    void attach(Duration limit);

    /**
     * Pushes for a while and waits until all is acknowledged.
     *
     * @param duration of the measured part; a fifth of a second goes before it
     */
    LoadResult run(Schedule schedule, Duration duration, Span span);

    @Override
    void close();
}
