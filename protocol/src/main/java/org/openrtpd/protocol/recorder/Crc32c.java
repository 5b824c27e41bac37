package org.openrtpd.protocol.recorder;

import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32C;

/** Feeds part of a buffer to a CRC without copying it or making an object. */
final class Crc32c {

    private Crc32c() {}

    static void update(CRC32C crc, ByteBuf buffer, int start, int length) {
        if (length == 0) {
            return;
        }
        if (buffer.hasArray()) {
            crc.update(buffer.array(), buffer.arrayOffset() + start, length);
        } else if (buffer.nioBufferCount() == 1) {
            crc.update(buffer.internalNioBuffer(start, length));
        } else {
            crc.update(buffer.nioBuffer(start, length));
        }
    }
}
