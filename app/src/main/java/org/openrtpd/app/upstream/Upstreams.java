package org.openrtpd.app.upstream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.openrtpd.app.client.Recorders;
import org.openrtpd.app.ops.PacketTraffic;
import org.openrtpd.app.ops.Sockets;
import org.openrtpd.protocol.clientsession.ReconnectPause;
import org.openrtpd.storage.journal.JournalException;
import org.openrtpd.storage.journal.Numberings;
import org.openrtpd.storage.journal.PacketJournal;

/** All upstream RTPDs. Event loop of the journal's writer, but for {@link #open} and {@link #close}. */
public final class Upstreams implements AutoCloseable {

    private final UpstreamPackets packets;
    private final PacketTraffic traffic;
    private final List<UpstreamLink> links = new ArrayList<>();

    /** @param traffic told of every packet that is appended */
    public Upstreams(PacketJournal journal, PacketTraffic traffic) {
        this.packets = new UpstreamPackets(journal);
        this.traffic = traffic;
    }

    /**
     * Learns what the journal has of upstreams, and begins to connect.
     *
     * @param loop the one that everything else here is called on
     * @param endOfBatch told when packets were appended
     * @param failed told when the journal cannot be written
     * @param pause time before a lost upstream is connected to again
     */
    public void open(Sockets sockets, EventLoop loop, List<UpstreamConfig> configs, Numberings known,
            Runnable endOfBatch, Consumer<JournalException> failed, Duration pause,
            MeterRegistry registry) {
        List<UpstreamLink> opened = new CopyOnWriteArrayList<>();
        Gauge.builder("rtpd.upstream.attached", opened,
                        all -> all.stream().filter(UpstreamLink::isAttached).count())
                .description("upstream RTPDs attached now").register(registry);
        if (configs.isEmpty()) {
            return;
        }
        known.all().stream()
                .filter(n -> n.epoch() == UpstreamPackets.EPOCH)
                .forEach(n -> packets.restore(n.unit(), n.next()));
        packets.learn(System.currentTimeMillis() * 1_000_000L);
        configs.stream()
                .map(config -> new UpstreamLink(sockets, loop, config, packets, traffic, endOfBatch, failed,
                        ReconnectPause.fixed(pause.toNanos()), new SecureRandom()))
                .forEach(opened::add);
        loop.submit(() -> {
            links.addAll(opened);
            links.forEach(UpstreamLink::start);
        }).syncUninterruptibly();
    }

    /** Hands a command on to all that may have the unit; returns to how many. */
    public int command(int unit, byte[] command) {
        return (int) links.stream().filter(link -> link.command(unit, command)).count();
    }

    /** All units heard from upstreams since start. */
    public List<Recorders.Heard> heard() {
        return packets.heard();
    }

    /** What the line of totals says of them; empty when there are none. */
    public String totals() {
        return links.isEmpty() ? "" : " upstreams="
                + links.stream().filter(UpstreamLink::isAttached).count() + "/" + links.size();
    }

    @Override
    public void close() {
        links.forEach(UpstreamLink::close);
    }
}
