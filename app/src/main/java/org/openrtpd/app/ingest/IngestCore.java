package org.openrtpd.app.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.openrtpd.app.client.Recorders;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.session.DatagramSource;
import org.openrtpd.protocol.session.DetachReason;
import org.openrtpd.protocol.session.RecorderLink;
import org.openrtpd.protocol.session.RecorderSession;
import org.openrtpd.protocol.session.SessionTable;
import org.openrtpd.storage.journal.Durability;
import org.openrtpd.storage.journal.JournalException;
import org.openrtpd.storage.journal.PacketJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where datagrams and frames of both transports meet the sessions, and where a batch of them ends.
 * Event loop only. When the journal fails, nothing is taken in or acknowledged any more.
 */
final class IngestCore {

    private static final Logger LOG = LoggerFactory.getLogger(IngestCore.class);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final SessionTable sessions;
    private final PacketJournal journal;
    private final JournalSink sink;
    private final boolean ackAtEndOfBatch;
    private final Runnable appended;
    private final Consumer<RuntimeException> failed;
    private DatagramPort udp;
    private long lastAppended;
    private boolean full;
    private boolean broken;
    private boolean inBatch;
    private long batchNanos;

    /**
     * @param appended told at the end of a batch that appended something
     * @param failed told once when the journal cannot be written
     */
    IngestCore(SessionTable sessions, PacketJournal journal, JournalSink sink, Durability durability,
            Runnable appended, Consumer<RuntimeException> failed) {
        this.sessions = sessions;
        this.journal = journal;
        this.sink = sink;
        this.ackAtEndOfBatch = durability == Durability.PROCESS;
        this.appended = appended;
        this.failed = failed;
    }

    void answersOver(DatagramPort port) {
        this.udp = port;
    }

    /** True when a unit's session is with the recorder that a datagram came from. */
    boolean knows(int unit, DatagramSource from) {
        RecorderSession session = sessions.session(unit);
        return session != null && session.isWith(from);
    }

    void datagram(RecorderMessage message, DatagramSource from) {
        if (broken) {
            return;
        }
        try {
            sessions.datagram(message, from, batchNanos());
        } catch (JournalException e) {
            fail(e);
        }
    }

    /** The clock is read once for all that is taken in at once. */
    private long batchNanos() {
        if (!inBatch) {
            inBatch = true;
            batchNanos = System.nanoTime();
        }
        return batchNanos;
    }

    /** A probe from where none may come from. */
    void refuseProbe(RecorderMessage message, RecorderLink from) {
        sessions.refuseProbe(message, from, System.nanoTime());
    }

    /** The session of a connection's first frame; {@code null} when it was refused. */
    RecorderSession attach(RecorderMessage message, RecorderLink link) {
        if (broken) {
            link.close();
            return null;
        }
        try {
            return sessions.attachByFrame(message, link, System.nanoTime());
        } catch (JournalException e) {
            fail(e);
            link.close();
            return null;
        }
    }

    void frame(RecorderSession session, RecorderMessage message) {
        if (broken) {
            return;
        }
        try {
            sessions.frame(session, message, batchNanos());
        } catch (JournalException e) {
            fail(e);
        }
    }

    void disconnected(RecorderSession session, DetachReason reason) {
        sessions.disconnected(session, reason);
    }

    /** All that had arrived has been taken in: commit, and answer what needs no commit. */
    void endOfBatch() {
        inBatch = false;
        sink.endOfBatch();
        long now = journal.appended();
        if (now != lastAppended) {
            lastAppended = now;
            if (ackAtEndOfBatch) {
                sessions.committed(now);
            }
            appended.run();
        }
        answer();
    }

    /** Everything up to that position is durable. */
    void committed(long position) {
        sessions.committed(position);
        answer();
    }

    private void answer() {
        sessions.sendAcks(System.nanoTime());
        if (udp != null) {
            udp.flush();
        }
    }

    /** Looks after time and after a full disk. */
    void tick() {
        try {
            lookAfterSessions();
        } catch (JournalException e) {
            fail(e);
        }
    }

    private void lookAfterSessions() {
        sessions.tick(System.nanoTime());
        boolean accepts = broken || journal.recheckSpace();
        if (accepts == full) {
            full = !accepts;
            if (full) {
                LOG.error("the disk is full: the journal takes no writes. Recorders are no longer"
                        + " acknowledged and keep their packets; nothing is lost yet. Free some disk"
                        + " space: the flow goes on by itself");
            } else {
                LOG.info("the disk has room again: packets are taken in and acknowledged");
            }
            sessions.windowsChanged(System.nanoTime());
        }
        // Held packets may have been appended.
        endOfBatch();
    }

    /** Sends a command to one unit, or to all for unit 0; returns to how many. */
    int command(int unit, byte[] command) {
        if (unit != UnitId.ALL) {
            return sessions.command(unit, command, System.nanoTime()) ? 1 : 0;
        }
        List<Integer> attached = new ArrayList<>();
        sessions.forEachSession(session -> attached.add(session.unit()));
        return (int) attached.stream()
                .filter(each -> sessions.command(each, command, System.nanoTime())).count();
    }

    /** All recorders heard since start, with the Unix time of their last packet. */
    List<Recorders.Heard> heard() {
        List<Recorders.Heard> heard = new ArrayList<>();
        long now = System.nanoTime();
        long unixSeconds = System.currentTimeMillis() / 1000;
        sessions.forEachHeard((statistics, unit) -> statistics.lastPeer().ifPresent(peer -> {
            long packetNanos = statistics.lastPacketNanos();
            heard.add(Recorders.Heard.of(unit, peer.getAddress(),
                    packetNanos == 0 ? 0 : (int) (unixSeconds - (now - packetNanos) / NANOS_PER_SECOND)));
        }));
        return heard;
    }

    void stop() {
        sessions.stop();
        answer();
    }

    /** The journal cannot be written: nothing is taken in or acknowledged any more. */
    void fail(JournalException cause) {
        broken = true;
        failed.accept(cause);
    }
}
