package org.openrtpd.app.decode;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.TextField;

/** How much an input holds: the line that stands before those of its packets. */
final class FileSummary implements PacketVisitor {

    private final Map<String, Integer> types = new LinkedHashMap<>();
    private final MessageDigest digest;
    private long bytes;
    private long packets;
    private int tailBytes;
    private long others;

    FileSummary() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void packet(ByteBuf packet, int start, int lengthBytes) {
        bytes += lengthBytes;
        digest.update(packet.nioBuffer(start, lengthBytes));
        if (lengthBytes < PacketHeader.PACKET_LENGTH) {
            tailBytes = lengthBytes;
            return;
        }
        packets++;
        types.merge(TextField.raw(packet, start, 2), 1, Integer::sum);
    }

    @Override
    public void other(OtherEntry entry) {
        others++;
    }

    void write(String name, JsonFields json) throws IOException {
        json.beginLine("file").text("file", name).number("bytes", bytes)
                .number("packets", packets).number("tail_bytes", tailBytes);
        if (others > 0) {
            json.number("other_entries", others);
        }
        json.values().writeObjectFieldStart("types");
        for (Map.Entry<String, Integer> type : types.entrySet()) {
            json.number(type.getKey(), type.getValue());
        }
        json.values().writeEndObject();
        json.text("sha256", HexFormat.of().formatHex(digest.digest())).endLine();
    }
}
