package org.openrtpd.app.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import org.openrtpd.protocol.record.PacketHeader;

/** Cuts a stream of bytes into packets. */
final class PacketStream {

    private final byte[] bytes = new byte[PacketHeader.PACKET_LENGTH];
    private final ByteBuf packet = Unpooled.wrappedBuffer(bytes);

    void read(InputStream stream, PacketVisitor visitor) throws IOException {
        int length;
        do {
            length = stream.readNBytes(bytes, 0, bytes.length);
            if (length > 0) {
                visitor.packet(packet, 0, length);
            }
        } while (length == bytes.length);
    }
}
