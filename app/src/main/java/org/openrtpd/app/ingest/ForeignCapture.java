package org.openrtpd.app.ingest;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps datagrams of another layout in a pcap file, up to a size: the first real recorder that is
 * pointed at this server yields the capture from which its layout can be read. Packets stand in it
 * as raw IP with a UDP header made up from the addresses (link type 101).
 */
final class ForeignCapture implements AutoCloseable {

    private static final int MAGIC = 0xA1B2C3D4;
    private static final int RAW_IP = 101;
    private static final int SNAP_LENGTH = 65_535;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int UDP_HEADER = 8;
    private static final int RECORD_HEADER = 16;
    private static final int IP_PROTOCOL_UDP = 17;
    private static final int TTL = 64;

    private final FileChannel file;
    private final long limitBytes;
    private final InstantSource clock;
    private final ByteBuffer record = ByteBuffer.allocate(RECORD_HEADER + IPV6_HEADER + UDP_HEADER);
    private boolean full;

    private ForeignCapture(FileChannel file, long limitBytes, InstantSource clock) {
        this.file = file;
        this.limitBytes = limitBytes;
        this.clock = clock;
    }

    /** Opens a capture file, and goes on behind what an earlier run left in it. */
    static ForeignCapture open(Path path, long limitBytes, InstantSource clock) throws IOException {
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        if (file.size() == 0) {
            ByteBuffer header = ByteBuffer.allocate(24);
            header.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0)
                    .putInt(SNAP_LENGTH).putInt(RAW_IP).flip();
            file.write(header);
        }
        return new ForeignCapture(file, limitBytes, clock);
    }

    /** Keeps one datagram; false when the file is full or cannot be written any more. */
    boolean keep(ByteBuf datagram, InetSocketAddress from, InetSocketAddress to) {
        if (full) {
            return false;
        }
        int length = datagram.readableBytes();
        try {
            if (file.size() + RECORD_HEADER + IPV6_HEADER + UDP_HEADER + length > limitBytes) {
                full = true;
                return false;
            }
            byte[] source = from.getAddress().getAddress();
            byte[] target = to.getAddress().getAddress();
            boolean ipv4 = source.length == 4;
            int ipHeader = ipv4 ? IPV4_HEADER : IPV6_HEADER;
            Instant now = clock.instant();
            record.clear();
            record.putInt((int) now.getEpochSecond()).putInt(now.getNano() / 1000)
                    .putInt(ipHeader + UDP_HEADER + length).putInt(ipHeader + UDP_HEADER + length);
            if (ipv4) {
                ipv4(length, source, target.length == 4 ? target : new byte[4]);
            } else {
                ipv6(length, source, target.length == 16 ? target : new byte[16]);
            }
            record.putShort((short) from.getPort()).putShort((short) to.getPort())
                    .putShort((short) (UDP_HEADER + length)).putShort((short) 0).flip();
            file.write(record);
            file.write(datagram.nioBuffer());
            return true;
        } catch (IOException e) {
            full = true;
            return false;
        }
    }

    private void ipv4(int length, byte[] source, byte[] target) {
        record.put((byte) 0x45).put((byte) 0).putShort((short) (IPV4_HEADER + UDP_HEADER + length))
                .putInt(0).put((byte) TTL).put((byte) IP_PROTOCOL_UDP).putShort((short) 0)
                .put(source).put(target);
    }

    private void ipv6(int length, byte[] source, byte[] target) {
        record.putInt(0x6000_0000).putShort((short) (UDP_HEADER + length))
                .put((byte) IP_PROTOCOL_UDP).put((byte) TTL).put(source).put(target);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
