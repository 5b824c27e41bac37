package org.openrtpd.app.simulate;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openrtpd.app.simulate.ground.Earthquakes;
import org.openrtpd.app.simulate.ground.SampleSource;
import org.openrtpd.app.simulate.plan.GpsMode;
import org.openrtpd.app.simulate.plan.NetworkPlan;
import org.openrtpd.app.simulate.plan.StreamPlan;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

/** Small networks to look at. */
public final class TestPlans {

    public static final int UNIT_9D01 = 0x9D01;
    public static final int CHANNELS = 3;
    static final long NANOS_PER_MILLI = 1_000_000;

    /** Not on a boundary of any record length, so that the first event is a short one. */
    public static final long START = Instant.parse("2026-12-31T23:50:20.500Z").toEpochMilli();

    public static final Duration DURATION = Duration.ofMinutes(12);
    static final Duration RECORD_LENGTH = Duration.ofMinutes(5);

    private static final long SEED = 20260321;
    private static final double MANY_EARTHQUAKES = 30;

    private TestPlans() {}

    /** Two recorders, for 12 minutes, in events of 5 minutes. */
    public static NetworkPlan of(String streams) {
        return with(SEED, streams, GpsMode.CYCLED, 0, DURATION);
    }

    static NetworkPlan with(
            long seed, String streams, GpsMode gps, int clockStepMillis, Duration duration) {
        return new NetworkPlan(seed, UNIT_9D01, 2,
                StreamPlan.parseAll(streams, RECORD_LENGTH), START,
                START + duration.toMillis(), MANY_EARTHQUAKES, gps, clockStepMillis);
    }

    static NetworkPlan stepped(String streams, int clockStepMillis) {
        return with(SEED, streams, GpsMode.CYCLED, clockStepMillis, DURATION);
    }

    static NetworkPlan seeded(long seed) {
        return with(seed, "format=C0", GpsMode.CYCLED, 0, DURATION);
    }

    public static Earthquakes earthquakes(NetworkPlan plan) {
        return new Earthquakes(plan.seed(), plan.earthquakesPerHour());
    }

    static Recording recording(NetworkPlan plan) {
        return new Recording(plan, 0, earthquakes(plan));
    }

    /** The samples of a channel as the ground has them, before anything packs them. */
    static int[] ground(
            NetworkPlan plan, int index, StreamPlan stream, int channel, int count) {
        SampleSource source =
                Recording.samples(plan, index, earthquakes(plan), stream, channel);
        int[] samples = new int[count + SampleSource.BLOCK];
        for (int at = 0; at < count; at += SampleSource.BLOCK) {
            source.fill(at, samples, at);
        }
        return Arrays.copyOf(samples, count);
    }

    /** All packets of the first recorder. */
    static List<ByteBuf> packets(NetworkPlan plan) {
        Recording recording = recording(plan);
        List<ByteBuf> packets = new ArrayList<>();
        while (!recording.isOver()) {
            packets.add(recording.take());
        }
        return packets;
    }

    static List<ByteBuf> packets(NetworkPlan plan, PacketType type) {
        return packets(plan).stream().filter(packet -> header(packet).type() == type).toList();
    }

    static PacketHeader header(ByteBuf packet) {
        return new PacketHeader().wrap(packet, 0);
    }

    static ExtendedHeader extended(ByteBuf packet) {
        return new ExtendedHeader().wrap(packet, 0);
    }

    static long millis(ByteBuf packet) {
        return header(packet).timeNanos() / NANOS_PER_MILLI;
    }
}
