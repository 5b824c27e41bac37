package org.openrtpd.app.live.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.openrtpd.app.gaps.ChannelStanding;
import org.openrtpd.app.live.station.Facts;
import org.openrtpd.protocol.health.HealthNumber;
import org.openrtpd.protocol.health.HealthPage;
import org.openrtpd.protocol.health.HealthSnapshot;
import org.openrtpd.protocol.health.Known;
import org.openrtpd.protocol.health.LockState;
import org.openrtpd.protocol.health.SohLine;
import org.openrtpd.protocol.record.PacketTime;

/** One recorder. One thread only. */
public final class LiveUnit {

    private static final double NANOS_PER_SECOND = 1e9;

    private final int unit;
    private final HealthPage page;
    private final Consumer<SohLine> log;
    private final PacketCounter packets = new PacketCounter();
    private final Map<Integer, LiveStream> streams = new TreeMap<>();
    private final SohHistory history = new SohHistory();
    private long firstReceivedNanos = Long.MAX_VALUE;
    private long lastReceivedNanos = PacketTime.NO_TIME;
    private long lastSampleNanos = PacketTime.NO_TIME;
    private double latencySeconds = Double.NaN;
    private double fastestHertz;
    private long packetsAtLastPoint;

    /** @param log takes each of its log lines */
    LiveUnit(int unit, HealthPage page, Consumer<SohLine> log) {
        this.unit = unit;
        this.page = page;
        this.log = log;
    }

    void received(long nanos) {
        packets.add(nanos);
        firstReceivedNanos = Math.min(firstReceivedNanos, nanos);
        lastReceivedNanos = Math.max(lastReceivedNanos, nanos);
        if (history.isDue(nanos)) {
            note(nanos);
        }
    }

    /** Data came: how late is told by the fastest stream, since slow ones fill packets slowly. */
    void data(double hertz, long endNanos, long receivedNanos) {
        lastSampleNanos = Math.max(lastSampleNanos, endNanos);
        if (hertz >= fastestHertz) {
            fastestHertz = hertz;
            latencySeconds = (receivedNanos - endNanos) / NANOS_PER_SECOND;
        }
    }

    /** Notes the numbers of now, so that a silent unit has its points, too. */
    void passTime(long nowNanos) {
        if (history.isDue(nowNanos)) {
            note(nowNanos);
        }
    }

    /** A packet told of its health, maybe of a time that passed long ago. */
    void told() {
        logged(health()).forEach((key, number) ->
                history.told(number.timeNanos(), key, number.value()));
    }

    /** Numbers of its health by series, with the time that the recorder said. */
    private static Map<String, Known<Double>> logged(HealthSnapshot known) {
        Map<String, Known<Double>> numbers = new HashMap<>();
        for (SohSeries series : SohSeries.values()) {
            known.number(series.number())
                    .ifPresent(number -> numbers.put(series.key(), number));
        }
        known.massPositions().forEach(mass -> numbers.put("mass" + (mass.channelIndex() + 1),
                new Known<>(Double.isNaN(mass.volts()) ? mass.counts() : mass.volts(),
                        mass.timeNanos())));
        known.lock().ifPresent(lock -> numbers.put("lock",
                new Known<>(lock.value() == LockState.LOCKED ? 1.0 : 0, lock.timeNanos())));
        return numbers;
    }

    private void note(long nanos) {
        HealthSnapshot known = health();
        Map<String, Double> numbers = new HashMap<>();
        logged(known).forEach((key, number) -> numbers.put(key, number.value()));
        latency().ifPresent(seconds -> numbers.put("latency", seconds));
        qualityPercent(known, nanos).ifPresent(percent -> numbers.put("quality", percent));
        double minutes = SohHistory.STEP_NANOS / NANOS_PER_SECOND / 60;
        numbers.put("packets", (packets.total() - packetsAtLastPoint) / minutes);
        packetsAtLastPoint = packets.total();
        history.add(nanos, numbers);
    }

    /**
     * The numbers that have limits.
     *
     * @param known its health
     * @param completenessPercent of today
     */
    Facts facts(HealthSnapshot known, OptionalDouble completenessPercent, long nowNanos) {
        Optional<Long> lockAge = known.lockAgeNanos(nowNanos).or(() -> unlockedNanos(known, nowNanos));
        return new Facts(
                OptionalDouble.of(Math.max(0, nowNanos - lastReceivedNanos) / NANOS_PER_SECOND),
                latency(), completenessPercent,
                lockAge.map(age -> OptionalDouble.of(Math.max(0, age) / NANOS_PER_SECOND))
                        .orElse(OptionalDouble.empty()),
                number(known, HealthNumber.BATTERY), number(known, HealthNumber.BACKUP),
                number(known, HealthNumber.TEMPERATURE));
    }

    private OptionalDouble latency() {
        return Double.isNaN(latencySeconds)
                ? OptionalDouble.empty() : OptionalDouble.of(latencySeconds);
    }

    /** How long a clock is not locked at least that was never heard to be: since it is known. */
    private Optional<Long> unlockedNanos(HealthSnapshot known, long nowNanos) {
        return known.lock().filter(lock -> lock.value() == LockState.UNLOCKED)
                .map(lock -> nowNanos - firstReceivedNanos);
    }

    private static OptionalDouble number(HealthSnapshot known, HealthNumber number) {
        return known.number(number).map(Known::value).map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    /** How its continuous streams stand today. */
    Today today(long nowNanos) {
        double least = Double.NaN;
        long gaps = 0;
        for (LiveStream stream : streams.values()) {
            if (!stream.isContinuous()) {
                continue;
            }
            for (LiveChannel channel : stream.channels()) {
                ChannelStanding standing = stream.standing(channel, nowNanos);
                double percent = standing.percent();
                least = Double.isNaN(least) || percent < least ? percent : least;
                gaps += standing.gapsToday();
            }
        }
        return new Today(Double.isNaN(least) ? OptionalDouble.empty() : OptionalDouble.of(least), gaps);
    }

    /**
     * What is missing of today.
     *
     * @param leastPercent completeness of the channel with the least; empty when none has any
     * @param gaps of all channels
     */
    record Today(OptionalDouble leastPercent, long gaps) {}

    /** How far its time can be trusted, 0-100; empty while nothing was heard of its clock. */
    OptionalDouble qualityPercent(HealthSnapshot known, long nanos) {
        return known.lock().isEmpty() && known.clockSource().isEmpty()
                ? OptionalDouble.empty() : OptionalDouble.of(page.timing().qualityAt(nanos));
    }

    public int unit() {
        return unit;
    }

    HealthPage page() {
        return page;
    }

    Consumer<SohLine> log() {
        return log;
    }

    /** What is known of its health. */
    public HealthSnapshot health() {
        return page.health().snapshot();
    }

    PacketCounter packets() {
        return packets;
    }

    public SohHistory history() {
        return history;
    }

    public Collection<LiveStream> streams() {
        return streams.values();
    }

    /** One of its streams. */
    public Optional<LiveStream> stream(int streamIndex) {
        return Optional.ofNullable(streams.get(streamIndex));
    }

    LiveStream open(int streamIndex) {
        LiveStream known = streams.get(streamIndex);
        if (known == null) {
            known = new LiveStream(unit, streamIndex);
            streams.put(streamIndex, known);
        }
        return known;
    }

    long lastReceivedNanos() {
        return lastReceivedNanos;
    }

    /** End of its newest data; {@link PacketTime#NO_TIME} without any. */
    long lastSampleNanos() {
        return lastSampleNanos;
    }
}
