package org.openrtpd.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.TestPacket;

/** Record format, sections 9.1, 9.3 and 9.4. */
class TraceTableTest {

    private static final int UNIT = 0x9F3C;
    private static final int STREAM = 0;
    private static final int EVENT = 7;
    private static final int SAMPLES = 100;
    private static final long MILLI = 1_000_000L;
    private static final long START = 1_000_000_000 * MILLI;
    /** Time of a packet of 100 samples at 100 samples a second. */
    private static final long PACKET_NANOS = 1000 * MILLI;

    private final RateBook rates = new RateBook();
    private final TraceTable table = new TraceTable(rates);
    private long contents;

    @BeforeEach
    void knowTheRate() {
        rates.header(UNIT, STREAM, EVENT, SampleRate.of(100));
    }

    private DataFacts facts(int channel, int event, int sequence, long nanos) {
        return facts(channel, event, sequence, nanos, DataFacts.NO_SAMPLE, DataFacts.NO_SAMPLE);
    }

    private DataFacts facts(
            int channel, int event, int sequence, long nanos, long previous, long last) {
        return new DataFacts(UNIT, STREAM, channel, event, sequence, nanos, SAMPLES, SAMPLES, previous,
                last, contents++);
    }

    private TraceStep take(int sequence, long nanos) {
        return table.data(facts(0, EVENT, sequence, nanos));
    }

    private TestPacket header(String type, int event, int sequence) {
        return new TestPacket(type + "0026 9f3c 291071530250 0416"
                + String.format("%04d%04d", sequence, event) + "00 000000 00 c0").text(88, "100 ");
    }

    private void show(String type, int event, int sequence) {
        table.header(UNIT, header(type, event, sequence).bytes(), TestPacket.START);
    }

    @Test
    void shouldContinueWhereTheLastPacketEnded() {
        assertThat(take(1, START).continuity()).isEqualTo(Continuity.FIRST);

        TraceStep step = take(2, START + PACKET_NANOS);

        assertThat(step.continuity()).isEqualTo(Continuity.CONTINUES);
        assertThat(step.continuity().joins()).isTrue();
        assertThat(step.sequence()).isEqualTo(SequenceStep.NEXT);
        assertThat(step.tear()).isEmpty();
        assertThat(step.rate().source()).isEqualTo(RateSource.EVENT);
    }

    /** Section 9.3: a difference of a millisecond is a tear, less is none and does not add up. */
    @Test
    void shouldTearFromAMillisecondOn() {
        take(1, START);

        assertThat(take(2, START + PACKET_NANOS + MILLI - 1).continuity())
                .isEqualTo(Continuity.CONTINUES);
        assertThat(take(3, START + 2 * PACKET_NANOS + 2 * MILLI - 2).continuity())
                .isEqualTo(Continuity.CONTINUES);
        assertThat(take(4, START + 3 * PACKET_NANOS + 3 * MILLI - 2).continuity())
                .isEqualTo(Continuity.TORN);
    }

    /** Numbers of a stream run over all channels, whose packets end at different times. */
    @Test
    void shouldTellByTimesAloneInTheOrderOfTime() {
        Continuity first = table.dataInTimeOrder(facts(0, EVENT, 5, START)).continuity();
        Continuity other = table.dataInTimeOrder(facts(1, EVENT, 3, START + MILLI)).continuity();
        Continuity next =
                table.dataInTimeOrder(facts(0, EVENT, 4, START + PACKET_NANOS)).continuity();
        TraceStep torn = table.dataInTimeOrder(facts(1, EVENT, 9, START + 3 * PACKET_NANOS));

        assertThat(first).isEqualTo(Continuity.FIRST);
        assertThat(other).isEqualTo(Continuity.FIRST);
        assertThat(next).isEqualTo(Continuity.CONTINUES);
        assertThat(torn.continuity()).isEqualTo(Continuity.TORN);
        assertThat(torn.tear().orElseThrow().expectedNanos())
                .isEqualTo(START + PACKET_NANOS + MILLI);
    }

    @Test
    void shouldMeasureGapsAndOverlaps() {
        take(1, START);
        Tear gap = take(2, START + PACKET_NANOS + 250 * MILLI).tear().orElseThrow();
        Tear overlap = take(3, START + 2 * PACKET_NANOS).tear().orElseThrow();

        assertThat(gap.isGap()).isTrue();
        assertThat(gap.expectedNanos()).isEqualTo(START + PACKET_NANOS);
        assertThat(gap.millis()).isEqualTo(250);
        assertThat(gap.samples()).isEqualTo(25);
        assertThat(overlap.isGap()).isFalse();
        assertThat(overlap.millis()).isEqualTo(-250);
        assertThat(overlap.samples()).isEqualTo(-25);
    }

