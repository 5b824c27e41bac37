package org.openrtpd.storage.journal;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.OS;
import org.openrtpd.protocol.session.Transport;

/**
 * Puts one entry into an open document: the header from a scratch, the body straight from the
 * receive buffer into the mapped file, one copy and no object.
 */
final class EntryWriter {

    private final byte[] header = new byte[EntryLayout.BODY_OFFSET];
    private final ByteBuffer fields = ByteBuffer.wrap(header);
    private final CRC32C crc = new CRC32C();
    private InetSocketAddress lastPeer;

    /** Fills the header in; {@link #write} puts it out. */
    void header(EntryKind kind, Transport transport, InetSocketAddress peer, long receivedNanos,
            int unit, int epoch, int seq, int bodyLength) {
        fields.put(EntryLayout.VERSION_OFFSET, (byte) EntryLayout.VERSION)
                .put(EntryLayout.KIND_OFFSET, (byte) kind.code())
                .put(EntryLayout.TRANSPORT_OFFSET, (byte) transport.code())
                .put(EntryLayout.FLAGS_OFFSET, (byte) 0)
                .putInt(EntryLayout.CRC_OFFSET, 0)
                .putLong(EntryLayout.RECEIVED_OFFSET, receivedNanos)
                .putInt(EntryLayout.UNIT_OFFSET, unit)
                .putInt(EntryLayout.EPOCH_OFFSET, epoch)
                .putInt(EntryLayout.SEQ_OFFSET, seq)
                .putShort(EntryLayout.BODY_LENGTH_OFFSET, (short) bodyLength);
        peer(peer);
    }

    private void peer(InetSocketAddress peer) {
        if (peer == lastPeer) {
            return;
        }
        lastPeer = peer;
        PeerAddress address = PeerAddress.of(peer);
        fields.putShort(EntryLayout.PORT_OFFSET, (short) peer.getPort())
                .putLong(EntryLayout.ADDRESS_OFFSET, address.high())
                .putLong(EntryLayout.ADDRESS_OFFSET + Long.BYTES, address.low());
    }

    /** Writes header and body behind the write position of the document. */
    void write(ByteBuf body, int start, int length, Bytes<?> document) {
        crc.reset();
        crc.update(header, 0, header.length);
        if (body.hasArray()) {
            crc.update(body.array(), body.arrayOffset() + start, length);
        } else {
            crc.update(body.internalNioBuffer(start, length));
        }
        fields.putInt(EntryLayout.CRC_OFFSET, (int) crc.getValue());
        document.write(header, 0, header.length);
        if (body.hasMemoryAddress()) {
            long to = document.addressForWrite(document.writePosition());
            OS.memory().copyMemory(body.memoryAddress() + start, to, length);
            document.writeSkip(length);
        } else if (body.hasArray()) {
            document.write(body.array(), body.arrayOffset() + start, length);
        } else {
            for (int i = 0; i < length; i++) {
                document.writeByte(body.getByte(start + i));
            }
        }
    }
}
