package org.openrtpd.protocol.health;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openrtpd.protocol.health.SohMessage.Acquisition;
import org.openrtpd.protocol.health.SohMessage.ClockChanged;
import org.openrtpd.protocol.health.SohMessage.ClockDifference;
import org.openrtpd.protocol.health.SohMessage.ClockSet;
import org.openrtpd.protocol.health.SohMessage.Fix;
import org.openrtpd.protocol.health.SohMessage.GpsSwitch;
import org.openrtpd.protocol.health.SohMessage.Lock;
import org.openrtpd.protocol.health.SohMessage.Memory;
import org.openrtpd.protocol.health.SohMessage.Notice;
import org.openrtpd.protocol.health.SohMessage.PhaseError;
import org.openrtpd.protocol.health.SohMessage.Power;
import org.openrtpd.protocol.health.SohMessage.Restart;
import org.openrtpd.protocol.health.SohMessage.TimeJerk;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.Position;

/**
 * What is known of one unit, each value with the time it was so. It is told by log lines ({@link
 * #message}), by the headers of events ({@link #eventHeader}), by stream 9 ({@link #mass}) and,
 * value by value, by whoever reads status answers. Late news never replace newer ones. One thread
 * only; a {@link #snapshot} is for the others.
 *
 * <p>When the recorder sets its clock back, what was dated by the wrong clock is dated anew: else
 * a recorder that began in the wrong year would be deaf to the news of the right one.
 */
public final class UnitHealth {

    /** Longest text kept; of a longer line the rest is cut off. */
    public static final int MAX_TEXT_LENGTH = 200;

    private static final int HIGHEST_CHANNEL_INDEX = ExtendedHeader.HIGHEST_CHANNEL_INDEX;
    private static final double NANOS_PER_MILLI = 1e6;

    private Optional<Known<LockState>> lock = Optional.empty();
    private Optional<Known<ClockSource>> clockSource = Optional.empty();
    private Optional<Known<GpsPower>> gpsPower = Optional.empty();
    private Optional<Known<AcquisitionState>> acquisition = Optional.empty();
    private final Map<HealthNumber, Known<Double>> numbers = new EnumMap<>(HealthNumber.class);
    private final Map<SohTopic, Known<String>> texts = new EnumMap<>(SohTopic.class);
    private final long[] moments = new long[HealthMoment.values().length];
    private final Map<Integer, MassPosition> masses = new TreeMap<>();
    private final Map<Integer, Double> massWeights = new TreeMap<>();

    /** A unit of which nothing is known. */
    public UnitHealth() {
        Arrays.fill(moments, PacketTime.NO_TIME);
    }

    /** A unit of which that much is known. */
    public UnitHealth(HealthSnapshot known) {
        this();
        lock = known.lock();
        clockSource = known.clockSource();
        gpsPower = known.gpsPower();
        acquisition = known.acquisition();
        numbers.putAll(known.numbers());
        texts.putAll(known.texts());
        known.moments().forEach(this::moment);
        known.massPositions().forEach(mass -> masses.put(mass.channelIndex(), mass));
        massWeights.putAll(known.massWeights());
    }

    /** Takes in what a log line of that time says (record format, section 10). */
    public void message(long timeNanos, SohMessage message) {
        if (message instanceof Lock m) {
            lock(m.state(), timeNanos);
        } else if (message instanceof PhaseError m) {
            lock(LockState.LOCKED, timeNanos);
            number(HealthNumber.PHASE_ERROR, m.micros(), timeNanos);
        } else if (message instanceof Fix m) {
            position(m.position(), timeNanos);
        } else if (message instanceof GpsSwitch m) {
            gpsPower(m.power(), timeNanos);
        } else if (message instanceof Acquisition m) {
            acquisition(m.state(), timeNanos);
        } else if (message instanceof Restart) {
            moment(HealthMoment.RESTART, timeNanos);
        } else if (message instanceof Power m) {
            number(HealthNumber.BATTERY, m.batteryVolts(), timeNanos);
            number(HealthNumber.TEMPERATURE, m.temperatureCelsius(), timeNanos);
            number(HealthNumber.BACKUP, m.backupVolts(), timeNanos);
        } else if (message instanceof Memory m) {
            number(HealthNumber.MEMORY_USED, m.used(), timeNanos);
            number(HealthNumber.MEMORY_AVAILABLE, m.available(), timeNanos);
            number(HealthNumber.MEMORY_TOTAL, m.total(), timeNanos);
        } else if (message instanceof Notice m) {
            text(m.topic(), m.text(), timeNanos);
        } else {
            clockMessage(timeNanos, message);
        }
    }

