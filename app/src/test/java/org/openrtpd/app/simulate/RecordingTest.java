package org.openrtpd.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrtpd.app.simulate.TestPlans.CHANNELS;
import static org.openrtpd.app.simulate.TestPlans.START;
import static org.openrtpd.app.simulate.TestPlans.extended;
import static org.openrtpd.app.simulate.TestPlans.header;
import static org.openrtpd.app.simulate.TestPlans.millis;
import static org.openrtpd.app.simulate.TestPlans.packets;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrtpd.app.simulate.plan.NetworkPlan;
import org.openrtpd.app.simulate.plan.StreamPlan;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.record.PacketDefect;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;

class RecordingTest {

    private static final String ALL_FORMATS =
            "format=16;format=32;format=C0;format=C2;rate=1,format=C2;aux";
    private static final int LAST_WORD_CODE = 1024 - 64 + 3;

    private final SampleDecoder decoder = new SampleDecoder();

    private static List<ByteBuf> ofChannel(List<ByteBuf> packets, int streamIndex, int channel) {
        return packets.stream().filter(packet -> header(packet).type() == PacketType.DT)
                .filter(packet -> extended(packet).streamIndex() == streamIndex)
                .filter(packet -> extended(packet).channelIndex() == channel).toList();
    }

    private int[] decode(List<ByteBuf> packets) {
        int[] all = new int[0];
        int[] samples = new int[SampleDecoder.MAX_SAMPLES];
        for (ByteBuf packet : packets) {
            int count = decoder.decode(packet, 0, samples);
            assertThat(decoder.defects().isEmpty()).as(decoder.defects().toString()).isTrue();
            int before = all.length;
            all = Arrays.copyOf(all, before + count);
            System.arraycopy(samples, 0, all, before, count);
        }
        return all;
    }

    @Test
    void shouldMakePacketsWithoutADefect() {
        for (ByteBuf packet : packets(TestPlans.of(ALL_FORMATS))) {
            Set<PacketDefect> found = EnumSet.noneOf(PacketDefect.class);
            PacketType type = header(packet).type();
            header(packet).findDefects(found);
            if (type.hasExtendedHeader()) {
                extended(packet).findDefects(type, found);
            }
            if (type == PacketType.EH || type == PacketType.ET) {
                new EventHeader().wrap(packet, 0).findDefects(found);
            }

            assertThat(found).as(type + " " + header(packet).sequence()).isEmpty();
            assertThat(header(packet).unit()).isEqualTo(TestPlans.UNIT_9D01);
            assertThat(packet.writerIndex()).isEqualTo(PacketHeader.PACKET_LENGTH);
        }
    }

    @Test
    void shouldMakeTheSameBytesOfTheSameSeedAndOtherOnesOfAnother() {
        assertThat(packets(TestPlans.seeded(5))).isEqualTo(packets(TestPlans.seeded(5)))
                .isNotEqualTo(packets(TestPlans.seeded(6)));
    }

    @Test
    void shouldMakeTheSameBytesWhateverOtherRecordersDoBetween() {
        NetworkPlan plan = TestPlans.of(ALL_FORMATS);
        var earthquakes = TestPlans.earthquakes(plan);
        Recording first = new Recording(plan, 0, earthquakes);
        Recording second = new Recording(plan, 1, earthquakes);
        List<ByteBuf> taken = new ArrayList<>();
        while (!first.isOver()) {
            taken.add(first.take());
            if (!second.isOver()) {
                second.take();
            }
        }

        assertThat(taken).isEqualTo(packets(plan));
    }

