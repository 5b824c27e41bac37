package org.openrtpd.storage.archive.reftek;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.TreeMap;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.storage.archive.StateText;

/** A file that packets are still added to, and what its name will say once it is closed. */
final class OpenFile {

    private static final int SEQUENCES = 10_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NEVER = Long.MIN_VALUE;

    /** Start and number of samples of which it is not known how long they are. */
    private record Untimed(long millis, int samples) {}

    private final String path;
    private final int group;
    private int nextSequence;
    private int trailersMissing = 1;
    private boolean trailed;
    private long earliestMillis = Long.MAX_VALUE;
    private long newestHeaderMillis = NEVER;
    private long latestMillis = NEVER;
    /** By channel, of the packet that starts last among those that came without a known rate. */
    private final TreeMap<Integer, Untimed> untimed = new TreeMap<>();
    private long trailerFirstMillis = NEVER;
    private long trailerLastMillis = NEVER;
    private long receivedMillis;

    OpenFile(String path, int group, int nextSequence) {
        this.path = path;
        this.group = group;
        this.nextSequence = nextSequence;
    }

    /** Event number, or in stream 0 the day. */
    int group() {
        return group;
    }

    /** Its name while it is open, from the root. */
    String path() {
        return path;
    }

    /** True when a packet goes on where this file is: same event and next number, or same day. */
    boolean isContinuedBy(ReftekPacket packet) {
        if (packet.streamNumber() == 0) {
            return !packet.hasTime() || packet.group() == group;
        }
        int sequence = packet.sequence();
        return packet.group() == group
                && (sequence == nextSequence || sequence == Bcd.NOT_DECIMAL);
    }

    /** True when a packet belongs before what is in this file: it came late. */
    boolean isPreceded(ReftekPacket packet) {
        if (packet.streamNumber() == 0) {
            return packet.hasTime() && packet.group() < group;
        }
        if (!packet.hasTime()) {
            return false;
        }
        if (packet.group() == group) {
            int behind = Math.floorMod(nextSequence - packet.sequence(), SEQUENCES);
            // A number that went back while time went on is no late packet, but an event restarted.
            return behind < SEQUENCES / 2 && packet.timeMillis() < newestHeaderMillis;
        }
        return packet.timeMillis() < earliestMillis;
    }

    /**
     * Notes a packet that is added.
     *
     * @param rate of its stream, where it is known
     */
    void add(ReftekPacket packet, Optional<SampleRate> rate) {
        receivedMillis = packet.receivedMillis();
        nextSequence = (nextSequence + 1) % SEQUENCES;
        if (packet.type() == PacketType.ET) {
            trailed = --trailersMissing <= 0;
            noteTrailer(packet.event());
        } else if (packet.type() == PacketType.EH && packet.isSecondHeader()) {
            trailersMissing = 2;
        }
        if (!packet.hasTime() || packet.type() == PacketType.ET) {
            return;
        }
        long millis = packet.timeMillis();
        earliestMillis = Math.min(earliestMillis, millis);
        newestHeaderMillis = Math.max(newestHeaderMillis, millis);
        if (packet.isData()) {
            int samples = Math.max(0, packet.sampleCount());
            if (rate.isPresent()) {
                latestMillis = Math.max(latestMillis, millis + millis(rate.get(), samples));
            } else {
                untimed.merge(packet.channelIndex(), new Untimed(millis, samples),
                        (before, now) -> now.millis() >= before.millis() ? now : before);
            }
        }
    }

    private void noteTrailer(EventHeader trailer) {
        trailerFirstMillis = millis(either(trailer.firstSampleNanos(), trailer.triggerNanos()));
        trailerLastMillis = millis(either(trailer.lastSampleNanos(), trailer.detriggerNanos()));
    }

    private static long either(long nanos, long otherwise) {
        return nanos == PacketTime.NO_TIME ? otherwise : nanos;
    }

    private static long millis(SampleRate rate, int samples) {
        return rate.nanos(samples) / NANOS_PER_MILLI;
    }

    private static long millis(long nanos) {
        return nanos == PacketTime.NO_TIME ? NEVER : nanos / NANOS_PER_MILLI;
    }

    /** True when the event's trailer, or both of them where it has two, are in it. */
    boolean isTrailed() {
        return trailed;
    }

    /** When the last packet was received, milliseconds since 1970 by the server's clock. */
    long receivedMillis() {
        return receivedMillis;
    }

    /**
     * How much time it covers: from the smallest time of an EH or DT to one interval behind the
     * last sample; what the ET says only when there is nothing else (section 14).
     *
     * @param rate of its stream, where it is known by now
     */
    long lengthMillis(Optional<SampleRate> rate) {
        long latest = Math.max(latestMillis, newestHeaderMillis);
        for (Untimed last : untimed.values()) {
            long more = rate.map(known -> millis(known, last.samples())).orElse(0L);
            latest = Math.max(latest, last.millis() + more);
        }
        if (latest != NEVER) {
            return latest - earliestMillis;
        }
        boolean told = trailerFirstMillis != NEVER && trailerLastMillis != NEVER;
        return told ? trailerLastMillis - trailerFirstMillis : 0;
    }

    void save(ByteBuf state) {
        StateText.write(path, state);
        state.writeInt(group).writeInt(nextSequence).writeInt(trailersMissing).writeBoolean(trailed)
                .writeLong(earliestMillis).writeLong(newestHeaderMillis).writeLong(latestMillis)
                .writeLong(trailerFirstMillis).writeLong(trailerLastMillis)
                .writeLong(receivedMillis).writeInt(untimed.size());
        untimed.forEach((channel, last) ->
                state.writeInt(channel).writeLong(last.millis()).writeInt(last.samples()));
    }

    static OpenFile restore(ByteBuf state) {
        OpenFile file = new OpenFile(StateText.read(state), state.readInt(), state.readInt());
        file.trailersMissing = state.readInt();
        file.trailed = state.readBoolean();
        file.earliestMillis = state.readLong();
        file.newestHeaderMillis = state.readLong();
        file.latestMillis = state.readLong();
        file.trailerFirstMillis = state.readLong();
        file.trailerLastMillis = state.readLong();
        file.receivedMillis = state.readLong();
        for (int left = state.readInt(); left > 0; left--) {
            int channel = state.readInt();
            file.untimed.put(channel, new Untimed(state.readLong(), state.readInt()));
        }
        return file;
    }
}