    private void clockMessage(long timeNanos, SohMessage message) {
        if (message instanceof ClockSet m) {
            long setNanos = timeNanos;
            if (m.isTold()) {
                setBack(m.oldNanos(), m.newNanos());
                setNanos = Known.setBack(timeNanos, m.oldNanos(), m.newNanos());
                double stepMillis = (m.newNanos() - m.oldNanos()) / NANOS_PER_MILLI;
                number(HealthNumber.CLOCK_STEP, stepMillis, setNanos);
            }
            moment(HealthMoment.CLOCK_STEP, setNanos);
        } else if (message instanceof TimeJerk m && m.number() > 0) {
            moment(HealthMoment.CLOCK_STEP, timeNanos);
        } else if (message instanceof ClockDifference m) {
            number(HealthNumber.CLOCK_STEP, m.millis(), timeNanos);
        } else if (message instanceof ClockChanged m) {
            number(HealthNumber.CLOCK_CHANGES, m.times(), timeNanos);
        }
    }

    /**
     * Takes in the clock fields of an EH or ET.
     *
     * @param timeSource byte 57 (record format 6.2)
     * @param timeQuality byte 58 (record format 6.3)
     * @param position empty without a fix (record format 6.9)
     */
    public void eventHeader(long timeNanos, char timeSource, char timeQuality,
            Optional<Position> position) {
        moment(HealthMoment.EVENT_HEADER, timeNanos);
        if (timeSource == '1' || timeSource == '2') {
            ClockSource source = timeSource == '1' ? ClockSource.INTERNAL : ClockSource.GPS;
            clockSource = newer(clockSource, source, timeNanos);
        }
        if (timeQuality == '?') {
            lock(LockState.UNLOCKED, timeNanos);
        } else if (timeQuality >= '0' && timeQuality <= '9') {
            number(HealthNumber.DAYS_SINCE_LOCK, timeQuality - '0', timeNanos);
        }
        position.ifPresent(p -> position(p, timeNanos));
    }

    /** The clock is locked at that time, or is not. */
    public void lock(LockState state, long timeNanos) {
        lock = newer(lock, state, timeNanos);
        if (state == LockState.LOCKED) {
            moment(HealthMoment.LOCK, timeNanos);
        }
    }

    /** The GPS was switched at that time. */
    public void gpsPower(GpsPower power, long timeNanos) {
        gpsPower = newer(gpsPower, power, timeNanos);
    }

    /** Acquisition is so at that time. */
    public void acquisition(AcquisitionState state, long timeNanos) {
        acquisition = newer(acquisition, state, timeNanos);
    }

    /** A number at that time; NaN says nothing. */
    public void number(HealthNumber number, double value, long timeNanos) {
        if (!Double.isNaN(value)) {
            numbers.merge(number, new Known<>(value, timeNanos), Known::newer);
        }
    }

    /** A text at that time; empty text, or text of no topic, says nothing. */
    public void text(SohTopic topic, String text, long timeNanos) {
        if (topic != SohTopic.OTHER && !text.isEmpty()) {
            String kept = text.substring(0, Math.min(text.length(), MAX_TEXT_LENGTH));
            texts.merge(topic, new Known<>(kept, timeNanos), Known::newer);
        }
    }

