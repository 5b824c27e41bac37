package org.openrtpd.app.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.app.gaps.MadePackets.TEN;
import static org.openrtpd.app.gaps.MadePackets.at;
import static org.openrtpd.app.gaps.MadePackets.data;
import static org.openrtpd.app.gaps.MadePackets.header;
import static org.openrtpd.app.gaps.MadePackets.ramp;
import static org.openrtpd.app.gaps.MadePackets.trailer;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.station.StationMap;

/** Record format, sections 9.3 and 9.4, over packets in any order. */
class CoverageTest {

    private static final int EVENT = 7;
    private static final int SECOND = 100;
    private static final GapSelection ALL = new GapSelection(Set.of(), 0, 0, TimeWindow.ALL);

    private static List<ChannelReport> reports(GapSelection selection, int limit, List<ByteBuf> all) {
        Coverage coverage = new Coverage(
                selection, GapLimits.of(limit), new ChannelNames(StationMap.empty("XX")),
                Optional.empty());
        all.forEach(packet -> coverage.packet(packet, 0, PacketHeader.PACKET_LENGTH));
        return coverage.reports();
    }

    private static ChannelReport report(ByteBuf... packets) {
        return reports(ALL, 1000, List.of(packets)).get(0);
    }

    private static List<String> gaps(ChannelReport report) {
        return report.walk().gaps().stream().map(gap -> gap.kind() + " " + gap.cause() + " "
                + gap.millis() + " ms " + gap.samples() + " samples " + gap.missingPackets()
                + " packets").toList();
    }

    /** Seconds of data, a packet each, behind an EH. */
    private static List<ByteBuf> seconds(int count) {
        List<ByteBuf> packets = new ArrayList<>();
        packets.add(header(EVENT, at(TEN, 0)));
        for (int i = 0; i < count; i++) {
            packets.add(ramp(EVENT, i + 1, at(TEN, 1000L * i), SECOND, i * SECOND));
        }
        return packets;
    }

    @Test
    void shouldFindNothingWhereNothingIsMissing() {
        ChannelReport report = reports(ALL, 1000, seconds(20)).get(0);

        assertThat(gaps(report)).isEmpty();
        assertThat(report.name()).isEqualTo("XX.9E16..HHZ");
        assertThat(report.samples()).isEqualTo(2000);
        assertThat(report.percent()).isEqualTo(100);
        assertThat(report.packets()).isEqualTo(new ChannelReport.Packets(20, 0, 0, 0));
    }

    @Test
    void shouldCountLostPacketsByTheirSequence() {
        List<ByteBuf> packets = seconds(10);
        packets.subList(4, 7).clear();

        ChannelReport report = reports(ALL, 1000, packets).get(0);

        assertThat(gaps(report))
                .containsExactly("GAP LOST_PACKETS 3000 ms 300 samples 3 packets");
        assertThat(report.percent()).isEqualTo(70);
    }

    @Test
    void shouldNotCountPacketsOfOtherChannelsAsLost() {
        ChannelReport report = report(header(EVENT, at(TEN, 0)),
                ramp(EVENT, 1, at(TEN, 0), SECOND, 0),
                data(EVENT, 2, 1, at(TEN, 0), SECOND),
                data(EVENT, 3, 1, at(TEN, 1000), SECOND),
                ramp(EVENT, 4, at(TEN, 1000), SECOND, SECOND));

        assertThat(gaps(report)).isEmpty();
    }

    @Nested
    class WhenTheClockIsStepped {

        @Test
        void shouldSayStepWhereTheSamplesJoin() {
            ChannelReport report = report(header(EVENT, at(TEN, 0)),
                    ramp(EVENT, 1, at(TEN, 0), SECOND, 0),
                    ramp(EVENT, 2, at(TEN, 1000 - 610), SECOND, SECOND),
                    ramp(EVENT, 3, at(TEN, 2000 - 610 + 1000), SECOND, 2 * SECOND));

            assertThat(gaps(report)).containsExactly(
                    "STEP CLOCK -610 ms -61 samples 0 packets",
                    "STEP CLOCK 1000 ms 100 samples 0 packets");
            assertThat(report.samples()).isEqualTo(300 - 61);
        }

        @Test
        void shouldSeeAStepInsideAPacketWithTheNextOne() {
            // Both steps fall into the second packet, so one tear is left (section 9.4).
            ChannelReport report = report(header(EVENT, at(TEN, 0)),
                    ramp(EVENT, 1, at(TEN, 0), SECOND, 0),
                    ramp(EVENT, 2, at(TEN, 1000), SECOND, SECOND),
                    ramp(EVENT, 3, at(TEN, 2390), SECOND, 2 * SECOND));

            assertThat(gaps(report))
                    .containsExactly("STEP CLOCK 390 ms 39 samples 0 packets");
            assertThat(report.walk().gaps().get(0).expectedNanos()).isEqualTo(at(TEN, 2000));
        }

