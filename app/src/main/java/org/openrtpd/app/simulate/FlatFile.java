package org.openrtpd.app.simulate;

import io.netty.buffer.ByteBuf;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.UnitId;

/** One file a recorder, {@code 9D01.ref}: all its packets in its own order. */
final class FlatFile implements PacketFiles {

    private final OutputStream out;

    FlatFile(Path directory, int unit) throws IOException {
        Files.createDirectories(directory);
        this.out = new BufferedOutputStream(Files.newOutputStream(
                directory.resolve(UnitId.format(unit) + ".ref"), StandardOpenOption.CREATE_NEW));
    }

    @Override
    public void write(ByteBuf packet) throws IOException {
        packet.getBytes(0, out, PacketHeader.PACKET_LENGTH);
    }

    @Override
    public int files() {
        return 1;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
