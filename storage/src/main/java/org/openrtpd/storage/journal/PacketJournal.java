package org.openrtpd.storage.journal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.session.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a journal. {@link #append} puts an entry behind the others; {@link #commit}
 * makes everything appended before it survive what the durability mode promises: with {@link
 * Durability#DISK} the loss of power, as far as the device keeps its word; with {@link
 * Durability#PROCESS} only the death of this process.
 *
 * <p>One thread appends, one thread (the same or another) commits. When the disk is nearly full the
 * journal refuses appends instead of dying, until {@link #recheckSpace} finds room again.
 */
public final class PacketJournal implements AutoCloseable {

    /** Answer of an append that was refused because the disk is full. */
    public static final long REFUSED = -1;

    private static final Logger LOG = LoggerFactory.getLogger(PacketJournal.class);
    private static final InetSocketAddress NOBODY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int GAP_BODY = 4;

    private final Durability durability;
    private final ReceiveTime received;
    private final JournalLock lock;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final SpaceGuard space;
    private final SpaceAhead ahead;
    private final DeviceForce device;
    private final ForcedMark mark;
    private final EntryWriter writer = new EntryWriter();
    private final ByteBuf gapBody = Unpooled.buffer(GAP_BODY, GAP_BODY);

    private int cycle = Integer.MIN_VALUE;
    private long writtenTo;
    private volatile boolean full;
    private volatile long appended;
    private volatile long appendedTo = JournalPlace.BEGIN;

    /** Takes over what {@link JournalRecovery} has opened. */
    PacketJournal(JournalConfig config, JournalLock lock, SingleChronicleQueue queue) {
        this.durability = config.durability();
        this.received = new ReceiveTime(config.clock(), System::nanoTime);
        this.lock = lock;
        this.queue = queue;
        this.appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
        this.space = new SpaceGuard(config.directory(), durability, config.minFreeBytes());
        this.ahead = new SpaceAhead(space);
        this.device = new DeviceForce(config.directory());
        this.mark = new ForcedMark(config.directory());
    }

    /** True while appends are expected to succeed. */
    public boolean accepts() {
        return !full;
    }

    /** Entries appended since the journal was opened; any thread. */
    public long appended() {
        return appended;
    }

    /**
     * What is appended from now on, until {@link #endBatch}, came together, and at one time but for
     * a nanosecond each. Writer thread only.
     */
    public void beginBatch() {
        received.beginBatch();
    }

    /** What is appended from now on comes by itself again. Writer thread only. */
    public void endBatch() {
        received.endBatch();
    }

    /**
     * Appends a packet, exactly as it came; one of {@link UnitId#PROBE} as {@link EntryKind#PROBE},
     * which is no packet to any reader. Writer thread only.
     *
     * @return how many entries have been appended since the journal was opened, this one included;
     *     {@link #REFUSED} when the disk is full
     * @throws IllegalArgumentException when the packet is longer than 1024 bytes
     * @throws JournalException when the files cannot be written for another reason
     */
    public long append(Transport transport, InetSocketAddress peer, int unit, int epoch, int seq,
            ByteBuf packet, int start, int length) {
        EntryKind kind = unit == UnitId.PROBE ? EntryKind.PROBE : EntryKind.PACKET;
        return append(kind, transport, peer, unit, epoch, seq, packet, start, length);
    }

    /** Appends a marker: packets {@code firstLost} to before {@code goOn} will never come. */
    public long appendGap(Transport transport, InetSocketAddress peer, int unit, int epoch,
            int firstLost, int goOn) {
        gapBody.clear().writeInt(goOn);
        return append(EntryKind.GAP, transport, peer, unit, epoch, firstLost, gapBody, 0, GAP_BODY);
    }

    long appendStart(String text) {
        ByteBuf body = Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
        return append(EntryKind.SERVER_START, Transport.NONE, NOBODY, 0, 0, 0, body, 0,
                body.readableBytes());
    }

    private long append(EntryKind kind, Transport transport, InetSocketAddress peer, int unit,
            int epoch, int seq, ByteBuf body, int start, int length) {
        // Checked before the document is opened: behind its end there is memory of somebody else.
        if (length < 0 || length > EntryLayout.MAX_BODY) {
            throw new IllegalArgumentException(
                    "a body of " + length + " bytes; at most " + EntryLayout.MAX_BODY + " fit");
        }
        if (!hasRoom()) {
            return REFUSED;
        }
        writer.header(kind, transport, peer, received.next(), unit, epoch, seq, length);
        try (DocumentContext document = appender.writingDocument()) {
            try {
                Bytes<?> bytes = document.wire().bytes();
                writer.write(body, start, length, bytes);
                writtenTo = bytes.writePosition();
            } catch (RuntimeException | Error e) {
                // Without this the half entry would become part of the journal.
                document.rollbackOnClose();
                throw e;
            }
        } catch (IllegalStateException e) {
            throw new JournalException("cannot append to the journal: " + e.getMessage(), e);
        }
        noteFile();
        appendedTo = JournalPlace.of(cycle, writtenTo);
        long position = appended + 1;
        appended = position;
        return position;
    }

    private boolean hasRoom() {
        if (full) {
            return false;
        }
        try {
            boolean sameFile = queue.cycle() == cycle;
            if (sameFile && space.becomesScarce(writtenTo)) {
                ahead.wake();
            }
            if (sameFile ? space.allowsEntry(writtenTo) : space.allowsNewFile()) {
                return true;
            }
        } catch (IOException e) {
            LOG.debug("space for the next entries could not be allocated", e);
        }
        full = true;
        return false;
    }

    private void noteFile() {
        if (appender.cycle() == cycle) {
            return;
        }
        Path file = appender.currentFile().toPath();
        try {
            space.began(file, writtenTo);
        } catch (IOException e) {
            throw new JournalException("cannot open " + file + " a second time: " + e.getMessage(), e);
        }
        device.began(file);
        cycle = appender.cycle();
    }

    /**
     * Looks whether a full disk has room again. Writer thread only.
     *
     * @return true when appends are accepted now
     */
    public boolean recheckSpace() {
        if (full) {
            full = false;
            try {
                full = !space.allowsNewFile();
            } catch (IOException e) {
                full = true;
            }
            full = full || !hasRoom();
        }
        return !full;
    }

    /** Bytes that may still be appended before the journal refuses. */
    public long usableBytes() {
        try {
            return Math.max(0, space.usableBytes());
        } catch (IOException e) {
            throw new JournalException("cannot ask for free space: " + e.getMessage(), e);
        }
    }

    /**
     * Makes all that was appended before this call durable. Blocks as long as the device takes; one
     * thread, which need not be the writer thread.
     *
     * @return the position up to which everything is durable
     * @throws JournalException when the device failed: what was appended may be lost, and this
     *     process must end without acknowledging it
     */
    public long commit() {
        long upTo = appended;
        long place = appendedTo;
        if (durability == Durability.DISK) {
            try {
                device.force();
                mark.write(place);
            } catch (IOException e) {
                throw new JournalException("cannot force " + device.file() + " to the device: "
                        + e.getMessage() + "; packets behind the last acknowledgement are not safe,"
                        + " check the disk before the next start", e);
            }
        }
        return upTo;
    }

    /** Index of the newest entry. Writer thread only, once something was appended. */
    long lastIndex() {
        return appender.lastIndexAppended();
    }

    /** A tailer in this process, at the oldest entry. */
    public JournalTailer tailer() {
        return new JournalTailer(queue);
    }

    /** Looks at the directory again, after files were deleted. */
    void refreshFiles() {
        queue.refreshDirectoryListing();
    }

    /** Closes all but the lock, so that files can be mended before it is opened again. */
    void closeQueue() throws IOException {
        queue.close();
        ahead.close();
        space.close();
        device.close();
        mark.close();
    }

    @Override
    public void close() {
        try {
            closeQueue();
            lock.close();
        } catch (IOException e) {
            throw new JournalException("cannot close the journal: " + e.getMessage(), e);
        }
    }
}
