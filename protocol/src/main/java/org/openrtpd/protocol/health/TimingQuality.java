package org.openrtpd.protocol.health;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.openrtpd.protocol.record.PacketTime;

/**
 * How far a unit's times can be trusted, 0-100, as blockette 1001 of miniSEED wants it, and what
 * its flags ask (record format, sections 11 and 12). One thread only.
 *
 * <p>Both rules are followed all the time and the settings choose which one answers, so that the
 * rule can be changed over a restart.
 */
public final class TimingQuality {

    private static final int SAVED_VERSION = 1;
    private static final int SAVED_LENGTH =
            1 + PacketTiming.SAVED_LENGTH + LineTiming.SAVED_LENGTH;

    private final TimingSettings settings;
    private final PacketTiming packets = new PacketTiming();
    private final LineTiming lines = new LineTiming();

    /** A unit of whose clock nothing is known. */
    public TimingQuality(TimingSettings settings) {
        this.settings = settings;
    }

    /** Takes in an SH packet, for {@link TimingRule#SEISCOMP}. */
    public void packet(ByteBuf packet, int start) {
        packets.packet(packet, start);
    }

    /** Takes in what a log line says, for {@link TimingRule#OPENRTPD} and the flags. */
    public void message(long timeNanos, SohMessage message) {
        lines.message(timeNanos, message);
    }

    /**
     * Takes in the clock fields of an EH or ET, which count until the first line that says more.
     *
     * @param timeSource byte 57 (record format 6.2)
     * @param timeQuality byte 58 (record format 6.3)
     */
    public void eventHeader(long timeNanos, char timeSource, char timeQuality) {
        lines.eventHeader(timeNanos, timeSource, timeQuality);
    }

    /**
     * The unit was silent for SeisComP's timeout, 60 s: {@link TimingRule#SEISCOMP} then forgets
     * it, {@link TimingRule#OPENRTPD} does not.
     */
    public void silence() {
        packets.forget();
    }

    /**
     * Quality of data of that time.
     *
     * @param timeNanos nanoseconds since 1970 UTC; data without a time have the quality of an
     *     unlocked clock
     * @return 0-100
     */
    public int qualityAt(long timeNanos) {
        if (timeNanos == PacketTime.NO_TIME) {
            return settings.unlockQuality();
        }
        return switch (settings.rule()) {
            case SEISCOMP -> packets.quality(settings);
            case OPENRTPD -> lines.qualityAt(timeNanos, settings);
        };
    }

    /** True when the clock was locked within two hours (I/O and clock flags, bit 5). */
    public boolean isLockedRecently(long timeNanos) {
        return lines.isLockedRecently(timeNanos);
    }

    /** True when the clock is known to be unlocked for two days (data quality flags, bit 7). */
    public boolean isQuestionable(long timeNanos) {
        return lines.isQuestionable(timeNanos);
    }

    /** Writes the state behind the writer index. */
    public void save(ByteBuf saved) {
        saved.writeByte(SAVED_VERSION);
        packets.save(saved);
        lines.save(saved);
    }

    /** Reads what {@link #save} wrote; empty when the bytes are no such state. */
    public static Optional<TimingQuality> restored(ByteBuf saved, TimingSettings settings) {
        if (saved.readableBytes() < SAVED_LENGTH || saved.readByte() != SAVED_VERSION) {
            return Optional.empty();
        }
        TimingQuality timing = new TimingQuality(settings);
        timing.packets.restore(saved);
        timing.lines.restore(saved);
        return Optional.of(timing);
    }
}
