package org.openrtpd.app.simulate;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openrtpd.app.simulate.ground.Earthquakes;
import org.openrtpd.app.simulate.ground.GroundMotion;
import org.openrtpd.app.simulate.ground.MassPosition;
import org.openrtpd.app.simulate.ground.SampleSource;
import org.openrtpd.app.simulate.packet.ClockState;
import org.openrtpd.app.simulate.packet.DataPackets;
import org.openrtpd.app.simulate.packet.Digitizer;
import org.openrtpd.app.simulate.packet.EventPackets;
import org.openrtpd.app.simulate.packet.LogPackets;
import org.openrtpd.app.simulate.packet.PacketWriter;
import org.openrtpd.app.simulate.packet.ParameterPackets;
import org.openrtpd.app.simulate.plan.Dice;
import org.openrtpd.app.simulate.plan.GpsMode;
import org.openrtpd.app.simulate.plan.NetworkPlan;
import org.openrtpd.app.simulate.plan.Site;
import org.openrtpd.app.simulate.plan.StreamPlan;

/**
 * All that one recorder records, packet by packet, each at the true time at which it is complete.
 * The packets depend on the plan alone, not on when they are asked for. One thread.
 */
public final class Recording {

    private static final int PURPOSE = 7;
    private static final int SECOND = 1000;
    private static final int SOONEST_LOCK_SECONDS = 60;
    private static final int LATEST_LOCK_SECONDS = 240;
    private static final int JERK_AFTER_LOCK_MILLIS = 2447;
    private static final int SOONEST_SET_SECONDS = 5;
    private static final int LATEST_SET_SECONDS = 20;

    private final int unit;
    private final List<PacketTrain> trains = new ArrayList<>();

    /**
     * @param index of the recorder in its network, from 0
     * @param earthquakes of the network
     */
    public Recording(NetworkPlan plan, int index, Earthquakes earthquakes) {
        this.unit = plan.unit(index);
        Site site = plan.site(index);
        SplittableRandom random = Dice.of(plan.seed(), PURPOSE, unit);
        long lock = plan.startMillis()
                + SECOND * (long) random.nextInt(SOONEST_LOCK_SECONDS, LATEST_LOCK_SECONDS);
        long jerk = lock + JERK_AFTER_LOCK_MILLIS;
        long set = jerk + SECOND * (long) random.nextInt(SOONEST_SET_SECONDS, LATEST_SET_SECONDS);
        RecorderClock clock = new RecorderClock(plan.clockStepMillis(), jerk, set);
        PacketWriter writer = new PacketWriter(unit);
        trains.add(new LogRecorder(plan.startMillis(),
                new LogSchedule(plan, site, unit, clock, lock), new LogPackets(writer),
                new ParameterPackets(writer, site, plan.streams()), clock));
        EventNumbers numbers = new EventNumbers();
        for (StreamPlan stream : plan.streams()) {
            DataPackets packets = new DataPackets(writer, stream);
            List<ChannelRecorder> channels = new ArrayList<>();
            for (int channel = 0; channel < stream.channels(); channel++) {
                channels.add(new ChannelRecorder(stream, channel, plan.startMillis(),
                        samples(plan, index, earthquakes, stream, channel), packets, clock));
            }
            trains.add(new StreamRecorder(stream, plan.startMillis(), plan.endMillis(), channels,
                    new EventPackets(writer, site, stream), numbers, clock,
                    at -> plan.gps() != GpsMode.NONE && at >= lock
                            ? ClockState.LOCKED : ClockState.NEVER_LOCKED));
        }
    }

    /** The samples of a channel, before they are packed. */
    static SampleSource samples(NetworkPlan plan, int index, Earthquakes earthquakes,
            StreamPlan stream, int channel) {
        Digitizer digitizer = Digitizer.of(stream);
        int unit = plan.unit(index);
        return stream.isAuxiliary()
                ? new MassPosition(plan, unit, channel, stream.rate(), digitizer::counts)
                : new GroundMotion(plan, earthquakes, plan.site(index), unit, channel, stream.rate(),
                        digitizer::counts);
    }

    /** The recorder's unit id. */
    public int unit() {
        return unit;
    }

    /** True time, ms since 1970, at which the next packet is complete; the highest for none. */
    public long dueMillis() {
        return next().dueMillis();
    }

    /** True when no packet comes any more. */
    public boolean isOver() {
        return dueMillis() == PacketTrain.NEVER;
    }

    /**
     * The next packet; its buffer belongs to the caller.
     *
     * @throws IllegalStateException when {@link #isOver}
     */
    public ByteBuf take() {
        PacketTrain next = next();
        if (next.dueMillis() == PacketTrain.NEVER) {
            throw new IllegalStateException("this recording is over");
        }
        return next.take();
    }

    private PacketTrain next() {
        PacketTrain first = trains.get(0);
        for (PacketTrain train : trains) {
            if (train.dueMillis() < first.dueMillis()) {
                first = train;
            }
        }
        return first;
    }
}