    /** Section 9.3: a positive difference with continuous sequence is a clock step. */
    @Nested
    class Causes {

        private TearCause causeOf(TraceStep step) {
            return step.tear().orElseThrow().cause();
        }

        @Test
        void shouldBlameTheClockWhenNoNumberIsMissing() {
            take(1, START);

            assertThat(causeOf(take(2, START + PACKET_NANOS + 1000 * MILLI))).isEqualTo(TearCause.CLOCK);
            assertThat(causeOf(take(3, START))).isEqualTo(TearCause.CLOCK);
        }

        @Test
        void shouldBlameLostPacketsWhenNumbersAreMissing() {
            take(1, START);

            TraceStep step = take(4, START + 3 * PACKET_NANOS);

            assertThat(step.sequence()).isEqualTo(SequenceStep.LOST);
            assertThat(step.lostPackets()).isEqualTo(2);
            assertThat(causeOf(step)).isEqualTo(TearCause.LOST_PACKETS);
            assertThat(step.tear().orElseThrow().missingPackets()).isEqualTo(2);
        }

        /** The number is missing where another channel's packet is looked at. */
        @Test
        void shouldKnowOfPacketsThatWereMissedBeforeAnotherChannel() {
            take(1, START);
            assertThat(table.data(facts(1, EVENT, 3, START)).lostPackets()).isEqualTo(1);

            TraceStep step = take(4, START + 2 * PACKET_NANOS);

            assertThat(step.lostPackets()).isZero();
            assertThat(causeOf(step)).isEqualTo(TearCause.LOST_PACKETS);
            assertThat(step.tear().orElseThrow().missingPackets()).isEqualTo(1);
        }

        /**
         * Section 9.3 with 4.5: X0 - D0 is the last sample, so nothing is missing in this channel.
         */
        @Test
        void shouldBlameTheClockWhenTheSamplesJoin() {
            table.data(facts(0, EVENT, 1, START, DataFacts.NO_SAMPLE, -77));

            TraceStep step = table.data(facts(0, EVENT, 5, START + 9 * PACKET_NANOS, -77, 1));

            assertThat(step.sequence()).isEqualTo(SequenceStep.LOST);
            assertThat(causeOf(step)).isEqualTo(TearCause.CLOCK);
        }

        @Test
        void shouldSayNotRecordedWhenNothingIsMissingAndTheSamplesDoNotJoin() {
            table.data(facts(0, EVENT, 1, START, DataFacts.NO_SAMPLE, -77));

            TraceStep step = table.data(facts(0, EVENT, 2, START + 9 * PACKET_NANOS, 12, 1));

            assertThat(causeOf(step)).isEqualTo(TearCause.NOT_RECORDED);
        }

        @Test
        void shouldSayNotRecordedBetweenTwoWholeEvents() {
            show("4548", EVENT, 0);
            take(1, START);
            show("4554", EVENT, 2);
            show("4548", EVENT + 1, 0);

            TraceStep step = table.data(facts(0, EVENT + 1, 1, START + 60 * PACKET_NANOS));

            assertThat(step.sequence()).isEqualTo(SequenceStep.NEXT);
            assertThat(causeOf(step)).isEqualTo(TearCause.NOT_RECORDED);
        }

        /** Section 9.1: a new event number without ET. */
        @Test
        void shouldBlameLostPacketsWhenAnEventWasNotClosed() {
            show("4548", EVENT, 0);
            take(1, START);
            show("4548", EVENT + 1, 0);

            assertThat(causeOf(table.data(facts(0, EVENT + 1, 1, START + 60 * PACKET_NANOS))))
                    .isEqualTo(TearCause.LOST_PACKETS);
        }

        /** Section 9.4: -610 ms, then +1000 ms, over which samples join. */
        @Test
        void shouldSeeBothClockStepsAfterThePowerUp() {
            table.data(facts(0, EVENT, 1, START, DataFacts.NO_SAMPLE, 5));
            long jerked = START + PACKET_NANOS - 610 * MILLI;
            Tear jerk = table.data(facts(0, EVENT, 2, jerked, 5, 6)).tear().orElseThrow();
            Tear step = table.data(facts(0, EVENT, 3, jerked + PACKET_NANOS + 1000 * MILLI, 6, 7))
                    .tear().orElseThrow();

            assertThat(jerk.millis()).isEqualTo(-610);
            assertThat(step.millis()).isEqualTo(1000);
            assertThat(jerk.cause()).isEqualTo(TearCause.CLOCK);
            assertThat(step.cause()).isEqualTo(TearCause.CLOCK);
        }

