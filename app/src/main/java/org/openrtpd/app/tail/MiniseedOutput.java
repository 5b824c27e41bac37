package org.openrtpd.app.tail;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.health.TimingRule;
import org.openrtpd.protocol.health.TimingSettings;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.storage.archive.RecordSink;
import org.openrtpd.storage.archive.miniseed.MiniseedRecords;
import org.openrtpd.storage.archive.miniseed.MiniseedSettings;
import org.openrtpd.storage.journal.JournalEntry;

/**
 * Records of miniSEED 2, 512 bytes each, as soon as they are full or their samples have waited long
 * enough: what a program reads from a pipe.
 */
final class MiniseedOutput implements EntryOutput {

    private static final int VERSION = 2;
    private static final int RECORD_LENGTH = 512;
    private static final RecordSink NOWHERE = (path, from, start, length) -> { };

    private final ChannelNames names;
    private final LongSupplier nowNanos;
    private final OutputStream out;
    private final RecordSink sink = this::write;
    private final MiniseedRecords records;

    /**
     * An output.
     *
     * @param flushAfter time after which samples are written although their record is not full
     * @param fallbackRate of streams that nothing else tells the rate of
     * @param nowNanos nanoseconds since 1970 UTC
     */
    MiniseedOutput(ChannelNames names, Duration flushAfter, Optional<SampleRate> fallbackRate,
            LongSupplier nowNanos, OutputStream out) {
        this.names = names;
        this.nowNanos = nowNanos;
        this.out = out;
        this.records = new MiniseedRecords(new MiniseedSettings(VERSION, RECORD_LENGTH, flushAfter,
                names::map, new TimingSettings(TimingRule.OPENRTPD,
                        TimingSettings.SHIPPED_DEFAULT_QUALITY, TimingSettings.UNLOCK_QUALITY),
                fallbackRate));
    }

    @Override
    public void packet(EntryView packet) throws IOException {
        records.take(packet.entry(), sink);
        // The journal's time: an old journal makes the records that it made when it was new.
        records.passTime(packet.entry().receivedNanos(), sink);
    }

    /** Other packets than data tell rates, names, clocks and the ends of events. */
    @Override
    public void passOver(EntryView packet) throws IOException {
        if (packet.type() != PacketType.DT) {
            records.take(packet.entry(), packet.isEventPacket() ? sink : NOWHERE);
        }
    }

    private void write(String path, ByteBuf from, int start, int length) throws IOException {
        from.getBytes(start, out, length);
    }

    @Override
    public void marker(JournalEntry entry) {
        // Gaps are seen by the times of records.
    }

    @Override
    public void pause() throws IOException {
        names.poll(System.nanoTime());
        records.passTime(nowNanos.getAsLong(), sink);
        out.flush();
    }

    @Override
    public void end() throws IOException {
        records.finish(sink);
        out.flush();
    }
}