        @Test
        void shouldFindAStepBackBeyondTheBeginning() {
            ChannelReport report = report(header(EVENT, at(TEN, 0)),
                    ramp(EVENT, 1, at(TEN, 0), SECOND, 0),
                    ramp(EVENT, 2, at(TEN, 1000), SECOND, SECOND),
                    ramp(EVENT, 3, at(TEN, -500), SECOND, 2 * SECOND));

            assertThat(gaps(report))
                    .containsExactly("STEP CLOCK -2500 ms -250 samples 0 packets");
        }

        @Test
        void shouldTakeALeapSecondThatTheRecorderRanThroughForAStepOfASecond() {
            String midnight = "2017-01-01";
            ChannelReport report = report(header(EVENT, at(midnight, -2000)),
                    ramp(EVENT, 1, at(midnight, -2000), 2 * SECOND, 0),
                    ramp(EVENT, 2, at(midnight, 0), 2 * SECOND, 2 * SECOND),
                    ramp(EVENT, 3, at(midnight, 1000), SECOND, 4 * SECOND));

            assertThat(gaps(report))
                    .containsExactly("STEP CLOCK -1000 ms -100 samples 0 packets");
            assertThat(report.percent()).isEqualTo(100);
        }

        @Test
        void shouldSayStepWithoutProofWhereNumbersGoOn() {
            ChannelReport report = report(header(EVENT, at(TEN, 0)),
                    data(EVENT, 1, 0, at(TEN, 0), SECOND),
                    data(EVENT, 2, 0, at(TEN, 1250), SECOND));

            assertThat(gaps(report)).containsExactly("STEP CLOCK 250 ms 25 samples 0 packets");
        }
    }

    @Test
    void shouldBelieveNoStepInFlatDataWherePacketsAreMissing() {
        ByteBuf before = ramp(EVENT, 1, at(TEN, 0), 1, 41);
        ByteBuf flat = ramp(EVENT, 3, at(TEN, 1000), 1, 41);
        // D0 is 0 and the sample the same: it would join anywhere.
        flat.setInt(64 + 12, 0);

        assertThat(gaps(report(header(EVENT, at(TEN, 0)), before, flat)))
                .containsExactly("GAP LOST_PACKETS 990 ms 99 samples 1 packets");
    }

    @Test
    void shouldIgnoreLessThanAMillisecondAndTakeAMillisecond() {
        ChannelReport report = report(header(EVENT, at(TEN, 0)),
                ramp(EVENT, 1, at(TEN, 0), SECOND, 0),
                ramp(EVENT, 2, at(TEN, 1001), SECOND, SECOND));

        assertThat(gaps(report)).containsExactly("STEP CLOCK 1 ms 0 samples 0 packets");
    }

    @Test
    void shouldFillAGapWithABacklogThatComesLate() {
        List<ByteBuf> packets = seconds(100);
        List<ByteBuf> backlog = new ArrayList<>(packets.subList(20, 60));
        packets.subList(20, 60).clear();
        packets.addAll(backlog);

        ChannelReport report = reports(ALL, 1000, packets).get(0);

        assertThat(gaps(report)).isEmpty();
        assertThat(report.percent()).isEqualTo(100);
    }

    @Test
    void shouldKnowWhatABacklogLeavesOpen() {
        List<ByteBuf> packets = seconds(100);
        List<ByteBuf> backlog = new ArrayList<>(packets.subList(20, 60));
        packets.subList(20, 60).clear();
        backlog.remove(5);
        packets.addAll(backlog);

        assertThat(gaps(reports(ALL, 1000, packets).get(0)))
                .containsExactly("GAP LOST_PACKETS 1000 ms 100 samples 1 packets");
    }