        @Test
        void shouldBlameADamagedPacket() {
            table.data(new DataFacts(
                    UNIT, STREAM, 0, EVENT, 1, START, SAMPLES, 60, DataFacts.NO_SAMPLE, 5, contents++));

            assertThat(take(2, START + PACKET_NANOS).continuity()).isEqualTo(Continuity.AFTER_DAMAGE);

            assertThat(take(3, PacketTime.NO_TIME).continuity()).isEqualTo(Continuity.NO_TIME);
            assertThat(causeOf(take(4, START + 3 * PACKET_NANOS))).isEqualTo(TearCause.DAMAGED_PACKET);
        }
    }

    /** Section 9.1. */
    @Nested
    class Events {

        /** Section 9.1: the next EH follows at once, samples go on without a gap. */
        @Test
        void shouldContinueIntoTheNextEvent() {
            show("4548", EVENT, 0);
            take(1, START);
            show("4554", EVENT, 2);
            show("4548", EVENT + 1, 0);

            assertThat(table.data(facts(0, EVENT + 1, 1, START + PACKET_NANOS)).continuity())
                    .isEqualTo(Continuity.CONTINUES);
        }

        @Test
        void shouldDropWhatIsTheSameByteForByte() {
            DataFacts packet = facts(0, EVENT, 1, START);
            table.data(packet);
            take(2, START + PACKET_NANOS);

            TraceStep again = table.data(packet);

            assertThat(again.continuity()).isEqualTo(Continuity.DUPLICATE);
            assertThat(again.sequence()).isEqualTo(SequenceStep.DUPLICATE);
            assertThat(again.continuity().beginsSegment()).isFalse();
            assertThat(take(3, START + 2 * PACKET_NANOS).continuity()).isEqualTo(Continuity.CONTINUES);
        }

        @Test
        void shouldKeepAndFlagWhatHasTheSameNumberOnly() {
            take(1, START);
            take(2, START + PACKET_NANOS);

            TraceStep other = take(2, START + PACKET_NANOS);

            assertThat(other.sequence()).isEqualTo(SequenceStep.CONFLICT);
            assertThat(other.continuity()).isEqualTo(Continuity.TORN);
        }

        /** RAM cleared: the sequence goes back to 0 with the same event number. */
        @Test
        void shouldTakeASequenceThatBeginsAnewForARestart() {
            show("4548", EVENT, 0);
            take(1, START);
            take(2, START + PACKET_NANOS);
            table.header(UNIT, header("4548", EVENT, 0).text(60, "NEW").bytes(), TestPacket.START);

            TraceStep step = take(1, START + 2 * PACKET_NANOS);

            assertThat(step.sequence()).isEqualTo(SequenceStep.NEXT);
            assertThat(step.continuity()).isEqualTo(Continuity.RESTARTED);
            assertThat(take(2, START + 3 * PACKET_NANOS).continuity()).isEqualTo(Continuity.CONTINUES);
        }

        /** Section 2.6: 9999 wraps to 0000. */
        @Test
        void shouldLetTheSequenceWrap() {
            take(9999, START);

            TraceStep next = take(0, START + PACKET_NANOS);

            assertThat(next.sequence()).isEqualTo(SequenceStep.NEXT);
            assertThat(next.continuity()).isEqualTo(Continuity.CONTINUES);
            assertThat(take(2, START + 3 * PACKET_NANOS).lostPackets()).isEqualTo(1);
        }

        /** A loss over the wrap is no restart. */
        @Test
        void shouldCountWhatIsLostWhereTheSequenceWraps() {
            take(9997, START);

            TraceStep step = take(0, START + 3 * PACKET_NANOS);

            assertThat(step.sequence()).isEqualTo(SequenceStep.LOST);
            assertThat(step.lostPackets()).isEqualTo(2);
        }

        @Test
        void shouldLetLatePacketsPassWithoutMovingTheTrace() {
            take(1, START);
            take(3, START + 2 * PACKET_NANOS);

            TraceStep late = take(2, START + PACKET_NANOS);

            assertThat(late.sequence()).isEqualTo(SequenceStep.LATE);
            assertThat(late.continuity()).isEqualTo(Continuity.LATE);
            assertThat(take(4, START + 3 * PACKET_NANOS).continuity()).isEqualTo(Continuity.CONTINUES);
        }

