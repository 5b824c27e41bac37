package org.openrtpd.storage.archive.reftek;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.storage.archive.ArchivedUnit;

/**
 * The file {@code archive.sta}, which only REF TEK's own tools read (record format, section 14).
 *
 * <pre>
 *     0 write flag 4 | 4 version 32 | 36 created f64 | 44 last update f64 | 52 name 64
 *   116 earliest f64 | 124 latest f64 | 132 streams u32 | 136 most bytes u64 | 144 purge at u64
 *   152 bytes u64 | 160 per stream: unit u16, stream u8, channels u16, earliest f64, latest f64,
 *       bytes u64, rate f32
 * </pre>
 *
 * Big-endian, unaligned; times are seconds since 1970. Units with more digits than there is room
 * for are left out.
 */
final class ArchiveStatus {

    static final String FILE = "archive.sta";

    private static final String VERSION = "RefTek Archive API 2.00";
    private static final String NAME = "OpenRTPD";
    private static final double UNDEFINED = -2145916800;
    private static final long UNLIMITED = -1;
    private static final double MILLIS_PER_SECOND = 1000;

    private ArchiveStatus() {}

    static ByteBuf of(long createdMillis, long updatedMillis, Collection<StreamFiles> all) {
        List<StreamFiles> streams =
                all.stream().filter(stream -> stream.unit() <= ArchivedUnit.IN_PACKET).toList();
        long earliest = StreamExtent.NONE;
        long latest = StreamExtent.NONE;
        long bytes = 0;
        for (StreamFiles stream : streams) {
            StreamExtent extent = stream.extent();
            if (extent.earliestMillis() != StreamExtent.NONE) {
                earliest = earliest == StreamExtent.NONE ? extent.earliestMillis()
                        : Math.min(earliest, extent.earliestMillis());
            }
            latest = Math.max(latest, extent.latestMillis());
            bytes += extent.bytes();
        }
        ByteBuf status = Unpooled.buffer();
        status.writeInt(0);
        text(VERSION, 32, status);
        status.writeDouble(seconds(createdMillis)).writeDouble(seconds(updatedMillis));
        text(NAME, 64, status);
        status.writeDouble(seconds(earliest)).writeDouble(seconds(latest)).writeInt(streams.size())
                .writeLong(UNLIMITED).writeLong(UNLIMITED).writeLong(bytes);
        streams.forEach(stream -> write(stream, status));
        return status;
    }

    private static void write(StreamFiles stream, ByteBuf status) {
        StreamExtent extent = stream.extent();
        status.writeShort(stream.unit()).writeByte(stream.streamNumber())
                .writeShort(extent.channels()).writeDouble(seconds(extent.earliestMillis()))
                .writeDouble(seconds(extent.latestMillis())).writeLong(extent.bytes())
                .writeFloat(extent.rate().map(SampleRate::hertz).orElse(0.0).floatValue());
    }

    private static double seconds(long millis) {
        return millis == StreamExtent.NONE ? UNDEFINED : millis / MILLIS_PER_SECOND;
    }

    private static void text(String text, int length, ByteBuf status) {
        status.writeCharSequence(text, StandardCharsets.US_ASCII);
        status.writeZero(length - text.length());
    }
}
