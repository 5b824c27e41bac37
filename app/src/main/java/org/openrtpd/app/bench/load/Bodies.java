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
 * Packets as recorders send them: DT packets in format C0, some different ones, made once, each with as
 * many samples as fit into every one of them. {@link Timeline} gives each that is sent its
 * time and number. The unit in them is none, so that RTPD's page counts each for the unit of its
 * session.
 */
public final class Bodies {

    /** How many different ones: enough for a batch. */
    public static final int COUNT = DatagramBatch.SIZE;

    /** Bytes of each. */
    public static final int LENGTH = PacketHeader.PACKET_LENGTH;

    /** Where a packet says which recorder made it, and its number, in bytes that C0 leaves empty. */
    static final int RECORDER_OFFSET = DataPacket.SAMPLES_OFFSET;
    static final int NUMBER_OFFSET = RECORDER_OFFSET + Integer.BYTES;

    /** Samples a second. */
    static final int RATE = 500;

    private static final int NO_UNIT = 0;
    private static final int SEED = 0x9E16;
    private static final int MOST_SAMPLES = 1_000;

    private Bodies() {}

    /** The packets, in memory outside the heap. */
    public static ByteBuffer make() {
        StreamPlan stream =
                StreamPlan.parseAll("rate=" + RATE + ",channels=1,format=c0", Duration.ofHours(1))
                        .get(0);
        DataPackets packets = new DataPackets(new PacketWriter(NO_UNIT), stream);
        int[][] samples = samples();
        int fit = MOST_SAMPLES;
        for (int[] each : samples) {
            fit = Math.min(fit, DataPackets.samples(packets.packet(0, 0, each, 0, MOST_SAMPLES, 0)));
        }
        ByteBuffer all = ByteBuffer.allocateDirect(COUNT * LENGTH);
        for (int[] each : samples) {
            ByteBuf packet = packets.packet(0, 0, each, 0, fit, 0);
            DataPackets.place(packet, 1, 0);
            all.put(packet.array(), packet.arrayOffset(), LENGTH);
        }
        return all.flip();
    }

    private static int[][] samples() {
        SplittableRandom random = new SplittableRandom(SEED);
        int[][] samples = new int[COUNT][MOST_SAMPLES];
        for (int[] each : samples) {
            for (int i = 0; i < MOST_SAMPLES; i++) {
                each[i] = random.nextInt(-100, 100);
            }
        }
        return samples;
    }
}
