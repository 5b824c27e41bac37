package org.openrtpd.storage.journal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import org.openrtpd.protocol.session.Transport;

/**
 * One entry as a tailer reads it. The object is filled again by every {@link JournalTailer#next};
 * who wants to keep something copies it. One thread only.
 */
public final class JournalEntry {

    private static final byte[] IPV4_PREFIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF};

    private final byte[] bytes = new byte[EntryLayout.MAX_ENTRY];
    private final ByteBuf view = Unpooled.wrappedBuffer(bytes);
    private final CRC32C crc = new CRC32C();
    private long index;
    private int length;
    private EntryDefect defect = EntryDefect.TOO_SHORT;

    /** Copies a document and looks whether it is whole. */
    void read(Bytes<?> document, long documentIndex) {
        index = documentIndex;
        long documentLength = document.readRemaining();
        length = (int) Math.min(documentLength, bytes.length);
        document.read(bytes, 0, length);
        defect = documentLength > bytes.length ? EntryDefect.TOO_LONG : findDefect();
    }

    /** Copies the bytes of an entry that was found without the queue. */
    void read(byte[] from, int start, int entryLength, long entryIndex) {
        index = entryIndex;
        length = entryLength;
        System.arraycopy(from, start, bytes, 0, length);
        defect = findDefect();
    }

    /** Sets the index of an entry that was found without the queue. */
    void number(long entryIndex) {
        index = entryIndex;
    }

    /** Puts its bytes out as they are. */
    void write(Bytes<?> to) {
        to.write(bytes, 0, length);
    }

    /** Becomes the same as another. */
    void copy(JournalEntry other) {
        index = other.index;
        length = other.length;
        defect = other.defect;
        System.arraycopy(other.bytes, 0, bytes, 0, length);
    }

    private EntryDefect findDefect() {
        if (length < EntryLayout.BODY_OFFSET) {
            return EntryDefect.TOO_SHORT;
        }
        if (bytes[EntryLayout.VERSION_OFFSET] != EntryLayout.VERSION) {
            return EntryDefect.WRONG_VERSION;
        }
        if (bodyLength() != length - EntryLayout.BODY_OFFSET) {
            return EntryDefect.LENGTH_DISAGREES;
        }
        int written = view.getInt(EntryLayout.CRC_OFFSET);
        view.setInt(EntryLayout.CRC_OFFSET, 0);
        crc.reset();
        crc.update(bytes, 0, length);
        view.setInt(EntryLayout.CRC_OFFSET, written);
        return (int) crc.getValue() == written ? EntryDefect.NONE : EntryDefect.WRONG_CRC;
    }

    /** Place in the journal: grows with every entry, is never used again. */
    public long index() {
        return index;
    }

    /** {@link EntryDefect#NONE}, or why no field below means anything. */
    public EntryDefect defect() {
        return defect;
    }

    /** True when the entry is a packet that can be read. */
    public boolean isPacket() {
        return defect == EntryDefect.NONE && kind() == EntryKind.PACKET;
    }

    public EntryKind kind() {
        return EntryKind.of(bytes[EntryLayout.KIND_OFFSET]);
    }

    public Transport transport() {
        return Transport.of(bytes[EntryLayout.TRANSPORT_OFFSET]);
    }

    /** When the server took it in, nanoseconds since 1970 UTC by the server's clock. */
    public long receivedNanos() {
        return view.getLong(EntryLayout.RECEIVED_OFFSET);
    }

    /** The recorder's unit id; 0 in a server start. */
    public int unit() {
        return view.getInt(EntryLayout.UNIT_OFFSET);
    }

    /** Names the recorder's numbering. */
    public int epoch() {
        return view.getInt(EntryLayout.EPOCH_OFFSET);
    }

    /** Number of the packet; in a gap the first one lost. */
    public int seq() {
        return view.getInt(EntryLayout.SEQ_OFFSET);
    }

    /** In a gap: the first number that the recorder still had. */
    public int gapEnd() {
        return view.getInt(EntryLayout.BODY_OFFSET);
    }

    /** Where it came from, as the server saw it. */
    public InetSocketAddress peer() {
        int from = EntryLayout.ADDRESS_OFFSET;
        int to = from + EntryLayout.ADDRESS_LENGTH;
        int port = view.getUnsignedShort(EntryLayout.PORT_OFFSET);
        boolean ipv4 = Arrays.equals(bytes, from, from + IPV4_PREFIX.length, IPV4_PREFIX, 0,
                IPV4_PREFIX.length);
        byte[] address = Arrays.copyOfRange(bytes, ipv4 ? from + IPV4_PREFIX.length : from, to);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    /** The entry's own CRC-32C, as written: tells it from another entry of the same index. */
    public int crc() {
        return view.getInt(EntryLayout.CRC_OFFSET);
    }

    public int bodyLength() {
        return view.getUnsignedShort(EntryLayout.BODY_LENGTH_OFFSET);
    }

    /** The buffer that holds the packet, from {@link #bodyStart}; not to be written to. */
    public ByteBuf body() {
        return view;
    }

    /** Where the packet begins in {@link #body}. */
    public int bodyStart() {
        return EntryLayout.BODY_OFFSET;
    }

    /** The body of a marker as text. */
    public String text() {
        return new String(bytes, EntryLayout.BODY_OFFSET, bodyLength(), StandardCharsets.UTF_8);
    }
}
