package org.openrtpd.protocol.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * One message of the client leg, either way, either version.
 *
 * <p><i>Design note.</i> One mutable object is filled again for every message, so that a client
 * that reads packets allocates nothing per packet. It belongs to one thread, and it is valid only
 * until the next message is read into it; who wants to keep something copies it. Fields that a type
 * does not carry read as 0.
 */
public final class ClientMessage {

    /** Longest packet, command or SOH body. */
    public static final int MAX_PAYLOAD = 1024;

    /** Bytes of the program's name behind the process id, space padded (client leg, section 8). */
    public static final int PROGRAM_LENGTH = 32;

    private static final ClientAttributes NO_ATTRIBUTES =
            new ClientAttributes(0, 0, 0, 0, 0, 0, 0, 0, ClientAttributes.SHORT_LENGTH);

    private FrameType type = FrameType.NOP;
    private int typeCode;
    private int version;
    private int processId;
    private int unit;
    private int typeBit;
    private ClientAttributes attributes = NO_ATTRIBUTES;
    private ByteBuf payload = Unpooled.EMPTY_BUFFER;
    private int payloadStart;
    private int payloadLength;

    /** Empties the message and gives it a type. */
    public ClientMessage begin(FrameType frameType) {
        type = frameType;
        typeCode = frameType.code();
        version = 0;
        processId = 0;
        unit = 0;
        typeBit = 0;
        attributes = NO_ATTRIBUTES;
        return payload(Unpooled.EMPTY_BUFFER, 0, 0);
    }

    /** Empties the message and gives it the type of a number on the wire, known or not. */
    public ClientMessage beginCode(int code) {
        begin(FrameType.of(code));
        typeCode = code;
        return this;
    }

    public FrameType type() {
        return type;
    }

    /** The number on the wire, also of an unknown type. */
    public int typeCode() {
        return typeCode;
    }

    /** VERSION: what the peer named, 0 to 65535. */
    public int version() {
        return version;
    }

    public ClientMessage version(int number) {
        this.version = number;
        return this;
    }

    /** PID: process id of the peer. */
    public int processId() {
        return processId;
    }

    public ClientMessage processId(int pid) {
        this.processId = pid;
        return this;
    }

    /** PID: name of the program, without padding, "?" for what is not printable; may be empty. */
    public String program() {
        StringBuilder name = new StringBuilder(payloadLength);
        for (int i = 0; i < payloadLength; i++) {
            int letter = payload.getUnsignedByte(payloadStart + i);
            if (letter == 0) {
                break;
            }
            name.append(letter < ' ' || letter > '~' ? '?' : (char) letter);
        }
        return name.toString().strip();
    }

    /** PID: sets the long form, with the name cut or padded to {@link #PROGRAM_LENGTH}. */
    public ClientMessage program(String name) {
        byte[] padded = " ".repeat(PROGRAM_LENGTH).getBytes(StandardCharsets.US_ASCII);
        byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(letters, 0, padded, 0, Math.min(letters.length, PROGRAM_LENGTH));
        return payload(Unpooled.wrappedBuffer(padded), 0, PROGRAM_LENGTH);
    }

    /** ATTR: what is asked or granted. */
    public ClientAttributes attributes() {
        return attributes;
    }

    public ClientMessage attributes(ClientAttributes askedOrGranted) {
        this.attributes = askedOrGranted;
        return this;
    }

    /** CMDPKT, CMDPKT_XTND: the unit that the command is for, 0 for all. */
    public int unit() {
        return unit;
    }

    public ClientMessage unit(int id) {
        this.unit = id;
        return this;
    }

    /** REFTEK_XTND, CMDPKT_XTND: the pmask bit in front of the body. */
    public int typeBit() {
        return typeBit;
    }

    public ClientMessage typeBit(int bit) {
        this.typeBit = bit;
        return this;
    }

    /** The buffer that holds the packet, command or body, from {@link #payloadStart}. Not owned. */
    public ByteBuf payload() {
        return payload;
    }

    public int payloadStart() {
        return payloadStart;
    }

    /** Bytes of the packet, command, name or body. */
    public int payloadLength() {
        return payloadLength;
    }

    /** Sets the packet, command or body; the message does not own the buffer. */
    public ClientMessage payload(ByteBuf buffer, int start, int lengthBytes) {
        this.payload = buffer;
        this.payloadStart = start;
        this.payloadLength = lengthBytes;
        return this;
    }

    /** A copy of the payload, to keep. */
    public byte[] payloadBytes() {
        byte[] copy = new byte[payloadLength];
        payload.getBytes(payloadStart, copy);
        return copy;
    }

    @Override
    public String toString() {
        return switch (type) {
            case VERSION -> "VERSION " + version;
            case PID -> "PID " + Integer.toUnsignedString(processId) + " '" + program() + "'";
            case ATTR -> "ATTR " + attributes;
            case CMDPKT, CMDPKT_XTND ->
                    type + " unit=" + Integer.toHexString(unit) + " payload=" + payloadLength;
            case UNKNOWN -> "type " + typeCode + " payload=" + payloadLength;
            default -> type + " payload=" + payloadLength;
        };
    }
}
