package org.openrtpd.app.live.history;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.openrtpd.app.live.model.ChannelKey;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.storage.archive.ArchivedUnit;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalTailer;

/** Reads the samples of one channel from the journal, within limits. One thread, one use. */
final class JournalSamples {

    private static final long LONGEST_READ_NANOS = 6_000_000_000L;
    private static final int MOST_ENTRIES = 2_000_000;
    private static final int ENTRIES_PER_LOOK = 4096;
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;
    /** Packets are looked for so long behind the time of their data, which may come late. */
    private static final long LATE_NANOS = 10 * NANOS_PER_MINUTE;

    private final JournalTailer tailer;
    private final ChannelKey channel;
    private final SampleRate rate;
    private final JournalEntry entry = new JournalEntry();
    private final PacketHeader header = new PacketHeader();
    private final DataPacket data = new DataPacket();
    private final SampleDecoder decoder = new SampleDecoder();
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];
    private final long begunNanos = System.nanoTime();

    JournalSamples(JournalTailer tailer, ChannelKey channel, SampleRate rate) {
        this.tailer = tailer;
        this.channel = channel;
        this.rate = rate;
    }

    /**
     * Reads packets at known places.
     *
     * @return whether all were read
     */
    boolean at(long[] places, Consumer<SampleRun> packets) {
        for (long place : places) {
            if (isOverdue()) {
                return false;
            }
            tailer.toIndex(place);
            if (tailer.next(entry) && entry.index() == place) {
                run().ifPresent(packets);
            }
        }
        return true;
    }

    /**
     * Searches a time.
     *
     * @param receivedBefore packets that came then or later are left out
     * @return until when it was read, by the time of receipt; the end of that time when all was
     */
    long search(long fromNanos, long untilNanos, long receivedBefore,
            Consumer<SampleRun> packets) {
        long reach = rate.nanos(SampleDecoder.MAX_SAMPLES);
        tailer.toTime(fromNanos - NANOS_PER_MINUTE);
        long received = fromNanos;
        for (int read = 0; tailer.next(entry); read++) {
            if (!entry.isPacket()) {
                continue;
            }
            received = entry.receivedNanos();
            if (received >= receivedBefore || received > untilNanos + reach + LATE_NANOS) {
                return untilNanos;
            }
            run().filter(run -> run.startNanos() < untilNanos && run.endNanos() > fromNanos)
                    .ifPresent(packets);
            if (read >= MOST_ENTRIES || read % ENTRIES_PER_LOOK == 0 && isOverdue()) {
                return Math.min(received, untilNanos);
            }
        }
        return untilNanos;
    }

    private boolean isOverdue() {
        return System.nanoTime() - begunNanos > LONGEST_READ_NANOS
                || Thread.currentThread().isInterrupted();
    }

    /** The samples of the entry, when it is of the channel. */
    private Optional<SampleRun> run() {
        if (!entry.isPacket() || entry.bodyLength() != PacketHeader.PACKET_LENGTH) {
            return Optional.empty();
        }
        header.wrap(entry.body(), entry.bodyStart());
        if (header.type() != PacketType.DT || header.timeNanos() == PacketTime.NO_TIME
                || ArchivedUnit.of(entry.unit(), header.unit()) != channel.unit()) {
            return Optional.empty();
        }
        data.wrap(entry.body(), entry.bodyStart());
        if (!data.isIdentified() || data.streamIndex() != channel.streamIndex()
                || data.channelIndex() != channel.channelIndex()) {
            return Optional.empty();
        }
        int count = decoder.decode(entry.body(), entry.bodyStart(), samples);
        return Optional.of(new SampleRun(
                header.timeNanos(), rate, Arrays.copyOf(samples, count)));
    }
}