    @Test
    void shouldSayTheSameInWhateverOrderPacketsCome() {
        List<ByteBuf> packets = seconds(60);
        packets.remove(31);
        packets.remove(11);
        List<String> inOrder = gaps(reports(ALL, 1000, packets).get(0));
        assertThat(inOrder).hasSize(2);
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(packets, new Random(seed));

            ChannelReport report = reports(ALL, 1000, packets).get(0);

            assertThat(gaps(report)).isEqualTo(inOrder);
            assertThat(report.packets().used()).isEqualTo(58);
        }
    }

    @Test
    void shouldKeepNoMoreThanAStretchForWhatJoins() {
        List<ByteBuf> packets = seconds(100);
        Collections.reverse(packets.subList(1, packets.size()));

        // Were each packet a stretch of its own, two would be too few.
        ChannelReport report = reports(ALL, 2, packets).get(0);

        assertThat(report.packets()).isEqualTo(new ChannelReport.Packets(100, 0, 0, 0));
        assertThat(report.percent()).isEqualTo(100);
    }

    @Test
    void shouldCountWhatComesTwiceOnce() {
        List<ByteBuf> packets = seconds(10);
        packets.addAll(List.copyOf(packets));

        ChannelReport report = reports(ALL, 1000, packets).get(0);

        assertThat(gaps(report)).isEmpty();
        assertThat(report.samples()).isEqualTo(1000);
        assertThat(report.packets()).isEqualTo(new ChannelReport.Packets(10, 10, 0, 0));
    }

    @Test
    void shouldSayOverlapWhereDataComeAgainWithOtherBorders() {
        List<ByteBuf> packets = seconds(10);
        packets.add(ramp(EVENT, 5, at(TEN, 9500), SECOND, 0));

        assertThat(gaps(reports(ALL, 1000, packets).get(0)))
                .containsExactly("OVERLAP DATA_AGAIN -500 ms -50 samples 0 packets");
    }

    @Test
    void shouldSayThatNothingWasRecordedBetweenTriggeredEvents() {
        ChannelReport report = report(header(EVENT, at(TEN, 0)),
                ramp(EVENT, 1, at(TEN, 0), SECOND, 0),
                trailer(EVENT, 2, at(TEN, 0)),
                header(EVENT + 1, at(TEN, 60_000)),
                ramp(EVENT + 1, 1, at(TEN, 60_000), SECOND, 12_345));

        assertThat(gaps(report))
                .containsExactly("GAP NOT_RECORDED 59000 ms 5900 samples 0 packets");
    }

    @Test
    void shouldGoOnFromOneEventToTheNext() {
        ChannelReport report = report(header(9999, at(TEN, 0)),
                ramp(9999, 1, at(TEN, 0), SECOND, 0),
                trailer(9999, 2, at(TEN, 0)),
                header(0, at(TEN, 1000)),
                ramp(0, 1, at(TEN, 1000), SECOND, SECOND));

        assertThat(gaps(report)).isEmpty();
    }

    @Test
    void shouldMissTheSamplesOfADamagedPacket() {
        ByteBuf damaged = ramp(EVENT, 2, at(TEN, 1000), SECOND, SECOND);
        damaged.setZero(64 + 64, 1024 - 128);
        ChannelReport report = report(header(EVENT, at(TEN, 0)),
                ramp(EVENT, 1, at(TEN, 0), SECOND, 0), damaged,
                ramp(EVENT, 3, at(TEN, 2000), SECOND, 2 * SECOND));

        assertThat(report.walk().gaps()).singleElement()
                .extracting(Gap::cause).isEqualTo(GapCause.DAMAGED_PACKET);
        assertThat(report.percent()).isBetween(67.0, 99.0);
    }

    @Nested
    class WhenDaysAreCounted {

        @Test
        void shouldSplitAtMidnight() {
            String midnight = "2026-03-02";
            ChannelReport report = report(header(EVENT, at(midnight, -3000)),
                    ramp(EVENT, 1, at(midnight, -3000), 2 * SECOND, 0),
                    ramp(EVENT, 3, at(midnight, -500), SECOND, 300));

            assertThat(report.days()).extracting(day -> day.samples(report.rate().get()))
                    .containsExactly(250L, 50L);
            assertThat(report.days()).extracting(day -> day.percent(report.rate().get()))
                    .containsExactly(83.33, 100.0);
        }

        @Test
        void shouldExpectWholeDaysWhenAskedForThem() {
            GapSelection day = new GapSelection(Set.of(), 0, 0,
                    new TimeWindow(at("2026-03-01", 0), at("2026-03-02", 0)));

            ChannelReport report = reports(day, 1000, seconds(864)).get(0);

            assertThat(gaps(report)).containsExactly(
                    "GAP NO_DATA 36000000 ms 3600000 samples 0 packets",
                    "GAP NO_DATA 49536000 ms 4953600 samples 0 packets");
            assertThat(report.expected()).isEqualTo(8_640_000);
            assertThat(report.percent()).isEqualTo(1);
        }

        @Test
        void shouldPutDaysWithoutDataTogether() {
            ChannelReport report = report(header(EVENT, at("2026-03-01", 0)),
                    ramp(EVENT, 1, at("2026-03-01", 0), SECOND, 0),
                    trailer(EVENT, 2, at("2026-03-01", 0)),
                    header(EVENT + 1, at("2026-03-11", 0)),
                    ramp(EVENT + 1, 1, at("2026-03-11", 0), SECOND, 0));

            assertThat(report.days()).extracting(d -> d.lastDay() - d.firstDay() + 1)
                    .containsExactly(1L, 9L, 1L);
        }

        @Test
        void shouldLookOnlyAtTheTimeAskedFor() {
            List<ByteBuf> packets = seconds(10);
            packets.remove(3);
            packets.remove(7);
            GapSelection some = new GapSelection(Set.of(), 0, 0,
                    new TimeWindow(at(TEN, 5000), at(TEN, 9000)));

            ChannelReport report = reports(some, 1000, packets).get(0);

            assertThat(gaps(report))
                    .containsExactly("GAP LOST_PACKETS 1000 ms 100 samples 1 packets");
            assertThat(report.percent()).isEqualTo(75);
        }
    }

    @Test
    void shouldCountPartsOfPacketsAtTheEdgesOfTheTimeAskedFor() {
        GapSelection some = new GapSelection(Set.of(), 0, 0,
                new TimeWindow(at(TEN, 2500), at(TEN, 4250)));

        ChannelReport report = reports(some, 1000, seconds(10)).get(0);

        assertThat(gaps(report)).isEmpty();
        assertThat(report.samples()).isEqualTo(175);
        assertThat(report.expected()).isEqualTo(175);
    }

    @Nested
    class WhenTheRateIsNotKnown {

        @Test
        void shouldFindItFromTheData() {
            List<ByteBuf> packets = seconds(10);
            packets.remove(0);
            packets.remove(6);

            ChannelReport report = reports(ALL, 1000, packets).get(0);

            assertThat(gaps(report))
                    .containsExactly("GAP LOST_PACKETS 1000 ms 100 samples 1 packets");
            assertThat(report.packets().used()).isEqualTo(9);
        }

        @Test
        void shouldWaitForAHeaderThatComesLate() {
            ChannelReport report = report(ramp(EVENT, 2, at(TEN, 1000), SECOND, SECOND),
                    header(EVENT, at(TEN, 0)));

            assertThat(report.samples()).isEqualTo(SECOND);
        }

        @Test
        void shouldSayNothingOfPacketsThatNothingTellsTheRateOf() {
            ChannelReport report = report(ramp(EVENT, 2, at(TEN, 1000), SECOND, SECOND));

            assertThat(report.rate()).isEmpty();
            assertThat(report.packets().unusable()).isEqualTo(1);
            assertThat(report.count()).isZero();
        }
    }

    @Test
    void shouldListNoMoreThanTheLimitAndCountTheRest() {
        List<ByteBuf> packets = new ArrayList<>();
        packets.add(header(EVENT, at(TEN, 0)));
        for (int i = 0; i < 50; i++) {
            packets.add(ramp(EVENT, 2 * i + 1, at(TEN, 2000L * i), SECOND, 200 * i));
        }
        packets.add(ramp(EVENT, 4, at(TEN, 3000), SECOND, 300));

        ChannelReport report = reports(ALL, 10, packets).get(0);

        assertThat(report.walk().gaps()).hasSize(10);
        assertThat(report.count()).isEqualTo(49);
        assertThat(report.unlisted()).isEqualTo(39);
        assertThat(report.samples()).isEqualTo(5000);
        assertThat(report.packets().tooLate()).isEqualTo(1);
    }

    @Test
    void shouldPassOverOtherUnitsStreamsAndChannels() {
        List<ByteBuf> packets = seconds(3);
        packets.add(data(EVENT, 4, 1, at(TEN, 0), SECOND));

        assertThat(reports(ALL, 10, packets)).hasSize(2);
        assertThat(reports(new GapSelection(Set.of(), 1, 2, TimeWindow.ALL), 10, packets))
                .singleElement().extracting(ChannelReport::channelNumber).isEqualTo(2);
        assertThat(reports(new GapSelection(Set.of(), 2, 0, TimeWindow.ALL), 10, packets)).isEmpty();
        assertThat(reports(new GapSelection(Set.of(0x91F5), 0, 0, TimeWindow.ALL), 10, packets))
                .isEmpty();
    }

    @Test
    void shouldBearAnyBytes() {
        Random random = new Random(9);
        List<ByteBuf> packets = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            ByteBuf packet = data(i % 100, i % 10_000, i % 32, at(TEN, i), SECOND);
            for (int change = 0; change < 4; change++) {
                packet.setByte(random.nextInt(change < 3 ? 24 : 1024), random.nextInt(256));
            }
            packets.add(packet);
            if (i % 50 == 0) {
                packets.add(header(i % 100, at(TEN, i)));
            }
        }

        assertThat(reports(ALL, 10, packets))
                .allSatisfy(report -> assertThat(report.percent()).isBetween(0.0, 100.0));
    }
}
