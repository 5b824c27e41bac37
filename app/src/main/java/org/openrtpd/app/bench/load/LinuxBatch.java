package org.openrtpd.app.bench.load;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Datagrams by {@code sendmmsg} and {@code recvmmsg}. Every recorder sends from an address of its
 * own, 127.x.y.z, by the control message that goes with each datagram: to RTPD they are as many
 * peers as on a network, although one socket serves them all.
 *
 * <p>Structures of Linux on 64 bits, native order: {@code mmsghdr} is name address 0, its length 8,
 * parts 16, their count 24, control 32, its length 40, flags 48, bytes received 56, and 64 long;
 * {@code iovec} is address and length; the control message is length 0, level 8, type 12,
 * interface 16, source address 20.
 */
final class LinuxBatch implements DatagramBatch {

    private static final int MESSAGE = 64;
    private static final int PART = 16;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 28;
    private static final int SOURCE_OFFSET = 20;
    private static final int SOCKET_ADDRESS = 16;
    private static final int RECEIVED_LENGTH = 56;
    private static final int FIRST_SOURCE = 127 << 24 | 1 << 16;
    private static final int SOCKET_BUFFER = 4 << 20;

    private final int socket;
    /** Held so that it lives as long as its address is used. */
    private final ByteBuffer bodies;
    private final int bodyLength;
    private final long bodiesAddress;
    private final ByteBuffer out = buffer(SIZE * SLOT, ByteOrder.BIG_ENDIAN);
    private final ByteBuffer in = buffer(SIZE * SLOT, ByteOrder.BIG_ENDIAN);
    private final ByteBuffer outMessages = structures(SIZE * MESSAGE);
    private final ByteBuffer outParts = structures(SIZE * 2 * PART);
    private final ByteBuffer controls = structures(SIZE * CONTROL);
    private final ByteBuffer inMessages = structures(SIZE * MESSAGE);
    private final ByteBuffer inParts = structures(SIZE * PART);
    private final ByteBuffer polled = structures(8);
    private final ByteBuffer time = structures(16);
    private final ByteBuffer server;
    private final long outMessagesAddress = address(outMessages);
    private final long inMessagesAddress = address(inMessages);
    private final long polledAddress = address(polled);
    private final long timeAddress = address(time);
    private boolean closed;

    /**
     * @param server an IPv4 loopback address
     * @param bodies bodies of packets, one behind the other, in memory outside the heap
     */
    LinuxBatch(InetSocketAddress server, ByteBuffer bodies, int bodyLength) {
        this.bodies = bodies;
        this.bodyLength = bodyLength;
        this.bodiesAddress = address(bodies);
        this.server = socketAddress(server.getAddress().getAddress(), server.getPort());
        this.socket = open();
        prepareSending();
        prepareReceiving();
        polled.putInt(0, socket).putShort(4, LinuxCalls.POLLIN);
    }

    private static int open() {
        int socket = check(LinuxCalls.socket(LinuxCalls.AF_INET, LinuxCalls.SOCK_DGRAM, 0), "socket");
        ByteBuffer size = structures(4).putInt(0, SOCKET_BUFFER);
        LinuxCalls.setsockopt(socket, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_RCVBUF, address(size), 4);
        LinuxCalls.setsockopt(socket, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_SNDBUF, address(size), 4);
        ByteBuffer any = socketAddress(new byte[4], 0);
        check(LinuxCalls.bind(socket, address(any), SOCKET_ADDRESS), "bind");
        return socket;
    }

    private void prepareSending() {
        for (int slot = 0; slot < SIZE; slot++) {
            int message = slot * MESSAGE;
            outMessages.putLong(message, address(server)).putInt(message + 8, SOCKET_ADDRESS)
                    .putLong(message + 16, address(outParts) + slot * 2L * PART)
                    .putLong(message + 32, address(controls) + (long) slot * CONTROL)
                    .putLong(message + 40, CONTROL);
            outParts.putLong(slot * 2 * PART, address(out) + (long) slot * SLOT)
                    .putLong(slot * 2 * PART + 24, bodyLength);
            controls.putLong(slot * CONTROL, CONTROL_LENGTH)
                    .putInt(slot * CONTROL + 8, LinuxCalls.IPPROTO_IP)
                    .putInt(slot * CONTROL + 12, LinuxCalls.IP_PKTINFO);
        }
    }

    private void prepareReceiving() {
        for (int slot = 0; slot < SIZE; slot++) {
            inMessages.putLong(slot * MESSAGE + 16, address(inParts) + (long) slot * PART)
                    .putLong(slot * MESSAGE + 24, 1);
            inParts.putLong(slot * PART, address(in) + (long) slot * SLOT).putLong(slot * PART + 8, SLOT);
        }
    }

    @Override
    public ByteBuffer out() {
        return out;
    }

    @Override
    public ByteBuffer in() {
        return in;
    }

    @Override
    public void stage(int slot, int headLength, int body, int recorder) {
        int parts = slot * 2 * PART;
        outParts.putLong(parts + 8, headLength);
        outMessages.putLong(slot * MESSAGE + 24, body == NO_BODY ? 1 : 2);
        if (body != NO_BODY) {
            outParts.putLong(parts + PART, bodiesAddress + (long) body * bodyLength);
        }
        controls.putInt(slot * CONTROL + SOURCE_OFFSET, inNetworkOrder(FIRST_SOURCE + 1 + recorder));
    }

    @Override
    public int send(int count) {
        int sent = LinuxCalls.sendmmsg(socket, outMessagesAddress, count, 0);
        return sent >= 0 ? sent : nothing("sendmmsg");
    }

    @Override
    public int receive() {
        int received = LinuxCalls.recvmmsg(
                socket, inMessagesAddress, SIZE, LinuxCalls.MSG_DONTWAIT, 0);
        return received >= 0 ? received : nothing("recvmmsg");
    }

    private static int nothing(String call) {
        int error = Native.getLastError();
        if (error == LinuxCalls.EAGAIN || error == LinuxCalls.EINTR || error == LinuxCalls.ENOBUFS) {
            return 0;
        }
        throw new IllegalStateException(call + " failed with error number " + error);
    }

    @Override
    public int length(int slot) {
        return inMessages.getInt(slot * MESSAGE + RECEIVED_LENGTH);
    }

    @Override
    public void await(long nanos) {
        time.putLong(0, nanos / 1_000_000_000L).putLong(8, nanos % 1_000_000_000L);
        LinuxCalls.ppoll(polledAddress, 1, timeAddress, 0);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            LinuxCalls.close(socket);
            Reference.reachabilityFence(bodies);
            Reference.reachabilityFence(server);
        }
    }

    private static int inNetworkOrder(int address) {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                ? Integer.reverseBytes(address) : address;
    }

    private static ByteBuffer socketAddress(byte[] ip, int port) {
        ByteBuffer address = structures(SOCKET_ADDRESS).putShort(0, (short) LinuxCalls.AF_INET);
        address.put(2, (byte) (port >> 8)).put(3, (byte) port);
        for (int i = 0; i < ip.length; i++) {
            address.put(4 + i, ip[i]);
        }
        return address;
    }

    private static int check(int result, String call) {
        if (result < 0) {
            throw new IllegalStateException(call + " failed with error number " + Native.getLastError());
        }
        return result;
    }

    private static ByteBuffer structures(int bytes) {
        return buffer(bytes, ByteOrder.nativeOrder());
    }

    private static ByteBuffer buffer(int bytes, ByteOrder order) {
        return ByteBuffer.allocateDirect(bytes).order(order);
    }

    private static long address(ByteBuffer buffer) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
    }
}
