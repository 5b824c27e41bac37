package org.openrtpd.protocol.recorder;

import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32C;
import org.openrtpd.protocol.record.UnitId;

/**
 * Layout "RTP-U/1" of a UDP datagram (recorder leg, section 4). All numbers big-endian.
 *
 * <pre>
 *    0 type u16 | 2 body length u32 | 6 "RTPU" | 10 version u8 | 11 window u8 | 12 unit u32
 *   16 session u32 | 20 seq u32 | 24 ack u32 | 28 sack u16 | 30 epoch check u16 | 32 CRC-32C u32 | 36 body
 * </pre>
 *
 * Not thread-safe: it keeps a CRC register and a scratch of four zero bytes.
 */
public final class RecorderUdpCodec {

    static final int TYPE_OFFSET = 0;
    static final int LENGTH_OFFSET = TYPE_OFFSET + 2;
    static final int MAGIC_OFFSET = LENGTH_OFFSET + 4;
    static final int VERSION_OFFSET = MAGIC_OFFSET + 4;
    static final int WINDOW_OFFSET = VERSION_OFFSET + 1;
    static final int UNIT_OFFSET = WINDOW_OFFSET + 1;
    static final int SESSION_OFFSET = UNIT_OFFSET + 4;
    static final int SEQ_OFFSET = SESSION_OFFSET + 4;
    static final int ACK_OFFSET = SEQ_OFFSET + 4;
    static final int SACK_OFFSET = ACK_OFFSET + 4;
    static final int EPOCH_CHECK_OFFSET = SACK_OFFSET + 2;
    static final int CRC_OFFSET = EPOCH_CHECK_OFFSET + 2;
    static final int BODY_OFFSET = CRC_OFFSET + 4;

    /** Bytes before the body. */
    public static final int HEADER_LENGTH = BODY_OFFSET;

    /** Longest datagram of this layout. */
    public static final int MAX_DATAGRAM = HEADER_LENGTH + RecorderMessage.MAX_PAYLOAD;

    static final int MAGIC = 'R' << 24 | 'T' << 16 | 'P' << 8 | 'U';
    static final int VERSION = 1;

    private static final int DISCOVER_BODY = 24;
    private static final int OFFER_BODY = 12;
    private static final int ATTACH_BODY = 16;
    private static final int BUSY_BODY = 2;

    private final CRC32C crc = new CRC32C();
    private final byte[] zeros = new byte[4];

    /**
     * Reads one datagram: the readable bytes of {@code datagram}, whose indexes stay as they are.
     * The message's payload points into the same buffer.
     *
     * @return {@link WireDefect#NONE}, or why it is no message of this layout; the content of {@code
     *     into} is then undefined
     */
    public WireDefect decode(ByteBuf datagram, RecorderMessage into) {
        int start = datagram.readerIndex();
        int length = datagram.readableBytes();
        if (length < HEADER_LENGTH) {
            return WireDefect.TOO_SHORT;
        }
        if (datagram.getInt(start + MAGIC_OFFSET) != MAGIC) {
            return WireDefect.WRONG_MAGIC;
        }
        if (datagram.getByte(start + VERSION_OFFSET) != VERSION) {
            return WireDefect.WRONG_VERSION;
        }
        int bodyLength = datagram.getInt(start + LENGTH_OFFSET);
        if (bodyLength < 0 || bodyLength > RecorderMessage.MAX_PAYLOAD) {
            return WireDefect.BODY_TOO_LONG;
        }
        if (bodyLength != length - HEADER_LENGTH) {
            return WireDefect.LENGTH_DISAGREES;
        }
        if (datagram.getInt(start + CRC_OFFSET) != crcOf(datagram, start, length)) {
            return WireDefect.WRONG_CRC;
        }
        int code = datagram.getUnsignedShort(start + TYPE_OFFSET);
        if (!MessageType.isKnown(code)) {
            return WireDefect.UNKNOWN_TYPE;
        }
        readHeader(datagram, start, into.begin(MessageType.of(code)));
        if (into.window() > RecorderMessage.MAX_UDP_WINDOW) {
            return WireDefect.WINDOW_RANGE;
        }
        if (!UnitId.isValid(into.unit()) && into.unit() != UnitId.PROBE) {
            return WireDefect.RESERVED_UNIT;
        }
        return readBody(datagram, start + BODY_OFFSET, bodyLength, into);
    }

