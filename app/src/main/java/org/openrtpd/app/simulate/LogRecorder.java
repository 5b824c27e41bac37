package org.openrtpd.app.simulate;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.openrtpd.app.simulate.packet.LogPackets;
import org.openrtpd.app.simulate.packet.ParameterPackets;

/**
 * Stream 0: the log and the parameters, which share one row of sequence numbers (record format,
 * section 2.6). A packet of the log goes when it is full, or when nothing more is to be told for a
 * while; an entry may continue in the next one (section 7).
 */
final class LogRecorder implements PacketTrain {

    private static final long QUIET_MILLIS = 90_000;

    private record Ready(long dueMillis, ByteBuf packet) {}

    private final long startMillis;
    private final LogSchedule schedule;
    private final LogPackets logs;
    private final ParameterPackets parameters;
    private final RecorderClock clock;
    private final Deque<Ready> ready = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private boolean started;
    private long textClockMillis;
    private long lastMillis;
    private int sequence;

    /** @param startMillis true time at which acquisition starts, and the parameters go out */
    LogRecorder(long startMillis, LogSchedule schedule, LogPackets logs, ParameterPackets parameters,
            RecorderClock clock) {
        this.startMillis = startMillis;
        this.schedule = schedule;
        this.logs = logs;
        this.parameters = parameters;
        this.clock = clock;
    }

    @Override
    public long dueMillis() {
        prepare();
        return ready.isEmpty() ? NEVER : ready.peek().dueMillis();
    }

    @Override
    public ByteBuf take() {
        prepare();
        return ready.remove().packet();
    }

    private void prepare() {
        while (ready.isEmpty() && schedule.peek().isPresent()) {
            LogLine line = schedule.take();
            if (!started && line.trueMillis() >= startMillis) {
                start();
            }
            append(line);
            Optional<LogLine> next = schedule.peek();
            if (next.isEmpty() || next.get().trueMillis() - line.trueMillis() > QUIET_MILLIS) {
                flush();
            }
        }
    }

    private void start() {
        started = true;
        flush();
        for (ByteBuf packet : parameters.all(clock.reading(startMillis), sequence)) {
            ready.add(new Ready(startMillis, packet));
            sequence++;
        }
    }

    private void append(LogLine line) {
        long reading = clock.reading(line.trueMillis());
        if (text.length() == 0) {
            textClockMillis = reading;
        }
        lastMillis = line.trueMillis();
        text.append(LogPackets.entry(reading, line.text()));
        while (text.length() >= LogPackets.MOST_TEXT) {
            send(LogPackets.MOST_TEXT);
            textClockMillis = reading;
        }
    }

    private void flush() {
        if (text.length() > 0) {
            send(text.length());
        }
    }

    private void send(int length) {
        ready.add(new Ready(
                lastMillis, logs.packet(sequence, textClockMillis, text.substring(0, length))));
        sequence++;
        text.delete(0, length);
    }
}