    /** The position at that time. */
    public void position(Position position, long timeNanos) {
        number(HealthNumber.LATITUDE, position.latitude(), timeNanos);
        number(HealthNumber.LONGITUDE, position.longitude(), timeNanos);
        number(HealthNumber.ALTITUDE, position.altitudeMetres(), timeNanos);
    }

    /** Something was at that time. */
    public void moment(HealthMoment moment, long timeNanos) {
        moments[moment.ordinal()] = Math.max(moments[moment.ordinal()], timeNanos);
    }

    /**
     * Last sample of a packet of stream 9.
     *
     * @param channelIndex zero-based; one above 31 says nothing
     */
    public void mass(int channelIndex, int sample, long timeNanos) {
        double weight = massWeights.getOrDefault(channelIndex, Double.NaN);
        mass(new MassPosition(channelIndex, sample, sample * weight, timeNanos));
    }

    /** A mass position that a status answer gives in volts. */
    public void massVolts(int channelIndex, double volts, long timeNanos) {
        mass(new MassPosition(channelIndex, Double.NaN, volts, timeNanos));
    }

    private void mass(MassPosition mass) {
        if (isChannel(mass.channelIndex())) {
            masses.merge(mass.channelIndex(), mass,
                    (known, told) -> told.timeNanos() >= known.timeNanos() ? told : known);
            moment(HealthMoment.MASS_POSITION, mass.timeNanos());
        }
    }

    /** True weight of a count of stream 9, from its event header (record format 6.10). */
    public void massWeight(int channelIndex, double voltsPerCount) {
        if (isChannel(channelIndex) && !Double.isNaN(voltsPerCount)) {
            massWeights.put(channelIndex, voltsPerCount);
        }
    }

    static boolean isChannel(int channelIndex) {
        return channelIndex >= 0 && channelIndex <= HIGHEST_CHANNEL_INDEX;
    }

    private static <T> Optional<Known<T>> newer(
            Optional<Known<T>> known, T value, long timeNanos) {
        Known<T> told = new Known<>(value, timeNanos);
        return Optional.of(known.map(k -> Known.newer(k, told)).orElse(told));
    }

    private void setBack(long oldNanos, long newNanos) {
        lock = lock.map(k -> k.setBack(oldNanos, newNanos));
        clockSource = clockSource.map(k -> k.setBack(oldNanos, newNanos));
        gpsPower = gpsPower.map(k -> k.setBack(oldNanos, newNanos));
        acquisition = acquisition.map(k -> k.setBack(oldNanos, newNanos));
        numbers.replaceAll((number, k) -> k.setBack(oldNanos, newNanos));
        texts.replaceAll((topic, k) -> k.setBack(oldNanos, newNanos));
        masses.replaceAll((channel, mass) -> mass.setBack(oldNanos, newNanos));
        for (int i = 0; i < moments.length; i++) {
            moments[i] = Known.setBack(moments[i], oldNanos, newNanos);
        }
    }

    /** What is known now. */
    public HealthSnapshot snapshot() {
        Map<HealthMoment, Long> been = new EnumMap<>(HealthMoment.class);
        for (HealthMoment moment : HealthMoment.values()) {
            if (moments[moment.ordinal()] != PacketTime.NO_TIME) {
                been.put(moment, moments[moment.ordinal()]);
            }
        }
        return new HealthSnapshot(lock, clockSource, gpsPower, acquisition, numbers, texts, been,
                new ArrayList<>(masses.values()), massWeights);
    }

    /** Writes what is known behind the writer index, at most 4 kB. */
    public void save(ByteBuf saved) {
        SavedHealth.write(snapshot(), saved);
    }

    /** Reads what {@link #save} wrote; empty when the bytes are no such state. */
    public static Optional<UnitHealth> restored(ByteBuf saved) {
        return SavedHealth.read(saved).map(UnitHealth::new);
    }
}