    private static void readHeader(ByteBuf datagram, int start, RecorderMessage into) {
        into.window(datagram.getUnsignedByte(start + WINDOW_OFFSET))
                .unit(datagram.getInt(start + UNIT_OFFSET))
                .session(datagram.getInt(start + SESSION_OFFSET))
                .seq(datagram.getInt(start + SEQ_OFFSET))
                .ack(datagram.getInt(start + ACK_OFFSET))
                .sack(datagram.getUnsignedShort(start + SACK_OFFSET))
                .epochCheck(datagram.getUnsignedShort(start + EPOCH_CHECK_OFFSET));
    }

    private static WireDefect readBody(
            ByteBuf datagram, int body, int bodyLength, RecorderMessage into) {
        boolean fits =
                switch (into.type()) {
                    case REFTEK, CMDPKT -> bodyLength > 0;
                    case NOP, BREAK, ATTACHED, ACK -> bodyLength == 0;
                    case BUSY -> bodyLength == BUSY_BODY;
                    case DISCOVER -> bodyLength == DISCOVER_BODY;
                    case OFFER -> bodyLength == OFFER_BODY;
                    case ATTACH -> bodyLength == ATTACH_BODY;
                };
        if (!fits) {
            return WireDefect.WRONG_BODY_LENGTH;
        }
        switch (into.type()) {
            case REFTEK, CMDPKT -> into.payload(datagram, body, bodyLength);
            case BUSY -> into.busySeconds(datagram.getUnsignedShort(body));
            case OFFER -> into.cookie(datagram.getLong(body)).processId(datagram.getInt(body + 8));
            case ATTACH -> {
                into.cookie(datagram.getLong(body))
                        .epoch(datagram.getInt(body + 8))
                        .oldest(datagram.getInt(body + 12));
                if (into.epochCheck() != (into.epoch() & 0xFFFF)) {
                    return WireDefect.EPOCH_CHECK;
                }
            }
            default -> {
                // The other types have no body to read.
            }
        }
        return WireDefect.NONE;
    }

    /**
     * Writes one datagram behind the writer index, at most {@link #MAX_DATAGRAM} bytes.
     *
     * @throws IndexOutOfBoundsException when it does not fit into the buffer
     */
    public void encode(RecorderMessage message, ByteBuf datagram) {
        int start = datagram.writerIndex();
        datagram.writeShort(message.type().code())
                .writeInt(bodyLength(message))
                .writeInt(MAGIC)
                .writeByte(VERSION)
                .writeByte(message.window())
                .writeInt(message.unit())
                .writeInt(message.session())
                .writeInt(message.seq())
                .writeInt(message.ack())
                .writeShort(message.sack())
                .writeShort(message.epochCheck())
                .writeInt(0);
        switch (message.type()) {
            case REFTEK, CMDPKT ->
                    datagram.writeBytes(
                            message.payload(), message.payloadStart(), message.payloadLength());
            case BUSY -> datagram.writeShort(message.busySeconds());
            case DISCOVER -> datagram.writeZero(DISCOVER_BODY);
            case OFFER -> datagram.writeLong(message.cookie()).writeInt(message.processId());
            case ATTACH ->
                    datagram.writeLong(message.cookie())
                            .writeInt(message.epoch())
                            .writeInt(message.oldest());
            default -> {
                // The other types have no body.
            }
        }
        int length = datagram.writerIndex() - start;
        datagram.setInt(start + CRC_OFFSET, crcOf(datagram, start, length));
    }

    private static int bodyLength(RecorderMessage message) {
        return switch (message.type()) {
            case REFTEK, CMDPKT -> message.payloadLength();
            case NOP, BREAK, ATTACHED, ACK -> 0;
            case BUSY -> BUSY_BODY;
            case DISCOVER -> DISCOVER_BODY;
            case OFFER -> OFFER_BODY;
            case ATTACH -> ATTACH_BODY;
        };
    }

    /** CRC-32C of the whole datagram as if its CRC field were zero. */
    private int crcOf(ByteBuf datagram, int start, int length) {
        crc.reset();
        Crc32c.update(crc, datagram, start, CRC_OFFSET);
        crc.update(zeros, 0, zeros.length);
        Crc32c.update(crc, datagram, start + BODY_OFFSET, length - BODY_OFFSET);
        return (int) crc.getValue();
    }
}
