package org.openrtpd.protocol.health;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.function.Consumer;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;

/**
 * One unit's page of the {@link HealthBook}: its log, what is known of it, and its clock. Packets
 * go in here and reach all three. One thread only.
 */
public final class HealthPage {

    private static final int SAVED_VERSION = 1;

    private final PacketHeader header = new PacketHeader();
    private final EventClock clock = new EventClock();
    private final MassReader masses;
    private final SohLines lines;
    private final UnitHealth health;
    private final TimingQuality timing;

    /** An empty page. */
    public HealthPage(TimingSettings settings) {
        this(settings, new MassReader());
    }

    HealthPage(TimingSettings settings, MassReader masses) {
        this(new SohLines(), new UnitHealth(), new TimingQuality(settings), masses);
    }

    private HealthPage(
            SohLines lines, UnitHealth health, TimingQuality timing, MassReader masses) {
        this.masses = masses;
        this.lines = lines;
        this.health = health;
        this.timing = timing;
    }

    /**
     * Takes in a packet of the unit, in the order of the journal. Of samples only those of stream 9
     * are read, which are mass positions.
     *
     * @param published gets every log line that is complete now
     */
    public void packet(ByteBuf packet, int start, Consumer<SohLine> published) {
        int length = packet.writerIndex() - start;
        if (!PacketHeader.fits(length)) {
            return;
        }
        header.wrap(packet, start);
        PacketType type = header.type();
        if (type == PacketType.DT) {
            health.moment(HealthMoment.DATA_PACKET, header.timeNanos());
            masses.data(packet, start, health);
        } else if (SohLines.countsInSequence(type)) {
            logPacket(type, packet, start, published);
        } else if (type.hasExtendedHeader() && EventClock.fits(length)) {
            clock.wrap(packet, start);
            eventHeader(clock.timeNanos());
            masses.event(packet, start, health);
        }
    }

    private void logPacket(PacketType type, ByteBuf packet, int start,
            Consumer<SohLine> published) {
        boolean log = type == PacketType.SH;
        health.moment(log ? HealthMoment.SOH_PACKET : HealthMoment.PARAMETER_PACKET,
                header.timeNanos());
        if (log) {
            timing.packet(packet, start);
        }
        lines.take(packet, start, line -> {
            SohMessage message = SohMessage.of(line.text());
            health.message(line.timeNanos(), message);
            timing.message(line.timeNanos(), message);
            published.accept(line);
        });
    }

    private void eventHeader(long timeNanos) {
        if (timeNanos != PacketTime.NO_TIME) {
            char source = clock.timeSource();
            char quality = clock.timeQuality();
            health.eventHeader(timeNanos, source, quality, clock.position());
            timing.eventHeader(timeNanos, source, quality);
        }
    }

    /**
     * Takes in a locked clock that a status answer tells of (record format, appendix A, XC).
     *
     * @param lockNanos when it was last locked, nanoseconds since 1970 UTC
     */
    public void lastLock(long lockNanos, long phaseMicros) {
        SohMessage report = new SohMessage.PhaseError(phaseMicros);
        health.message(lockNanos, report);
        timing.message(lockNanos, report);
    }

    /** The unit's log. */
    public SohLines lines() {
        return lines;
    }

    /** What is known of the unit. */
    public UnitHealth health() {
        return health;
    }

    /** What is known of its clock. */
    public TimingQuality timing() {
        return timing;
    }

    /** Writes the state behind the writer index, at most 8 kB. */
    public void save(ByteBuf saved) {
        saved.writeByte(SAVED_VERSION);
        lines.save(saved);
        health.save(saved);
        timing.save(saved);
    }

    /** Reads what {@link #save} wrote; empty when the bytes are no such state. */
    public static Optional<HealthPage> restored(ByteBuf saved, TimingSettings settings) {
        return restored(saved, settings, new MassReader());
    }

    static Optional<HealthPage> restored(
            ByteBuf saved, TimingSettings settings, MassReader masses) {
        if (!saved.isReadable() || saved.readByte() != SAVED_VERSION) {
            return Optional.empty();
        }
        return SohLines.restored(saved)
                .flatMap(lines -> UnitHealth.restored(saved)
                        .flatMap(health -> TimingQuality.restored(saved, settings)
                                .map(timing -> new HealthPage(lines, health, timing, masses))));
    }
}
