package org.openrtpd.app.live;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.openrtpd.app.http.Routes;
import org.openrtpd.app.live.api.LiveRoutes;
import org.openrtpd.app.live.history.WaveReader;
import org.openrtpd.app.live.model.LiveLoop;
import org.openrtpd.app.live.model.LiveModel;
import org.openrtpd.app.live.model.LiveSettings;
import org.openrtpd.app.live.station.StationTable;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;
import org.openrtpd.storage.thread.BackgroundThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live model while RTPD runs: reads the journal as any other program would, in a thread of its
 * own, beginning some hours back, so that the page is not empty after a restart.
 */
public final class LiveService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveService.class);
    private static final int HEAP_SHARE = 3;
    private static final long STOP_MILLIS = 2000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final JournalReader reader;
    private final LiveLoop loop;
    private final Thread thread;

    private LiveService(JournalReader reader, LiveLoop loop) {
        this.reader = reader;
        this.loop = loop;
        this.thread = new Thread(BackgroundThread.of(loop), "rtpd-live");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, e) -> LOG.error("the page is not kept up any more;"
                + " packets are taken in all the same. Restart RTPD when that suits", e));
    }

    /**
     * Starts to read.
     *
     * @param data directory of the journal, which is there
     * @throws org.openrtpd.storage.journal.JournalException when it cannot be read
     */
    public static LiveService open(Path data, LiveSettings settings, ChannelNames names) {
        JournalReader reader = JournalReader.open(data);
        JournalTailer tailer = reader.tailer();
        Duration back = new ReadBack(tailer, LiveService::nowNanos).begin(settings.back());
        if (back.compareTo(settings.back()) < 0) {
            LOG.info("the page begins {} min back instead of {}: more packets than it reads when it"
                    + " starts", back.toMinutes(), settings.back().toMinutes());
        }
        LiveLoop loop = new LiveLoop(new LiveModel(settings.within(mostMemory()), names), tailer,
                LiveService::nowNanos);
        LiveService service = new LiveService(reader, loop);
        service.thread.start();
        return service;
    }

    /** The ingest must never want for memory because somebody draws. */
    private static long mostMemory() {
        return Runtime.getRuntime().maxMemory() / HEAP_SHARE;
    }

    static long nowNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    /** Adds the paths by which it is looked at. */
    public void addTo(Routes routes) {
        new LiveRoutes(loop, new WaveReader(loop, reader::tailer), LiveService::nowNanos)
                .addTo(routes);
    }

    /** All stations, a second old, of very many units three. Any thread. */
    public StationTable table() {
        return loop.table();
    }

    /** Channels whose samples somebody is sent as they come. Any thread. */
    public int watchedChannels() {
        return loop.watchedChannels();
    }

    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reader.close();
    }
}
