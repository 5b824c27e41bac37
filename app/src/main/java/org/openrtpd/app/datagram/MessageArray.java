package org.openrtpd.app.datagram;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Room for some datagrams with their addresses, laid out once as the system calls want it on 64-bit
 * Linux. All numbers little-endian, pointers 8 bytes.
 *
 * <pre>
 *   struct mmsghdr, 64 bytes:  0 name | 8 name length u32 | 16 iovec | 24 iovec count | 32 control
 *                              40 control length | 48 flags | 56 bytes read u32
 *   struct iovec, 16 bytes:    0 base | 8 length
 * </pre>
 *
 * One thread only. The memory goes with this object.
 */
final class MessageArray {

    private static final int HEADER_LENGTH = 64;
    private static final int NAME_LENGTH_OFFSET = 8;
    private static final int IOVEC_OFFSET = 16;
    private static final int IOVEC_COUNT_OFFSET = 24;
    private static final int LENGTH_OFFSET = 56;
    private static final int IOVEC_LENGTH = 16;
    private static final int NAME_SPACE = 32;
    private static final int ALIGNMENT = 64;

    private final int count;
    private final int capacity;
    private final int iovecs;
    private final int names;
    private final ByteBuffer memory;
    private final long address;
    private final ByteBuf[] contents;

    /**
     * @param count datagrams that there is room for
     * @param capacity bytes of each
     */
    MessageArray(int count, int capacity) {
        this.count = count;
        this.capacity = capacity;
        this.iovecs = count * HEADER_LENGTH;
        this.names = iovecs + count * IOVEC_LENGTH;
        int data = names + count * NAME_SPACE;
        // Not a power of two apart: equal offsets of all datagrams would share a few cache lines.
        int stride = (capacity + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT + ALIGNMENT;
        this.memory = ByteBuffer.allocateDirect(data + count * stride).order(ByteOrder.LITTLE_ENDIAN);
        this.address = Unpooled.wrappedBuffer(memory).memoryAddress();
        this.contents = new ByteBuf[count];
        for (int i = 0; i < count; i++) {
            int at = data + i * stride;
            contents[i] = Unpooled.wrappedBuffer(memory.slice(at, capacity));
            int header = i * HEADER_LENGTH;
            int iovec = iovecs + i * IOVEC_LENGTH;
            memory.putLong(header, address + name(i))
                    .putLong(header + IOVEC_OFFSET, address + iovec)
                    .putLong(header + IOVEC_COUNT_OFFSET, 1)
                    .putLong(iovec, address + at);
        }
    }

    int count() {
        return count;
    }

    /** Address of the first {@code struct mmsghdr}, or of a later one. */
    long address(int index) {
        return address + (long) index * HEADER_LENGTH;
    }

    /** The memory that {@link #name} is an offset into. */
    ByteBuffer memory() {
        return memory;
    }

    /** Where the address of a datagram stands. */
    int name(int index) {
        return names + index * NAME_SPACE;
    }

    /** The bytes of a datagram; the same object every time. */
    ByteBuf content(int index) {
        return contents[index];
    }

    /** Makes the first {@code used} places ready to be read into again. */
    void beginReceive(int used) {
        for (int i = 0; i < used; i++) {
            memory.putInt(i * HEADER_LENGTH + NAME_LENGTH_OFFSET, SocketName.LENGTH)
                    .putLong(iovecs + i * IOVEC_LENGTH + Long.BYTES, capacity);
        }
    }

    /** The bytes of a datagram that was read. */
    ByteBuf received(int index) {
        int length = Math.min(capacity, memory.getInt(index * HEADER_LENGTH + LENGTH_OFFSET));
        return contents[index].setIndex(0, length);
    }

    /** Says that a place holds what its content has to be sent to {@code to}. */
    void toSend(int index, SocketName to) {
        memory.putInt(index * HEADER_LENGTH + NAME_LENGTH_OFFSET, to.length())
                .putLong(iovecs + index * IOVEC_LENGTH + Long.BYTES,
                        contents[index].readableBytes());
        to.write(memory, name(index));
    }
}
