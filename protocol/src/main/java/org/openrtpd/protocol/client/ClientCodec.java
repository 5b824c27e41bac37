package org.openrtpd.protocol.client;

import io.netty.buffer.ByteBuf;

/**
 * Frames of the client leg: {@code u16 type | u32 length | body}, both ways, versions 1 and 2
 * (client leg, sections 1 and 8). All numbers big-endian.
 *
 * <pre>
 *   VERSION  type field is the version, no body
 *   PID      process id u32, or the same | program name, 32 ASCII
 *   ATTR     seven or eight words, see {@link ClientAttributes}
 *   REFTEK   packet                       CMDPKT       unit u16 | length u16 | command
 *   REFTEK_XTND, CMDPKT_XTND: pmask bit u32, not counted in the length, then the body as above
 *   NOP, START, STOP, FLUSH, BREAK, BUSY, FAULT  no body      SOH, CONMSG, OOR, others  any body
 * </pre>
 *
 * <p><i>Design note.</i> The version is no parameter: each number has one layout whichever version
 * was agreed, and programs exist that send the long forms in version 1. Only the first frame of
 * either side reads differently, because its type field is a version: {@link #decodeVersion}.
 */
public final class ClientCodec {

    /** Bytes before the body. */
    public static final int PREAMBLE_LENGTH = 6;

    /** Longest body that this leg defines: a command with its unit and its length. */
    public static final int LONGEST_BODY = 4 + ClientMessage.MAX_PAYLOAD;

    static final int TYPE_BIT_LENGTH = 4;

    private static final int LENGTH_OFFSET = 2;
    private static final int PID_LENGTH = 4;
    private static final int LONG_PID_LENGTH = PID_LENGTH + ClientMessage.PROGRAM_LENGTH;
    private static final int COMMAND_LENGTH_OFFSET = 2;
    private static final int COMMAND_OFFSET = COMMAND_LENGTH_OFFSET + 2;

    private ClientCodec() {}

    /**
     * Reads the first frame of either side: a preamble whose type field is the version.
     *
     * @return {@link FrameDefect#NONE}, {@link FrameDefect#INCOMPLETE}, or {@link
     *     FrameDefect#VERSION_WITH_BODY}
     */
    public static FrameDefect decodeVersion(ByteBuf stream, ClientMessage into) {
        if (stream.readableBytes() < PREAMBLE_LENGTH) {
            return FrameDefect.INCOMPLETE;
        }
        int start = stream.readerIndex();
        into.begin(FrameType.VERSION).version(stream.getUnsignedShort(start));
        if (stream.getInt(start + LENGTH_OFFSET) != 0) {
            return FrameDefect.VERSION_WITH_BODY;
        }
        stream.skipBytes(PREAMBLE_LENGTH);
        return FrameDefect.NONE;
    }

    /**
     * Reads any later frame from the reader index. The message's payload points into the same
     * buffer. The reader index is moved behind the frame, except when the answer is {@link
     * FrameDefect#INCOMPLETE} or one that {@linkplain FrameDefect#endsStream ends the stream}.
     *
     * @param longestBody bound of the length field, at least {@link #LONGEST_BODY}; also the bound
     *     of what a caller must hold of an incomplete frame, less {@link #PREAMBLE_LENGTH} and 4
     */
    public static FrameDefect decode(ByteBuf stream, ClientMessage into, int longestBody) {
        if (stream.readableBytes() < PREAMBLE_LENGTH) {
            return FrameDefect.INCOMPLETE;
        }
        int start = stream.readerIndex();
        int bodyLength = stream.getInt(start + LENGTH_OFFSET);
        into.beginCode(stream.getUnsignedShort(start));
        if (bodyLength < 0) {
            return FrameDefect.NEGATIVE_LENGTH;
        }
        if (bodyLength > longestBody) {
            return FrameDefect.LENGTH_BOUND;
        }
        int body = start + PREAMBLE_LENGTH + (into.type().isExtended() ? TYPE_BIT_LENGTH : 0);
        if (stream.writerIndex() - body < bodyLength) {
            return FrameDefect.INCOMPLETE;
        }
        if (into.type().isExtended()) {
            into.typeBit(stream.getInt(start + PREAMBLE_LENGTH));
        }
        stream.readerIndex(body + bodyLength);
        return readBody(stream, body, bodyLength, into);
    }

    private static FrameDefect readBody(
            ByteBuf stream, int body, int bodyLength, ClientMessage into) {
        switch (into.type()) {
            case REFTEK, REFTEK_XTND -> {
                if (bodyLength > ClientMessage.MAX_PAYLOAD) {
                    return FrameDefect.WRONG_BODY_LENGTH;
                }
                into.payload(stream, body, bodyLength);
            }
            case CMDPKT, CMDPKT_XTND -> {
                return readCommand(stream, body, bodyLength, into);
            }
            case ATTR -> {
                if (!ClientAttributes.isLength(bodyLength)) {
                    return FrameDefect.WRONG_BODY_LENGTH;
                }
                into.attributes(ClientAttributes.read(stream, body, bodyLength));
            }
            case PID -> {
                if (bodyLength != PID_LENGTH && bodyLength != LONG_PID_LENGTH) {
                    return FrameDefect.WRONG_BODY_LENGTH;
                }
                into.processId(stream.getInt(body))
                        .payload(stream, body + PID_LENGTH, bodyLength - PID_LENGTH);
            }
            default -> into.payload(stream, body, bodyLength);
        }
        return FrameDefect.NONE;
    }

    private static FrameDefect readCommand(
            ByteBuf stream, int body, int bodyLength, ClientMessage into) {
        if (bodyLength < COMMAND_OFFSET) {
            return FrameDefect.WRONG_BODY_LENGTH;
        }
        int length = stream.getUnsignedShort(body + COMMAND_LENGTH_OFFSET);
        if (length > bodyLength - COMMAND_OFFSET || length > ClientMessage.MAX_PAYLOAD) {
            return FrameDefect.COMMAND_LENGTH;
        }
        into.unit(stream.getUnsignedShort(body)).payload(stream, body + COMMAND_OFFSET, length);
        return FrameDefect.NONE;
    }

    /** Writes one frame behind the writer index. */
    public static void encode(ClientMessage message, ByteBuf stream) {
        if (message.type() == FrameType.VERSION) {
            stream.writeShort(message.version()).writeInt(0);
            return;
        }
        stream.writeShort(message.typeCode());
        int payloadLength = message.payloadLength();
        switch (message.type()) {
            case ATTR -> {
                stream.writeInt(message.attributes().lengthBytes());
                message.attributes().write(stream);
            }
            case PID -> {
                stream.writeInt(PID_LENGTH + payloadLength).writeInt(message.processId());
                writePayload(message, stream);
            }
            case CMDPKT, CMDPKT_XTND -> {
                stream.writeInt(COMMAND_OFFSET + payloadLength);
                if (message.type().isExtended()) {
                    stream.writeInt(message.typeBit());
                }
                stream.writeShort(message.unit()).writeShort(payloadLength);
                writePayload(message, stream);
            }
            case REFTEK_XTND -> {
                stream.writeInt(payloadLength).writeInt(message.typeBit());
                writePayload(message, stream);
            }
            default -> {
                stream.writeInt(payloadLength);
                writePayload(message, stream);
            }
        }
    }

    private static void writePayload(ClientMessage message, ByteBuf stream) {
        if (message.payloadLength() > 0) {
            stream.writeBytes(
                    message.payload(), message.payloadStart(), message.payloadLength());
        }
    }
}
