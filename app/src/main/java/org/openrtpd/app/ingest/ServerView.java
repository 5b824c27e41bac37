package org.openrtpd.app.ingest;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.openrtpd.app.client.ClientFacts;
import org.openrtpd.app.client.ClientServer;
import org.openrtpd.app.ops.LatencyHistogram;
import org.openrtpd.app.ops.LoopSnapshot;
import org.openrtpd.app.ops.PacketTraffic;
import org.openrtpd.protocol.session.SessionTable;
import org.openrtpd.storage.journal.PacketJournal;

/**
 * The daemon as it may be looked at from beside. Any thread; what the event loops own is asked of
 * them, seldom and with a bound.
 */
public final class ServerView {

    private final ServerConfig config;
    private final PacketJournal journal;
    private final CommitLoop commits;
    private final PacketTraffic traffic;
    private final LatencyHistogram appends;
    private final LongSupplier lastTickNanos;
    private final LoopSnapshot<List<SessionFacts>> sessions;
    private final LoopSnapshot<List<ClientFacts>> clients;

    /** @param lastTickNanos when the ingest loop had its turn at the tick last */
    ServerView(ServerConfig config, PacketJournal journal, CommitLoop commits, PacketTraffic traffic,
            LatencyHistogram appends, LongSupplier lastTickNanos, EventLoop loop,
            SessionTable sessions, EventLoop clientLoop, ClientServer clients) {
        this.config = config;
        this.journal = journal;
        this.commits = commits;
        this.traffic = traffic;
        this.appends = appends;
        this.lastTickNanos = lastTickNanos;
        this.sessions = new LoopSnapshot<>(loop, () -> facts(sessions), System::nanoTime);
        this.clients = new LoopSnapshot<>(clientLoop, clients::facts, System::nanoTime);
    }

    private static List<SessionFacts> facts(SessionTable sessions) {
        List<SessionFacts> facts = new ArrayList<>(sessions.attached());
        sessions.forEachSession(session -> facts.add(SessionFacts.of(session)));
        return facts;
    }

    /** How the server was told to run. */
    public ServerConfig config() {
        return config;
    }

    /**
     * All attached recorders, in no order.
     *
     * @throws org.openrtpd.app.ops.LoopSilentException when the ingest loop does not answer
     */
    public List<SessionFacts> sessions() {
        return sessions.get();
    }

    /**
     * All attached client programs.
     *
     * @throws org.openrtpd.app.ops.LoopSilentException when the loop of the clients does not answer
     */
    public List<ClientFacts> clients() {
        return clients.get();
    }

    /** How long ago the ingest loop had time for its tick, which is due twice a second. */
    public Duration sinceIngestTick() {
        return Duration.ofNanos(System.nanoTime() - lastTickNanos.getAsLong());
    }

    /** How long the force that is under way takes already; zero when none is. */
    public Duration forcing() {
        return commits.forcing();
    }

    /** False while the disk is too full to append. */
    public boolean journalAccepts() {
        return journal.accepts();
    }

    /** Entries appended since start. */
    public long entriesAppended() {
        return journal.appended();
    }

    /** Packets and bytes by transport and type. */
    public PacketTraffic traffic() {
        return traffic;
    }

    /** Time that appending a batch of packets took, which came with one look at the sockets. */
    public LatencyHistogram appends() {
        return appends;
    }
}
