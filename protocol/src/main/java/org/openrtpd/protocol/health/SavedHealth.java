package org.openrtpd.protocol.health;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A snapshot as bytes; the layout is ours. All numbers big-endian; a key is the place of a constant
 * in its enum, so constants may be added behind the last one and nowhere else.
 *
 * <pre>
 *   0 version u8 | 1 lock | clock source | GPS power | acquisition, each u8 (255 = unknown) + i64
 *     count u8 + numbers: key u8, f64, time i64
 *     count u8 + texts: key u8, time i64, length u8, ASCII
 *     count u8 + moments: key u8, time i64
 *     count u8 + mass positions: channel u8, counts f64, volts f64, time i64
 *     count u8 + mass weights: channel u8, f64
 * </pre>
 */
final class SavedHealth {

    private static final int VERSION = 1;
    private static final int UNKNOWN = 0xFF;

    private SavedHealth() {}

    static void write(HealthSnapshot health, ByteBuf saved) {
        saved.writeByte(VERSION);
        write(health.lock(), saved);
        write(health.clockSource(), saved);
        write(health.gpsPower(), saved);
        write(health.acquisition(), saved);
        saved.writeByte(health.numbers().size());
        health.numbers().forEach((number, known) -> saved.writeByte(number.ordinal())
                .writeDouble(known.value()).writeLong(known.timeNanos()));
        saved.writeByte(health.texts().size());
        health.texts().forEach((topic, known) -> {
            saved.writeByte(topic.ordinal()).writeLong(known.timeNanos());
            saved.writeByte(known.value().length());
            saved.writeCharSequence(known.value(), StandardCharsets.US_ASCII);
        });
        saved.writeByte(health.moments().size());
        health.moments().forEach((moment, nanos) ->
                saved.writeByte(moment.ordinal()).writeLong(nanos));
        saved.writeByte(health.massPositions().size());
        health.massPositions().forEach(mass -> saved.writeByte(mass.channelIndex())
                .writeDouble(mass.counts()).writeDouble(mass.volts()).writeLong(mass.timeNanos()));
        saved.writeByte(health.massWeights().size());
        health.massWeights().forEach((channel, weight) ->
                saved.writeByte(channel).writeDouble(weight));
    }

    private static <E extends Enum<E>> void write(Optional<Known<E>> known, ByteBuf saved) {
        saved.writeByte(known.map(k -> k.value().ordinal()).orElse(UNKNOWN));
        saved.writeLong(known.map(Known::timeNanos).orElse(0L));
    }

    static Optional<HealthSnapshot> read(ByteBuf saved) {
        try {
            return saved.readUnsignedByte() == VERSION
                    ? Optional.of(readSnapshot(saved))
                    : Optional.empty();
        } catch (IndexOutOfBoundsException e) {
            // Bytes that end too early, or a key that no constant has.
            return Optional.empty();
        }
    }

    private static HealthSnapshot readSnapshot(ByteBuf saved) {
        return new HealthSnapshot(
                readState(LockState.values(), saved),
                readState(ClockSource.values(), saved),
                readState(GpsPower.values(), saved),
                readState(AcquisitionState.values(), saved),
                readNumbers(saved),
                readTexts(saved),
                readMoments(saved),
                readMasses(saved),
                readWeights(saved));
    }

    private static <E> Optional<Known<E>> readState(E[] states, ByteBuf saved) {
        int key = saved.readUnsignedByte();
        long nanos = saved.readLong();
        return key == UNKNOWN ? Optional.empty() : Optional.of(new Known<>(states[key], nanos));
    }

    private static Map<HealthNumber, Known<Double>> readNumbers(ByteBuf saved) {
        Map<HealthNumber, Known<Double>> numbers = new EnumMap<>(HealthNumber.class);
        for (int left = saved.readUnsignedByte(); left > 0; left--) {
            HealthNumber number = HealthNumber.values()[saved.readUnsignedByte()];
            numbers.put(number, new Known<>(saved.readDouble(), saved.readLong()));
        }
        return numbers;
    }

    private static Map<SohTopic, Known<String>> readTexts(ByteBuf saved) {
        Map<SohTopic, Known<String>> texts = new EnumMap<>(SohTopic.class);
        for (int left = saved.readUnsignedByte(); left > 0; left--) {
            SohTopic topic = SohTopic.values()[saved.readUnsignedByte()];
            long nanos = saved.readLong();
            int length = saved.readUnsignedByte();
            CharSequence text = saved.readCharSequence(length, StandardCharsets.US_ASCII);
            texts.put(topic, new Known<>(text.toString(), nanos));
        }
        return texts;
    }

    private static Map<HealthMoment, Long> readMoments(ByteBuf saved) {
        Map<HealthMoment, Long> moments = new EnumMap<>(HealthMoment.class);
        for (int left = saved.readUnsignedByte(); left > 0; left--) {
            HealthMoment moment = HealthMoment.values()[saved.readUnsignedByte()];
            moments.put(moment, saved.readLong());
        }
        return moments;
    }

    private static List<MassPosition> readMasses(ByteBuf saved) {
        List<MassPosition> masses = new ArrayList<>();
        for (int left = saved.readUnsignedByte(); left > 0; left--) {
            masses.add(new MassPosition(readChannel(saved), saved.readDouble(),
                    saved.readDouble(), saved.readLong()));
        }
        return masses;
    }

    private static Map<Integer, Double> readWeights(ByteBuf saved) {
        Map<Integer, Double> weights = new TreeMap<>();
        for (int left = saved.readUnsignedByte(); left > 0; left--) {
            weights.put(readChannel(saved), saved.readDouble());
        }
        return weights;
    }

    private static int readChannel(ByteBuf saved) {
        int channel = saved.readUnsignedByte();
        if (!UnitHealth.isChannel(channel)) {
            throw new IndexOutOfBoundsException(channel);
        }
        return channel;
    }
}
