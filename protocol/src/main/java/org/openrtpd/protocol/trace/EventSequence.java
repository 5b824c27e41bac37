package org.openrtpd.protocol.trace;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;

/**
 * The numbers of the packets of one stream: events, and the sequence within each, which counts from
 * 0 over all channels (record format, sections 2.6 and 9.1). Remembers the last packets to know
 * those that come again.
 */
final class EventSequence {

    private static final int MODULUS = 10_000;
    private static final int HALF = MODULUS / 2;
    private static final int REMEMBERED = 64;

    private final int[] numbers = new int[REMEMBERED];
    private final long[] contents = new long[REMEMBERED];
    private int taken;
    private int event;
    /** Time of the event's packet that came first, or {@link PacketTime#NO_TIME}. */
    private long eventNanos = PacketTime.NO_TIME;
    private int next;
    private boolean closed;
    private long lost;
    private long breaks;
    private long restarts;

    /**
     * What a packet is to those before it.
     *
     * @param nanos time of the packet, or {@link PacketTime#NO_TIME}
     * @param content what {@link DataFacts#content} makes of its bytes
     */
    SequenceStep take(
            PacketType type, int packetEvent, int sequence, long nanos, long content) {
        int slot = slot(packetEvent * MODULUS + sequence);
        if (slot >= 0 && contents[slot] == content) {
            return SequenceStep.DUPLICATE;
        }
        SequenceStep step = step(packetEvent, sequence, nanos, slot >= 0);
        if (step == SequenceStep.RESTART) {
            taken = 0;
        }
        if (step == SequenceStep.FIRST || step == SequenceStep.NEW_EVENT
                || step == SequenceStep.RESTART) {
            eventNanos = nanos;
        }
        if (step != SequenceStep.LATE && step != SequenceStep.CONFLICT) {
            event = packetEvent;
            next = (sequence + 1) % MODULUS;
            closed = type == PacketType.ET;
        }
        numbers[taken % REMEMBERED] = packetEvent * MODULUS + sequence;
        contents[taken % REMEMBERED] = content;
        taken++;
        return step;
    }

    private SequenceStep step(int packetEvent, int sequence, long nanos, boolean known) {
        if (taken == 0) {
            return SequenceStep.FIRST;
        }
        if (packetEvent != event) {
            return isLate(packetEvent, nanos) ? SequenceStep.LATE : newEvent(sequence);
        }
        int ahead = (sequence - next + MODULUS) % MODULUS;
        if (ahead == 0) {
            return SequenceStep.NEXT;
        }
        if (sequence == 0 && ahead >= HALF) {
            restarts++;
            miss(closed ? 0 : 1, 0);
            return SequenceStep.RESTART;
        }
        if (known) {
            return SequenceStep.CONFLICT;
        }
        if (ahead >= HALF) {
            return SequenceStep.LATE;
        }
        miss(1, ahead);
        return SequenceStep.LOST;
    }

    /**
     * A packet of another event is late when that event was there a short while ago, or comes before
     * the running one by number and by time: a backlog is sent beside what is new. When the running
     * event falls silent the other is taken for what the recorder records now, as after a power-up
     * that has set back both its clock and its numbers.
     */
    private boolean isLate(int packetEvent, long nanos) {
        return isRemembered(event) && (isRemembered(packetEvent) || isBefore(packetEvent, nanos));
    }

    private boolean isBefore(int packetEvent, long nanos) {
        boolean known = nanos != PacketTime.NO_TIME && eventNanos != PacketTime.NO_TIME;
        return known && nanos < eventNanos && (event - packetEvent + MODULUS) % MODULUS < HALF;
    }

    /** Nothing is missing when the event before was closed by its ET and this one has its EH. */
    private SequenceStep newEvent(int sequence) {
        miss(sequence > 0 || !closed ? 1 : 0, sequence);
        return SequenceStep.NEW_EVENT;
    }

    private void miss(int howOften, int packets) {
        breaks += howOften;
        lost += packets;
    }

    private int slot(int number) {
        for (int i = 0; i < Math.min(taken, REMEMBERED); i++) {
            if (numbers[i] == number) {
                return i;
            }
        }
        return -1;
    }

    private boolean isRemembered(int packetEvent) {
        for (int i = 0; i < Math.min(taken, REMEMBERED); i++) {
            if (numbers[i] / MODULUS == packetEvent) {
                return true;
            }
        }
        return false;
    }

    void save(ByteBuf saved) {
        saved.writeInt(taken);
        for (int i = 0; i < Math.min(taken, REMEMBERED); i++) {
            saved.writeInt(numbers[i]).writeLong(contents[i]);
        }
        saved.writeInt(event).writeLong(eventNanos).writeInt(next).writeBoolean(closed);
        saved.writeLong(lost).writeLong(breaks).writeLong(restarts);
    }

    static EventSequence restored(ByteBuf saved) {
        EventSequence sequence = new EventSequence();
        sequence.taken = saved.readInt();
        for (int i = 0; i < Math.min(sequence.taken, REMEMBERED); i++) {
            sequence.numbers[i] = saved.readInt();
            sequence.contents[i] = saved.readLong();
        }
        sequence.event = saved.readInt();
        sequence.eventNanos = saved.readLong();
        sequence.next = saved.readInt();
        sequence.closed = saved.readBoolean();
        sequence.lost = saved.readLong();
        sequence.breaks = saved.readLong();
        sequence.restarts = saved.readLong();
        return sequence;
    }

    /** Packets known to be missing so far; grows. */
    long lost() {
        return lost;
    }

    /** How often anything was missing so far, be its amount unknown; grows. */
    long breaks() {
        return breaks;
    }

    /** How often an event began anew; grows. */
    long restarts() {
        return restarts;
    }
}
