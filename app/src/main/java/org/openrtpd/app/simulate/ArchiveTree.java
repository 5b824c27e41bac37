package org.openrtpd.app.simulate;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openrtpd.app.simulate.plan.StreamPlan;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

/**
 * The tree of a REF TEK archive, of one recorder: {@code YYYYDDD/UUUU/S/HHMMSSmmm_LLLLLLLL}, an event
 * a file, and a file a day for stream 0 (record format, section 14).
 */
final class ArchiveTree implements PacketFiles {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final int STREAMS = 10;

    private final Path root;
    private final int unit;
    private final int[] intervalMillis = new int[STREAMS];
    private final ArchiveFile[] open = new ArchiveFile[STREAMS];
    private final PacketHeader header = new PacketHeader();
    private final ExtendedHeader extended = new ExtendedHeader();
    private int files;

    ArchiveTree(Path root, int unit, List<StreamPlan> streams) {
        this.root = root;
        this.unit = unit;
        for (StreamPlan stream : streams) {
            intervalMillis[stream.streamIndex() + 1] = stream.rate().intervalMillis();
        }
    }

    @Override
    public void write(ByteBuf packet) throws IOException {
        header.wrap(packet, 0);
        extended.wrap(packet, 0);
        long millis = header.timeNanos() / NANOS_PER_MILLI;
        PacketType type = header.type();
        int stream = type.hasExtendedHeader() ? extended.streamIndex() + 1 : 0;
        if (stream == 0 && open[0] != null
                && open[0].startMillis() / DAY_MILLIS != millis / DAY_MILLIS) {
            finish(0);
        }
        if (open[stream] == null) {
            open[stream] = ArchiveFile.begin(root, unit, stream, millis);
            files++;
        }
        int samples = type == PacketType.DT ? extended.sampleCount() : 0;
        open[stream].write(packet, millis, millis + (long) samples * intervalMillis[stream]);
        if (type == PacketType.ET) {
            finish(stream);
        }
    }

    private void finish(int stream) throws IOException {
        open[stream].close();
        open[stream] = null;
    }

    @Override
    public int files() {
        return files;
    }

    @Override
    public void close() throws IOException {
        for (int stream = 0; stream < STREAMS; stream++) {
            if (open[stream] != null) {
                finish(stream);
            }
        }
    }
}
