package org.openrtpd.app.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import org.openrtpd.app.simulate.packet.DataPackets;
import org.openrtpd.app.simulate.packet.PacketWriter;
import org.openrtpd.app.simulate.plan.StreamPlan;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * Packets as recorders send them: full DT packets in format C0, some different ones behind each
 * other, made once. Which unit stands in them plays no part on the recorder leg.
 */
public final class Bodies {

    /** How many different ones. */
    public static final int COUNT = 64;

    /** Bytes of each. */
    public static final int LENGTH = PacketHeader.PACKET_LENGTH;

    private static final int UNIT = 0x9E16;
    private static final long START_MILLIS = 1_800_000_000_000L;
    private static final int SAMPLES = 1_000;

    private Bodies() {}

    /** The packets, in memory outside the heap. */
    public static ByteBuffer make() {
        StreamPlan stream =
                StreamPlan.parseAll("rate=100,channels=1,format=c0", Duration.ofHours(1)).get(0);
        DataPackets packets = new DataPackets(new PacketWriter(UNIT), stream);
        SplittableRandom random = new SplittableRandom(UNIT);
        int[] samples = new int[SAMPLES];
        ByteBuffer all = ByteBuffer.allocateDirect(COUNT * LENGTH);
        for (int i = 0; i < COUNT; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                samples[s] = random.nextInt(-100, 100);
            }
            ByteBuf packet = packets.packet(0, START_MILLIS + i * 8_000L, samples, 0, SAMPLES, 0);
            DataPackets.place(packet, 1, i);
            all.put(packet.array(), packet.arrayOffset(), LENGTH);
        }
        return all.flip();
    }
}
