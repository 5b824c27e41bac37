package org.openrtpd.protocol.recorder;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * One message of the recorder leg, whichever transport carries it.
 *
 * <p><i>Design note.</i> One mutable object is filled again for every message, so that the receive
 * path allocates nothing per packet. It belongs to one thread, and it is valid only until the next
 * message is decoded into it; who wants to keep something copies it. Fields that a type does not
 * carry read as 0.
 */
public final class RecorderMessage {

    /** Most packets under way before an acknowledgement over UDP: 16-slot queues. */
    public static final int MAX_UDP_WINDOW = 16;

    /** Most packets under way before an acknowledgement over TCP. */
    public static final int MAX_TCP_WINDOW = 1024;

    /** Longest payload: one recording packet. */
    public static final int MAX_PAYLOAD = 1024;

    private MessageType type = MessageType.NOP;
    private int window;
    private int unit;
    private int session;
    private int seq;
    private int ack;
    private int sack;
    private int epochCheck;
    private long cookie;
    private int processId;
    private int epoch;
    private int oldest;
    private int busySeconds;
    private ByteBuf payload = Unpooled.EMPTY_BUFFER;
    private int payloadStart;
    private int payloadLength;

    /** Empties the message and gives it a type. */
    public RecorderMessage begin(MessageType messageType) {
        type = messageType;
        window = 0;
        unit = 0;
        session = 0;
        seq = 0;
        ack = 0;
        sack = 0;
        epochCheck = 0;
        cookie = 0;
        processId = 0;
        epoch = 0;
        oldest = 0;
        busySeconds = 0;
        return payload(Unpooled.EMPTY_BUFFER, 0, 0);
    }

    public MessageType type() {
        return type;
    }

    /** How many packets after {@link #ack} the sender of this message accepts now. */
    public int window() {
        return window;
    }

    public RecorderMessage window(int packets) {
        this.window = packets;
        return this;
    }

    public int unit() {
        return unit;
    }

    public RecorderMessage unit(int id) {
        this.unit = id;
        return this;
    }

    /** Name of the conversation, chosen by the server; 0 before ATTACHED. */
    public int session() {
        return session;
    }

    public RecorderMessage session(int id) {
        this.session = id;
        return this;
    }

    /** Number of the packet or command carried, else the next number the sender will use. */
    public int seq() {
        return seq;
    }

    public RecorderMessage seq(int number) {
        this.seq = number;
        return this;
    }

    /** Next number expected from the peer; all before it are durable. */
    public int ack() {
        return ack;
    }

    public RecorderMessage ack(int number) {
        this.ack = number;
        return this;
    }

    /** Bit i is set when packet {@code ack + 1 + i} has arrived and is held. */
    public int sack() {
        return sack;
    }

    public RecorderMessage sack(int bits) {
        this.sack = bits;
        return this;
    }

    /** Low 16 bits of the recorder's epoch. */
    public int epochCheck() {
        return epochCheck;
    }

    public RecorderMessage epochCheck(int low16) {
        this.epochCheck = low16;
        return this;
    }

    /** OFFER, ATTACH over UDP: proof that the recorder hears what is sent to its address. */
    public long cookie() {
        return cookie;
    }

    public RecorderMessage cookie(long value) {
        this.cookie = value;
        return this;
    }

    /** OFFER: process id of the server. */
    public int processId() {
        return processId;
    }

    public RecorderMessage processId(int pid) {
        this.processId = pid;
        return this;
    }

    /** ATTACH: names the recorder's numbering. */
    public int epoch() {
        return epoch;
    }

    public RecorderMessage epoch(int value) {
        this.epoch = value;
        return this;
    }

    /** ATTACH: the oldest number that the recorder still holds. */
    public int oldest() {
        return oldest;
    }

    public RecorderMessage oldest(int number) {
        this.oldest = number;
        return this;
    }

    /** BUSY: come back after that many seconds. */
    public int busySeconds() {
        return busySeconds;
    }

    public RecorderMessage busySeconds(int seconds) {
        this.busySeconds = seconds;
        return this;
    }

    /** The buffer that holds the packet or command, from {@link #payloadStart}. Not owned. */
    public ByteBuf payload() {
        return payload;
    }

    public int payloadStart() {
        return payloadStart;
    }

    /** Bytes of the packet or command, 0 to {@link #MAX_PAYLOAD}. */
    public int payloadLength() {
        return payloadLength;
    }

    /** Sets the packet or command; the message does not own the buffer. */
    public RecorderMessage payload(ByteBuf buffer, int start, int lengthBytes) {
        this.payload = buffer;
        this.payloadStart = start;
        this.payloadLength = lengthBytes;
        return this;
    }

    @Override
    public String toString() {
        return type + " unit=" + Integer.toHexString(unit) + " session=" + Integer.toHexString(session)
                + " seq=" + Seq.toLong(seq) + " ack=" + Seq.toLong(ack) + " window=" + window
                + " sack=" + Integer.toBinaryString(sack) + " payload=" + payloadLength;
    }
}
