package org.openrtpd.app.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * One browser that listens to events. Whoever sends never waits: events for a browser that reads too
 * slowly are kept up to a limit, beyond it the oldest go, and an event {@code lost} says before the
 * next one how many. Any thread may send.
 */
public final class EventStream {

    static final int MAX_WAITING_BYTES = 1 << 20;

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final long STALLED_NANOS = 60_000_000_000L;

    private final Channel channel;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private long lost;
    private boolean begun;
    private boolean scheduled;
    private volatile boolean open = true;
    private long lastWritableNanos = System.nanoTime();

    EventStream(Channel channel) {
        this.channel = channel;
    }

    /**
     * Sends an event, or keeps it until the browser takes more.
     *
     * @param event name that the page listens to: letters, digits and dashes
     * @param json one line, see {@link Json#bytes}
     */
    public void send(String event, byte[] json) {
        if (!open) {
            return;
        }
        byte[] text = text(event, json);
        synchronized (this) {
            waiting.add(text);
            waitingBytes += text.length;
            while (waitingBytes > MAX_WAITING_BYTES && waiting.size() > 1) {
                waitingBytes -= waiting.poll().length;
                lost++;
            }
            if (scheduled || !begun) {
                return;
            }
            scheduled = true;
        }
        channel.eventLoop().execute(this::drain);
    }

    private static byte[] text(String event, byte[] json) {
        byte[] head = ("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8);
        byte[] text = new byte[head.length + json.length + 2];
        System.arraycopy(head, 0, text, 0, head.length);
        System.arraycopy(json, 0, text, head.length, json.length);
        text[text.length - 2] = '\n';
        text[text.length - 1] = '\n';
        return text;
    }

    /** False once either side ended the stream. */
    public boolean isOpen() {
        return open;
    }

    /** Ends the stream; the browser connects again after a while, as browsers do. */
    public void close() {
        open = false;
        channel.close();
    }

    /** The head of the answer is out: events may follow. Event loop only. */
    void begin() {
        synchronized (this) {
            begun = true;
        }
        drain();
    }

    /** Writes what waits, as long as the browser takes it. Event loop only. */
    void drain() {
        boolean wrote = false;
        while (channel.isWritable()) {
            byte[] next = next();
            if (next.length == 0) {
                break;
            }
            write(next);
            wrote = true;
        }
        if (wrote) {
            channel.flush();
        }
        if (channel.isWritable()) {
            lastWritableNanos = System.nanoTime();
        }
    }

    private synchronized byte[] next() {
        if (lost > 0) {
            byte[] notice = text("lost", Json.bytes(Map.of("events", lost)));
            lost = 0;
            return notice;
        }
        byte[] next = waiting.poll();
        scheduled = false;
        if (next == null) {
            return new byte[0];
        }
        waitingBytes -= next.length;
        return next;
    }

    private void write(byte[] text) {
        ByteBuf content = Unpooled.wrappedBuffer(text);
        channel.write(new DefaultHttpContent(content), channel.voidPromise());
    }

    /** Shows that the other side is still there, and gives one up that takes nothing for long. */
    void heartbeat() {
        drain();
        if (System.nanoTime() - lastWritableNanos > STALLED_NANOS) {
            close();
        } else if (channel.isWritable()) {
            write(HEARTBEAT);
            channel.flush();
        }
    }

    void ended() {
        open = false;
    }
}
