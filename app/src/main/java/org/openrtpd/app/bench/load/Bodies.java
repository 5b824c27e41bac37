package org.openrtpd.app.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import org.openrtpd.app.simulate.packet.DataPackets;
import org.openrtpd.app.simulate.packet.PacketWriter;
import org.openrtpd.app.simulate.plan.StreamPlan;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * Packets as recorders send them: full DT packets in format C0, some different ones behind each
 * other, made once. The unit in them is none, so that RTPD's page counts each for the unit of its
 * session; their times end with the present, so that the page takes their samples in.
 */
public final class Bodies {

    /** How many different ones: enough for a batch. */
    public static final int COUNT = DatagramBatch.SIZE;

    /** Bytes of each. */
    public static final int LENGTH = PacketHeader.PACKET_LENGTH;

    /** Where a packet says which recorder made it, and its number, in bytes that C0 leaves empty. */
    static final int RECORDER_OFFSET = DataPacket.SAMPLES_OFFSET;
    static final int NUMBER_OFFSET = RECORDER_OFFSET + Integer.BYTES;

    private static final int NO_UNIT = 0;
    private static final int SEED = 0x9E16;
    private static final int SAMPLES = 1_000;
    private static final int MILLIS_PER_SAMPLE = 10;

    private Bodies() {}

    /** The packets, in memory outside the heap. */
    public static ByteBuffer make() {
        StreamPlan stream =
                StreamPlan.parseAll("rate=100,channels=1,format=c0", Duration.ofHours(1)).get(0);
        DataPackets packets = new DataPackets(new PacketWriter(NO_UNIT), stream);
        SplittableRandom random = new SplittableRandom(SEED);
        int[] samples = new int[SAMPLES];
        ByteBuffer all = ByteBuffer.allocateDirect(COUNT * LENGTH);
        long millis = System.currentTimeMillis() - (long) COUNT * SAMPLES * MILLIS_PER_SAMPLE;
        for (int i = 0; i < COUNT; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                samples[s] = random.nextInt(-100, 100);
            }
            ByteBuf packet = packets.packet(0, millis, samples, 0, SAMPLES, 0);
            DataPackets.place(packet, 1, i);
            millis += (long) DataPackets.samples(packet) * MILLIS_PER_SAMPLE;
            all.put(packet.array(), packet.arrayOffset(), LENGTH);
        }
        return all.flip();
    }
}
