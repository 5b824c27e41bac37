package org.openrtpd.app.send;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.record.UnitId;

/**
 * A REF TEK file: a plain row of 1024-byte packets, each with the unit that sends it. A packet whose
 * header names no unit goes with the packet before it.
 *
 * @param path of the file
 * @param sha256 of its content, as hex digits
 * @param packets whole packets in the file
 * @param tailBytes bytes behind the last whole packet; they are not sent
 * @param packetsByUnit where the packets of each unit are, counted in packets from the beginning
 */
record PacketFile(
        Path path, String sha256, int packets, int tailBytes, Map<Integer, int[]> packetsByUnit) {

    private static final int PACKET = PacketHeader.PACKET_LENGTH;

    /**
     * Reads a file.
     *
     * @param onlyUnit sends all packets, when present
     * @throws CommandFailed when it cannot be read, or names no unit at all
     */
    static PacketFile read(Path path, OptionalInt onlyUnit) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            int packets = Math.toIntExact(channel.size() / PACKET);
            int tail = (int) (channel.size() % PACKET);
            if (packets == 0) {
                throw new CommandFailed(path + " holds no whole packet of " + PACKET + " bytes");
            }
            int[] units = new int[packets];
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer buffer = ByteBuffer.allocate(PACKET);
            PacketHeader header = new PacketHeader();
            ByteBuf view = Unpooled.wrappedBuffer(buffer.array());
            for (int i = 0; i < packets; i++) {
                readFully(channel, buffer.clear(), (long) i * PACKET);
                digest.update(buffer.array());
                header.wrap(view, 0);
                boolean telling =
                        header.type() != PacketType.UNKNOWN && UnitId.isValid(header.unit());
                units[i] = onlyUnit.orElse(telling ? header.unit() : 0);
            }
            String hash = HexFormat.of().formatHex(digest.digest());
            return new PacketFile(path, hash, packets, tail, byUnit(path, units));
        } catch (IOException e) {
            throw new CommandFailed("cannot read " + path + ": "
                    + (Files.exists(path) ? e.getMessage() : "there is no such file"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static void readFully(FileChannel channel, ByteBuffer into, long offset) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, offset + into.position()) < 0) {
                throw new IOException("it has become shorter");
            }
        }
    }

    private static Map<Integer, int[]> byUnit(Path path, int[] units) {
        int first = 0;
        while (first < units.length && units[first] == 0) {
            first++;
        }
        if (first == units.length && first > 0) {
            throw new CommandFailed(
                    path + " names no unit in any packet; say which one sends it, with --unit HEX");
        }
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < units.length; i++) {
            if (units[i] == 0) {
                units[i] = i == 0 ? units[first] : units[i - 1];
            }
            counts.merge(units[i], 1, Integer::sum);
        }
        Map<Integer, int[]> byUnit = new LinkedHashMap<>();
        counts.forEach((unit, count) -> {
            int[] places = new int[count];
            int next = 0;
            for (int i = 0; i < units.length; i++) {
                if (units[i] == unit) {
                    places[next++] = i;
                }
            }
            byUnit.put(unit, places);
        });
        return byUnit;
    }
}