    @Test
    void shouldGivePacketsInTheOrderInWhichTheyAreComplete() {
        Recording recording = TestPlans.recording(TestPlans.of(ALL_FORMATS));
        long last = Long.MIN_VALUE;
        while (!recording.isOver()) {
            long due = recording.dueMillis();
            assertThat(due).isGreaterThanOrEqualTo(last);
            last = due;
            ByteBuf packet = recording.take();
            if (header(packet).type() == PacketType.DT) {
                int interval = TestPlans.of(ALL_FORMATS).streams().stream()
                        .filter(s -> s.streamIndex() == extended(packet).streamIndex())
                        .findFirst().orElseThrow().rate().intervalMillis();
                assertThat(due).isEqualTo(
                        millis(packet) + (long) extended(packet).sampleCount() * interval);
            }
        }
        assertThatThrownBy(recording::take).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNumberEventsOverAllStreamsOfARecorder9_1() {
        List<Integer> events = packets(TestPlans.of(ALL_FORMATS), PacketType.EH).stream()
                .map(packet -> extended(packet).event()).toList();

        assertThat(events).hasSizeGreaterThan(15).doesNotHaveDuplicates().isSorted().startsWith(1);
    }

    @Test
    void shouldCountFromTheHeaderOverAllChannelsToTheTrailer2_6() {
        Map<Integer, List<ByteBuf>> byEvent = new TreeMap<>();
        packets(TestPlans.of(ALL_FORMATS)).stream()
                .filter(packet -> header(packet).type().hasExtendedHeader())
                .forEach(packet -> byEvent.computeIfAbsent(
                        extended(packet).event(), event -> new ArrayList<>()).add(packet));

        assertThat(byEvent.values()).allSatisfy(event -> {
            for (int i = 0; i < event.size(); i++) {
                assertThat(header(event.get(i)).sequence()).isEqualTo(i);
                PacketType expected = i == 0 ? PacketType.EH
                        : i == event.size() - 1 ? PacketType.ET : PacketType.DT;
                assertThat(header(event.get(i)).type()).isEqualTo(expected);
                assertThat(extended(event.get(i)).streamIndex())
                        .isEqualTo(extended(event.get(0)).streamIndex());
            }
        });
    }

    @Test
    void shouldCountLogAndParametersInOneRow2_6() {
        List<Integer> sequences = packets(TestPlans.of("format=C0;aux")).stream()
                .filter(packet -> !header(packet).type().hasExtendedHeader())
                .map(packet -> header(packet).sequence()).toList();

        assertThat(sequences).hasSizeGreaterThan(7);
        for (int i = 0; i < sequences.size(); i++) {
            assertThat(sequences.get(i)).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"format=16", "format=32", "format=C0", "format=C2",
        "rate=1000,format=C0", "rate=1,format=C2", "rate=0.1,format=32", "aux"})
    void shouldLetSamplesFollowWithoutAGapAndBeThoseOfTheGround(String streams) {
        NetworkPlan plan = TestPlans.of(streams);
        StreamPlan stream = plan.streams().get(0);
        List<ByteBuf> packets = packets(plan);
        for (int channel = 0; channel < CHANNELS; channel++) {
            List<ByteBuf> own = ofChannel(packets, stream.streamIndex(), channel);
            long next = START;
            for (ByteBuf packet : own) {
                assertThat(millis(packet)).isEqualTo(next);
                next += (long) extended(packet).sampleCount() * stream.rate().intervalMillis();
            }
            int[] samples = decode(own);

            assertThat(samples).hasSize((int) TestPlans.DURATION.toMillis()
                    / stream.rate().intervalMillis());
            assertThat(samples).isEqualTo(TestPlans.ground(plan, 0, stream, channel, samples.length));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"format=C0", "format=C2", "rate=1,format=C2"})
    void shouldCarryTheStepFromTheSampleBeforeAlsoOverEvents4_5(String streams) {
        List<ByteBuf> own = ofChannel(packets(TestPlans.of(streams)), 0, 1);
        int[] samples = new int[SampleDecoder.MAX_SAMPLES];
        int previous = 0;
        Set<Integer> events = new TreeSet<>();
        for (ByteBuf packet : own) {
            int count = decoder.decode(packet, 0, samples);
            assertThat(decoder.firstDifference()).isEqualTo(samples[0] - previous);
            previous = samples[count - 1];
            events.add(extended(packet).event());
        }

        assertThat(events).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"format=C0", "format=C2"})
    void shouldSendASteimPacketWhenItIsFullOrItsEventIsOver4_10(String streams) {
        List<ByteBuf> own = ofChannel(packets(TestPlans.of(streams)), 0, 0);
        for (int i = 0; i < own.size(); i++) {
            boolean last = i == own.size() - 1
                    || extended(own.get(i)).event() != extended(own.get(i + 1)).event();
            boolean full = (own.get(i).getByte(LAST_WORD_CODE) & 3) != 0;
            assertThat(full || last).as("packet " + i).isTrue();
        }
    }

    @Test
    void shouldEndEventsWhereTheRecordLengthDividesTheDay() {
        List<ByteBuf> headers = packets(TestPlans.of("format=C0"), PacketType.EH);
        long length = TestPlans.RECORD_LENGTH.toMillis();
        long second = (START / length + 1) * length;

        assertThat(headers).extracting(TestPlans::millis)
                .containsExactly(START, second, second + length);
    }

