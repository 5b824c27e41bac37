package org.openrtpd.app.bench.load;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;

/**
 * Datagrams of the layout RTP-U/1 as fast as they can be made: the head into a slot, with the CRC
 * over it and a body that lies elsewhere. The tests hold it against {@link RecorderUdpCodec}, which
 * reads and writes whole datagrams in Netty's buffers. Not thread-safe.
 */
final class RecorderHead {

    /** Bytes before the body. */
    static final int LENGTH = RecorderUdpCodec.HEADER_LENGTH;

    /** Bytes after the head in a DISCOVER and in an ATTACH. */
    static final int DISCOVER_BODY = 24;
    static final int ATTACH_BODY = 16;

    private static final int MAGIC = 'R' << 24 | 'T' << 16 | 'P' << 8 | 'U';
    private static final int VERSION_AND_WINDOW = 1 << 8 | 16;
    private static final int UNIT_OFFSET = 12;
    private static final int SESSION_OFFSET = 16;
    private static final int ACK_OFFSET = 24;
    private static final int EPOCH_CHECK_OFFSET = 30;
    private static final int CRC_OFFSET = 32;

    private final CRC32C crc = new CRC32C();
    private final byte[] zeros = new byte[4];
    private final ByteBuffer head;
    private final ByteBuffer[] bodies;

    RecorderHead(ByteBuffer slots, ByteBuffer bodies, int bodyLength) {
        this.head = slots.duplicate();
        this.bodies = new ByteBuffer[bodies.capacity() / bodyLength];
        for (int i = 0; i < this.bodies.length; i++) {
            this.bodies[i] = bodies.slice(i * bodyLength, bodyLength);
        }
    }

    /** A packet with one of the bodies. */
    void packet(int at, int unit, int session, int epoch, int seq, int body) {
        ByteBuffer payload = bodies[body];
        write(at, MessageType.REFTEK, payload.capacity(), unit, session, seq, epoch);
        beginCrc(at);
        payload.clear();
        crc.update(payload);
        endCrc(at);
    }

    /** A DISCOVER; returns its length. */
    int discover(int at, int unit) {
        write(at, MessageType.DISCOVER, DISCOVER_BODY, unit, 0, 0, 0);
        for (int i = 0; i < DISCOVER_BODY; i += Long.BYTES) {
            head.putLong(at + LENGTH + i, 0);
        }
        return finish(at, DISCOVER_BODY);
    }

    /** An ATTACH with the cookie of an OFFER; returns its length. */
    int attach(int at, int unit, long cookie, int epoch, int oldest) {
        write(at, MessageType.ATTACH, ATTACH_BODY, unit, 0, oldest, epoch);
        head.putLong(at + LENGTH, cookie).putInt(at + LENGTH + 8, epoch)
                .putInt(at + LENGTH + 12, oldest);
        return finish(at, ATTACH_BODY);
    }

    /** A keep-alive; returns its length. */
    int nop(int at, int unit, int session, int epoch, int seq) {
        write(at, MessageType.NOP, 0, unit, session, seq, epoch);
        return finish(at, 0);
    }

    private void write(
            int at, MessageType type, int bodyLength, int unit, int session, int seq, int epoch) {
        head.putShort(at, (short) type.code()).putInt(at + 2, bodyLength).putInt(at + 6, MAGIC)
                .putShort(at + 10, (short) VERSION_AND_WINDOW).putInt(at + UNIT_OFFSET, unit)
                .putInt(at + SESSION_OFFSET, session).putInt(at + 20, seq).putInt(at + ACK_OFFSET, 0)
                .putShort(at + 28, (short) 0)
                .putShort(at + EPOCH_CHECK_OFFSET, (short) epoch).putInt(at + CRC_OFFSET, 0);
    }

    private int finish(int at, int bodyLength) {
        beginCrc(at);
        head.limit(at + LENGTH + bodyLength).position(at + LENGTH);
        crc.update(head);
        endCrc(at);
        return LENGTH + bodyLength;
    }

    private void beginCrc(int at) {
        crc.reset();
        head.limit(at + CRC_OFFSET).position(at);
        crc.update(head);
        crc.update(zeros, 0, zeros.length);
        head.clear();
    }

    private void endCrc(int at) {
        head.clear();
        head.putInt(at + CRC_OFFSET, (int) crc.getValue());
    }

    static int type(ByteBuffer in, int at) {
        return in.getShort(at) & 0xFFFF;
    }

    static int unit(ByteBuffer in, int at) {
        return in.getInt(at + UNIT_OFFSET);
    }

    static int session(ByteBuffer in, int at) {
        return in.getInt(at + SESSION_OFFSET);
    }

    static int ack(ByteBuffer in, int at) {
        return in.getInt(at + ACK_OFFSET);
    }

    static int window(ByteBuffer in, int at) {
        return in.get(at + 11);
    }

    static long cookie(ByteBuffer in, int at) {
        return in.getLong(at + LENGTH);
    }
}