        @Test
        void shouldKnowLatePacketsOfAnEarlierEvent() {
            take(1, START);
            table.data(facts(0, EVENT + 1, 0, START + 2 * PACKET_NANOS));

            assertThat(take(2, START + PACKET_NANOS).sequence()).isEqualTo(SequenceStep.LATE);
        }

        /** A backlog comes beside what is new: its event may be long forgotten. */
        @Test
        void shouldNotLeaveTheEventForALatePacketOfAForgottenOne() {
            for (int sequence = 0; sequence < 70; sequence++) {
                take(sequence, START + sequence * PACKET_NANOS);
            }

            TraceStep late = table.data(facts(0, EVENT - 1, 50, START - 20 * PACKET_NANOS));

            assertThat(late.sequence()).isEqualTo(SequenceStep.LATE);
            assertThat(late.lostPackets()).isZero();
            TraceStep step = take(70, START + 70 * PACKET_NANOS);
            assertThat(step.sequence()).isEqualTo(SequenceStep.NEXT);
            assertThat(step.continuity()).isEqualTo(Continuity.CONTINUES);
        }

        @Test
        void shouldNotLeaveTheEventForTheLateHeadersOfAForgottenOne() {
            show("4548", EVENT, 0);
            for (int sequence = 1; sequence < 70; sequence++) {
                take(sequence, START + sequence * PACKET_NANOS);
            }

            table.header(UNIT, header("4554", EVENT - 1, 270).hex(6, "291071520250").bytes(),
                    TestPacket.START);

            assertThat(take(70, START + 70 * PACKET_NANOS).sequence())
                    .isEqualTo(SequenceStep.NEXT);
        }

        /** A clock that is set back does not hold up the next event: its number goes on. */
        @Test
        void shouldFollowTheNextEventWhenTheClockWasSetBack() {
            take(1, START);

            assertThat(table.data(facts(0, EVENT + 1, 0, START - 3600 * PACKET_NANOS)).sequence())
                    .isEqualTo(SequenceStep.NEW_EVENT);
        }

        /** After power-up both the clock and the events may go back: nothing tells it at once. */
        @Test
        void shouldFollowAnEarlierEventOnceTheRunningOneIsSilent() {
            take(1, START);
            long back = START - 3600 * PACKET_NANOS;
            for (int sequence = 0; sequence < 64; sequence++) {
                assertThat(table.data(facts(0, 1, sequence, back + sequence * PACKET_NANOS))
                        .sequence()).isEqualTo(SequenceStep.LATE);
            }

            assertThat(table.data(facts(0, 1, 64, back + 64 * PACKET_NANOS)).sequence())
                    .isEqualTo(SequenceStep.NEW_EVENT);
            assertThat(table.data(facts(0, 1, 65, back + 65 * PACKET_NANOS)).sequence())
                    .isEqualTo(SequenceStep.NEXT);
        }

        /** After power-up events may count from low numbers again. */
        @Test
        void shouldFollowEventNumbersThatGoBack() {
            take(1, START);

            assertThat(table.data(facts(0, 1, 0, START + PACKET_NANOS)).sequence())
                    .isEqualTo(SequenceStep.NEW_EVENT);
            assertThat(table.data(facts(0, 1, 1, START + 2 * PACKET_NANOS)).sequence())
                    .isEqualTo(SequenceStep.NEXT);
        }

        @Test
        void shouldCountWhatIsMissingFromTheBeginningOfAnEvent() {
            take(1, START);

            assertThat(table.data(facts(0, EVENT + 1, 3, START + 9 * PACKET_NANOS)).lostPackets())
                    .isEqualTo(3);
        }
    }

    /** Section 13: nsamp 0 counts in the sequence and does not move the expected time. */
    @Test
    void shouldNotMoveForAPacketWithoutSamples() {
        take(1, START);
        TraceStep empty = table.data(new DataFacts(UNIT, STREAM, 0, EVENT, 2, START + 5 * PACKET_NANOS,
                0, 0, DataFacts.NO_SAMPLE, DataFacts.NO_SAMPLE, contents++));

        assertThat(empty.continuity()).isEqualTo(Continuity.NO_SAMPLES);
        assertThat(empty.sequence()).isEqualTo(SequenceStep.NEXT);
        assertThat(take(3, START + PACKET_NANOS).continuity()).isEqualTo(Continuity.CONTINUES);
    }

    @Test
    void shouldKeepChannelsApart() {
        take(1, START);
        assertThat(table.data(facts(1, EVENT, 2, START + 5 * MILLI)).continuity())
                .isEqualTo(Continuity.FIRST);
        assertThat(take(3, START + PACKET_NANOS).continuity()).isEqualTo(Continuity.CONTINUES);
    }

