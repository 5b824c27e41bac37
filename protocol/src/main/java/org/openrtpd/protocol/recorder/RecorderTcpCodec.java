package org.openrtpd.protocol.recorder;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.record.UnitId;

/**
 * Frames of a TCP recorder: {@code u16 type | u32 length | body} (recorder leg, section 5). All
 * numbers big-endian.
 *
 * <pre>
 *   ATTACH   unit u32 | layout version u16 | epoch u32 | oldest u32
 *   ATTACHED session u32 | ack u32 | window u16
 *   REFTEK   seq u32 | packet          CMDPKT  seq u32 | command
 *   ACK      ack u32 | window u16      BUSY    seconds u16      NOP, BREAK  no body
 * </pre>
 */
public final class RecorderTcpCodec {

    /** Bytes before the body. */
    public static final int PREAMBLE_LENGTH = 6;

    /** Longest frame of this leg. */
    public static final int MAX_FRAME = PREAMBLE_LENGTH + 4 + RecorderMessage.MAX_PAYLOAD;

    static final int VERSION = 1;

    private static final int SEQ_LENGTH = 4;
    private static final int ATTACH_BODY = 14;
    private static final int ATTACHED_BODY = 10;
    private static final int ACK_BODY = 6;
    private static final int BUSY_BODY = 2;

    private RecorderTcpCodec() {}

    /** True when a connection that begins with this type is a recorder's. */
    public static boolean opensRecorder(int typeCode) {
        return typeCode == MessageType.ATTACH.code();
    }

    /**
     * Reads one frame from the reader index and moves it behind the frame; leaves it alone unless
     * the answer is {@link WireDefect#NONE}. The message's payload points into the same buffer.
     *
     * @return {@link WireDefect#NONE}, {@link WireDefect#INCOMPLETE}, or why this is no frame of the
     *     leg: the stream cannot be read on from there
     */
    public static WireDefect decode(ByteBuf stream, RecorderMessage into) {
        if (stream.readableBytes() < PREAMBLE_LENGTH) {
            return WireDefect.INCOMPLETE;
        }
        int start = stream.readerIndex();
        int code = stream.getUnsignedShort(start);
        int bodyLength = stream.getInt(start + 2);
        if (!MessageType.isKnown(code)) {
            return WireDefect.UNKNOWN_TYPE;
        }
        MessageType type = MessageType.of(code);
        if (!fits(type, bodyLength)) {
            return bodyLength < 0 || bodyLength > SEQ_LENGTH + RecorderMessage.MAX_PAYLOAD
                    ? WireDefect.BODY_TOO_LONG
                    : WireDefect.WRONG_BODY_LENGTH;
        }
        if (stream.readableBytes() < PREAMBLE_LENGTH + bodyLength) {
            return WireDefect.INCOMPLETE;
        }
        WireDefect defect =
                readBody(stream, start + PREAMBLE_LENGTH, bodyLength, into.begin(type));
        if (defect == WireDefect.NONE) {
            stream.skipBytes(PREAMBLE_LENGTH + bodyLength);
        }
        return defect;
    }

    private static boolean fits(MessageType type, int bodyLength) {
        return switch (type) {
            case REFTEK, CMDPKT ->
                    bodyLength > SEQ_LENGTH
                            && bodyLength <= SEQ_LENGTH + RecorderMessage.MAX_PAYLOAD;
            case NOP, BREAK -> bodyLength == 0;
            case BUSY -> bodyLength == BUSY_BODY;
            case ATTACH -> bodyLength == ATTACH_BODY;
            case ATTACHED -> bodyLength == ATTACHED_BODY;
            case ACK -> bodyLength == ACK_BODY;
            // A stream needs no proof of address.
            case DISCOVER, OFFER -> false;
        };
    }

    private static WireDefect readBody(
            ByteBuf stream, int body, int bodyLength, RecorderMessage into) {
        switch (into.type()) {
            case REFTEK, CMDPKT ->
                    into.seq(stream.getInt(body))
                            .payload(stream, body + SEQ_LENGTH, bodyLength - SEQ_LENGTH);
            case BUSY -> into.busySeconds(stream.getUnsignedShort(body));
            case ATTACHED ->
                    into.session(stream.getInt(body))
                            .ack(stream.getInt(body + 4))
                            .window(stream.getUnsignedShort(body + 8));
            case ACK -> into.ack(stream.getInt(body)).window(stream.getUnsignedShort(body + 4));
            case ATTACH -> {
                if (stream.getUnsignedShort(body + 4) != VERSION) {
                    return WireDefect.WRONG_VERSION;
                }
                into.unit(stream.getInt(body))
                        .epoch(stream.getInt(body + 6))
                        .oldest(stream.getInt(body + 10));
                if (!UnitId.isValid(into.unit())) {
                    return WireDefect.RESERVED_UNIT;
                }
            }
            default -> {
                // NOP and BREAK have no body.
            }
        }
        return into.window() > RecorderMessage.MAX_TCP_WINDOW
                ? WireDefect.WINDOW_RANGE
                : WireDefect.NONE;
    }

    /**
     * Writes one frame behind the writer index.
     *
     * @throws IllegalArgumentException for DISCOVER and OFFER, which only datagrams have
     */
    public static void encode(RecorderMessage message, ByteBuf stream) {
        stream.writeShort(message.type().code());
        switch (message.type()) {
            case REFTEK, CMDPKT ->
                    stream.writeInt(SEQ_LENGTH + message.payloadLength())
                            .writeInt(message.seq())
                            .writeBytes(
                                    message.payload(),
                                    message.payloadStart(),
                                    message.payloadLength());
            case NOP, BREAK -> stream.writeInt(0);
            case BUSY -> stream.writeInt(BUSY_BODY).writeShort(message.busySeconds());
            case ATTACH ->
                    stream.writeInt(ATTACH_BODY)
                            .writeInt(message.unit())
                            .writeShort(VERSION)
                            .writeInt(message.epoch())
                            .writeInt(message.oldest());
            case ATTACHED ->
                    stream.writeInt(ATTACHED_BODY)
                            .writeInt(message.session())
                            .writeInt(message.ack())
                            .writeShort(message.window());
            case ACK ->
                    stream.writeInt(ACK_BODY).writeInt(message.ack()).writeShort(message.window());
            case DISCOVER, OFFER ->
                    throw new IllegalArgumentException(message.type() + " has no frame on TCP");
        }
    }
}