    @Test
    void shouldRepeatTheTriggerInTheTrailerAndGiveTheLastSample6() {
        NetworkPlan plan = TestPlans.of("rate=40,format=C2");
        Map<Integer, Long> triggers = new HashMap<>();
        Map<Integer, Long> ends = new HashMap<>();
        for (ByteBuf packet : packets(plan)) {
            PacketType type = header(packet).type();
            EventHeader event = type.hasExtendedHeader() ? new EventHeader().wrap(packet, 0) : null;
            if (type == PacketType.EH) {
                triggers.put(extended(packet).event(), header(packet).timeNanos());
                assertThat(event.triggerNanos()).isEqualTo(header(packet).timeNanos());
                assertThat(event.firstSampleNanos()).isEqualTo(header(packet).timeNanos());
                assertThat(event.lastSampleNanos()).isEqualTo(PacketTime.NO_TIME);
                assertThat(event.detriggerNanos()).isEqualTo(PacketTime.NO_TIME);
            } else if (type == PacketType.DT) {
                long end = millis(packet) + 25L * (extended(packet).sampleCount() - 1);
                ends.merge(extended(packet).event(), end, Math::max);
            } else if (type == PacketType.ET) {
                int number = extended(packet).event();
                assertThat(header(packet).timeNanos()).isEqualTo(triggers.get(number));
                assertThat(event.lastSampleNanos() / TestPlans.NANOS_PER_MILLI)
                        .isEqualTo(ends.get(number));
                assertThat(event.detriggerNanos()).isEqualTo(event.lastSampleNanos());
            }
        }
        assertThat(ends).hasSize(3);
    }

    @Test
    void shouldSendTheParametersWhenAcquisitionStarts8() {
        List<PacketType> types = packets(TestPlans.of("channels=7;rate=1;rate=10;rate=20;rate=40;aux"))
                .stream().map(packet -> header(packet).type()).toList();

        assertThat(types.subList(0, 8)).containsExactly(PacketType.SH, PacketType.SC, PacketType.SC,
                PacketType.OM, PacketType.DS, PacketType.DS, PacketType.AD, PacketType.CD);
    }

    @Test
    void shouldCloseEveryEventAtTheEndAndSaySoInTheLog() {
        List<ByteBuf> packets = packets(TestPlans.of(ALL_FORMATS));
        long headers = packets.stream().filter(p -> header(p).type() == PacketType.EH).count();
        long trailers = packets.stream().filter(p -> header(p).type() == PacketType.ET).count();
        ByteBuf last = packets.get(packets.size() - 1);

        assertThat(trailers).isEqualTo(headers);
        assertThat(header(last).type()).isEqualTo(PacketType.SH);
        assertThat(last.toString(StandardCharsets.US_ASCII))
                .contains("ACQUISITION STOPPED");
    }

    @Test
    void shouldSayWhatIsKnownOfTheClock6_2And6_3() {
        List<ByteBuf> headers = packets(TestPlans.of("format=C0"), PacketType.EH);
        EventHeader first = new EventHeader().wrap(headers.get(0), 0);
        EventHeader second = new EventHeader().wrap(headers.get(1), 0);

        assertThat("" + first.timeSource() + first.timeQuality()).isEqualTo("1?");
        assertThat(first.position().isKnown()).isFalse();
        assertThat("" + second.timeSource() + second.timeQuality()).isEqualTo("20");
        assertThat(second.position().isKnown()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {390, -610, -2553, 2000, -1})
    void shouldStepItsClockAsAskedAfterTheFirstLock9_4(int total) {
        NetworkPlan plan = TestPlans.stepped("format=16", total);
        List<ByteBuf> packets = packets(plan);
        for (int channel = 0; channel < CHANNELS; channel++) {
            List<Long> tears = new ArrayList<>();
            long next = START - total;
            for (ByteBuf packet : ofChannel(packets, 0, channel)) {
                if (millis(packet) != next) {
                    tears.add(millis(packet) - next);
                }
                next = millis(packet) + 10L * extended(packet).sampleCount();
            }

            assertThat(tears).hasSizeBetween(1, 2);
            assertThat(tears.stream().mapToLong(Long::longValue).sum()).isEqualTo(total);
            assertThat(next).isEqualTo(START + TestPlans.DURATION.toMillis());
            assertThat(decode(ofChannel(packets, 0, channel)))
                    .isEqualTo(TestPlans.ground(plan, 0, plan.streams().get(0), channel, 72_000));
        }
    }
}