    @Test
    void shouldBeginAnewWhenTheRateChanges() {
        take(1, START);
        rates.header(UNIT, STREAM, EVENT + 1, SampleRate.of(50));

        TraceStep step = table.data(facts(0, EVENT + 1, 0, START + PACKET_NANOS));

        assertThat(step.continuity()).isEqualTo(Continuity.RATE_CHANGED);
        assertThat(table.data(facts(0, EVENT + 1, 1, START + 3 * PACKET_NANOS)).continuity())
                .isEqualTo(Continuity.CONTINUES);
    }

    /** Section 9.2, source 3. */
    @Test
    void shouldLearnTheRateFromTwoPacketsWithoutLoss() {
        TraceTable fresh = new TraceTable(new RateBook());

        TraceStep first = fresh.data(facts(0, EVENT, 1, START));
        TraceStep second = fresh.data(facts(0, EVENT, 2, START + PACKET_NANOS));
        TraceStep third = fresh.data(facts(0, EVENT, 3, START + 3 * PACKET_NANOS));

        assertThat(first.continuity()).isEqualTo(Continuity.NO_RATE);
        assertThat(second.continuity()).isEqualTo(Continuity.CONTINUES);
        assertThat(second.rate()).isEqualTo(KnownRate.of(SampleRate.of(100), RateSource.DERIVED));
        assertThat(third.tear().orElseThrow().millis()).isEqualTo(1000);
    }

    @Test
    void shouldNotLearnTheRateOverALoss() {
        TraceTable fresh = new TraceTable(new RateBook());
        fresh.data(facts(0, EVENT, 1, START));

        assertThat(fresh.data(facts(0, EVENT, 3, START + 2 * PACKET_NANOS)).continuity())
                .isEqualTo(Continuity.NO_RATE);
    }

    /** Triggered events of one packet each: the time between them is not that of the packet. */
    @Test
    void shouldNotLearnTheRateOverTwoEvents() {
        TraceTable fresh = new TraceTable(new RateBook());
        for (int event = EVENT; event < EVENT + 2; event++) {
            long start = START + event * 100 * PACKET_NANOS;
            fresh.header(UNIT, header("4548", event, 0).text(88, "    ").bytes(), TestPacket.START);

            assertThat(fresh.data(facts(0, event, 1, start)).continuity())
                    .isEqualTo(Continuity.NO_RATE);
            fresh.header(UNIT, header("4554", event, 2).text(88, "    ").bytes(), TestPacket.START);
        }
    }

    @Test
    void shouldForgetTheChannelThatWasSilentLongest() {
        TraceTable small = new TraceTable(rates, 2, TraceTable.DEFAULT_TOLERANCE_NANOS);
        small.data(facts(0, EVENT, 1, START));
        small.data(facts(1, EVENT, 2, START));
        small.data(facts(2, EVENT, 3, START));

        assertThat(small.forgotten()).isEqualTo(1);
        assertThat(small.data(facts(0, EVENT, 4, START + PACKET_NANOS)).continuity())
                .isEqualTo(Continuity.FIRST);
    }

    @Test
    void shouldTellBytesApartByTheirContent() {
        TestPacket packet = new TestPacket("");
        long before = DataFacts.content(packet.bytes(), TestPacket.START);

        assertThat(DataFacts.content(packet.bytes().copy(), TestPacket.START)).isEqualTo(before);
        for (int at = 0; at < 1024; at++) {
            packet.text(at, "x");
            assertThat(DataFacts.content(packet.bytes(), TestPacket.START)).isNotEqualTo(before);
            packet.text(at, " ");
        }
    }

    /** Section 13: one bad packet must not hurt the next, whatever comes. */
    @Test
    void shouldTakeAnyFacts() {
        SplittableRandom random = new SplittableRandom(2);
        long[] times = {START, START + PACKET_NANOS, PacketTime.NO_TIME, 0, Long.MAX_VALUE / 2};
        for (int i = 0; i < 50_000; i++) {
            int samples = random.nextInt(1562);
            TraceStep step = table.data(new DataFacts(random.nextInt(3), random.nextInt(2),
                    random.nextInt(3), random.nextInt(3), random.nextInt(10_000),
                    times[random.nextInt(times.length)], samples, random.nextInt(samples + 1),
                    random.nextLong(-3, 3), random.nextLong(-3, 3), random.nextLong(4)));
            assertThat(step.continuity() == Continuity.TORN).isEqualTo(step.tear().isPresent());
        }
    }
}
