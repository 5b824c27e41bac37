package org.openrtpd.protocol.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.protocol.health.SohPackets.nanos;
import static org.openrtpd.protocol.health.SohPackets.packet;
import static org.openrtpd.protocol.health.SohPackets.soh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;

/** Record format, section 7: from SH packets to lines. */
class SohLinesTest {

    /** Day 291 of 2026. */
    private static final String NOON = "2026-10-18T12:00:00.250Z";

    private static final String LOCKED = "EXTERNAL CLOCK IS LOCKED";
    private static final String PHASE = "INTERNAL CLOCK PHASE ERROR OF -1 USECONDS";

    private final List<SohLine> lines = new ArrayList<>();
    private final SohLines soh = new SohLines();

    private void take(ByteBuf packet) {
        soh.take(packet, 0, lines::add);
    }

    private List<String> texts() {
        return lines.stream().map(SohLine::text).toList();
    }

    @Test
    void shouldPublishEveryCompleteLineWithItsTime() {
        take(soh(NOON, 7, "291:11:59:58 " + LOCKED + "\r\n291:12:00:00 " + PHASE + "\r\n"));

        assertThat(lines).containsExactly(
                new SohLine(nanos("2026-10-18T11:59:58Z"), LOCKED),
                new SohLine(nanos("2026-10-18T12:00:00Z"), PHASE));
    }

    @Test
    void shouldGiveOutARestWithoutItsEndWhenAskedTo() {
        take(soh(NOON, 7, "291:11:59:58 " + LOCKED));
        assertThat(lines).isEmpty();

        soh.end(lines::add);
        soh.end(lines::add);

        assertThat(lines).containsExactly(new SohLine(nanos("2026-10-18T11:59:58Z"), LOCKED));
    }

    @Test
    void shouldDropEmptyLinesAndTagsWithoutMessage() {
        take(soh(NOON, 7, "\r\n\r\n   \r\n291:11:59:58 \r\n291:12:00:00 " + LOCKED + "\r\n\r\n"));

        assertThat(texts()).containsExactly(LOCKED);
    }

    @Test
    void shouldTakeLoneLineEndsOfEitherKind() {
        take(soh(NOON, 7, "291:12:00:00 A\n291:12:00:01 B\r291:12:00:02 C\r\n"));

        assertThat(texts()).containsExactly("A", "B", "C");
    }

    @Test
    void shouldGiveLinesWithoutTagTheTimeOfTheirPacket() {
        take(soh(NOON, 7, "REF TEK 130\r\n"));

        assertThat(lines).containsExactly(new SohLine(nanos(NOON), "REF TEK 130"));
    }

    @Test
    void shouldKeepATagThatNoCalendarHasInTheText() {
        take(soh(NOON, 7, "291:24:00:00 HOUR\r\n000:00:00:00 DAY\r\n291:12:00:00X GLUED\r\n"));

        assertThat(lines).containsExactly(
                new SohLine(nanos(NOON), "291:24:00:00 HOUR"),
                new SohLine(nanos(NOON), "000:00:00:00 DAY"),
                new SohLine(nanos(NOON), "291:12:00:00X GLUED"));
    }

    @Test
    void shouldFindTheYearNearestToThePacketAtNewYear() {
        take(soh("2027-01-01T00:00:01.000Z", 7, "365:23:59:59 OLD YEAR\r\n001:00:00:00 NEW YEAR\r\n"));
        take(soh("2026-12-31T23:59:59.000Z", 8, "365:23:59:59 LAST\r\n001:00:00:03 FIRST\r\n"));

        assertThat(lines).containsExactly(
                new SohLine(nanos("2026-12-31T23:59:59Z"), "OLD YEAR"),
                new SohLine(nanos("2027-01-01T00:00:00Z"), "NEW YEAR"),
                new SohLine(nanos("2026-12-31T23:59:59Z"), "LAST"),
                new SohLine(nanos("2027-01-01T00:00:03Z"), "FIRST"));
    }

    @Test
    void shouldLookForDay366OnlyInYearsThatHaveIt() {
        take(soh("2029-01-01T00:00:01.000Z", 7, "366:23:59:59 LEAP\r\n"));
        take(soh("2027-01-01T00:00:01.000Z", 8, "366:23:59:59 NO LEAP\r\n"));

        assertThat(lines).containsExactly(
                new SohLine(nanos("2028-12-31T23:59:59Z"), "LEAP"),
                new SohLine(nanos("2027-01-01T00:00:01Z"), "366:23:59:59 NO LEAP"));
    }

    @Test
    void shouldJoinALineOverPacketsThatFollowEachOther() {
        String text = "291:11:59:58 " + LOCKED + "\r\n";
        for (int split = 1; split < text.length(); split++) {
            lines.clear();
            SohLines joined = new SohLines();
            joined.take(soh(NOON, 7, text.substring(0, split)), 0, lines::add);
            joined.take(soh(NOON, 8, text.substring(split)), 0, lines::add);

            assertThat(lines).containsExactly(new SohLine(nanos("2026-10-18T11:59:58Z"), LOCKED));
        }
    }

    @Test
    void shouldJoinALineOverThreePacketsAndFromSequence9999To0() {
        take(soh(NOON, 9998, "291:12:00:00 EXTERNAL "));
        take(soh(NOON, 9999, "CLOCK IS "));
        take(soh(NOON, 0, "LOCKED\r\n"));

        assertThat(texts()).containsExactly(LOCKED);
        assertThat(soh.breaks()).isZero();
    }

    @Test
    void shouldNotWaitForTheRestOfALine() {
        take(soh(NOON, 7, "291:12:00:00 " + LOCKED + "\r\n291:12:00:01 INTERNAL"));

        assertThat(texts()).containsExactly(LOCKED);
    }

    @Test
    void shouldEndTheTailAsItIsWhenAPacketIsLost() {
        take(soh(NOON, 7, "291:12:00:00 EXTERNAL CLOCK"));
        take(soh("2026-10-18T13:00:00.000Z", 9, "IS LOCKED\r\n"));

        assertThat(lines).containsExactly(
                new SohLine(nanos("2026-10-18T12:00:00Z"), "EXTERNAL CLOCK"),
                new SohLine(nanos("2026-10-18T13:00:00Z"), "IS LOCKED"));
        assertThat(soh.breaks()).isEqualTo(1);
    }

    @Test
    void shouldEndTheTailWhenTheSequenceStartsOverOrCannotBeRead() {
        ByteBuf unreadable = soh(NOON, 1, "C");
        unreadable.setShort(14, 0x00FA);

        take(soh(NOON, 7, "A"));
        take(soh(NOON, 0, "B"));
        take(unreadable);
        take(soh(NOON, 2, "D\r\n"));

        assertThat(texts()).containsExactly("A", "B", "C", "D");
    }

    @Test
    void shouldCountParameterPacketsInTheSequence_section_2_6() {
        take(soh(NOON, 7, "291:12:00:00 EXTERNAL CLOCK"));
        int sequence = 8;
        for (PacketType type : List.of(PacketType.SC, PacketType.OM, PacketType.DS, PacketType.AD,
                PacketType.CD, PacketType.FD)) {
            take(packet(type, SohPackets.UNIT_9F3C, NOON, sequence++));
        }
        take(soh(NOON, sequence, " IS LOCKED\r\n"));

        assertThat(texts()).containsExactly(LOCKED);
        assertThat(soh.breaks()).isZero();
    }

    @Test
    void shouldLeavePacketsOfEventsAlone() {
        take(soh(NOON, 7, "291:12:00:00 EXTERNAL CLOCK"));
        take(packet(PacketType.EH, SohPackets.UNIT_9F3C, NOON, 0));
        take(packet(PacketType.DT, SohPackets.UNIT_9F3C, NOON, 1));
        take(soh(NOON, 8, " IS LOCKED\r\n"));

        assertThat(texts()).containsExactly(LOCKED);
    }

    @Test
    void shouldBeginANewLineAtATagThoughTheOneBeforeHasNoEnd() {
        ByteBuf padded = soh(NOON, 7, "291:12:00:00 " + LOCKED);
        Bcd.put(padded, 12, 0, 4, 1024);
        take(padded);
        take(soh(NOON, 8, "291:12:00:01 " + PHASE + "\r\n"));

        assertThat(texts()).containsExactly(LOCKED, PHASE);
    }

    @Test
    void shouldKeepABlankOnWhichAFullPacketEnds() {
        String filler = "X".repeat(SohPackets.TEXT_LENGTH - "\r\nCLOCK IS ".length());
        take(soh(NOON, 7, filler + "\r\nCLOCK IS "));
        take(soh(NOON, 8, "LOCKED\r\n"));

        assertThat(texts()).containsExactly(filler, "CLOCK IS LOCKED");
    }

    @Test
    void shouldEndTheTextAtTheByteCountWhenItIsUsable_section_2_5() {
        String text = "291:12:00:00 A\r\n291:12:00:01 OLD BYTES\r\n";
        int[] counts = {40, 23, 1025, 1024};
        int[] expected = {1, 2, 2, 2};
        for (int i = 0; i < counts.length; i++) {
            lines.clear();
            ByteBuf packet = soh(NOON, 7, text);
            Bcd.put(packet, 12, 0, 4, counts[i]);
            new SohLines().take(packet, 0, lines::add);

            assertThat(lines).as("byte count %d", counts[i]).hasSize(expected[i]);
        }
    }

    @Test
    void shouldReplaceWhatIsNotAsciiAndTakeNulForBlank() {
        take(soh(NOON, 7, "\0\0" + "291:12:00:00\0ERROR \u0096 NO\0PPS\u0007\tX\u007f\r\n\0\0\0"));

        assertThat(lines).containsExactly(
                new SohLine(nanos("2026-10-18T12:00:00Z"), "ERROR ? NO PPS? X?"));
    }

    @Test
    void shouldInventNoTimeForAPacketThatHasNone_section_13() {
        ByteBuf first = soh(NOON, 7, "NO TAG\r\n291:12:00:00 TAG\r\n");
        first.setByte(6, 0xFF);
        take(first);
        take(soh(NOON, 8, "A\r\n"));
        ByteBuf later = soh(NOON, 9, "NO TAG\r\n291:12:00:00 TAG\r\n");
        later.setByte(6, 0xFF);
        take(later);

        assertThat(lines).containsExactly(
                new SohLine(PacketTime.NO_TIME, "NO TAG"),
                new SohLine(PacketTime.NO_TIME, "291:12:00:00 TAG"),
                new SohLine(nanos(NOON), "A"),
                new SohLine(PacketTime.NO_TIME, "NO TAG"),
                // The year is that of the packet before.
                new SohLine(nanos("2026-10-18T12:00:00Z"), "TAG"));
    }

    @Test
    void shouldBoundALineThatNeverEnds() {
        for (int sequence = 0; sequence < 50; sequence++) {
            take(soh(NOON, sequence, "X".repeat(700)));
        }

        assertThat(lines).hasSize(34);
        assertThat(texts()).allMatch(text -> text.length() == SohLines.MAX_LINE_LENGTH);
        ByteBuf saved = Unpooled.buffer();
        soh.save(saved);
        assertThat(saved.readableBytes()).isLessThanOrEqualTo(29 + SohLines.MAX_LINE_LENGTH);
    }

    @Test
    void shouldIgnoreAPacketWithoutHeaderAndReadAShortOneToItsEnd() {
        take(Unpooled.wrappedBuffer(new byte[15]));
        take(soh(NOON, 7, "A\r\nBCD").slice(0, 28));
        take(soh(NOON, 8, "\r\n"));

        assertThat(texts()).containsExactly("A", "B");
    }

    @Test
    void shouldReadAPacketThatIsNotAtTheStartOfItsBuffer() {
        ByteBuf two = Unpooled.wrappedBuffer(soh(NOON, 7, "A\r\n"), soh(NOON, 8, "B\r\n"));
        soh.take(two, 0, lines::add);
        soh.take(two, PacketHeader.PACKET_LENGTH, lines::add);

        assertThat(texts()).containsExactly("A", "B");
    }

    @Test
    void shouldGoOnAfterRestoreAsIfNeverStopped() {
        SplittableRandom random = new SplittableRandom(71);
        for (int run = 0; run < 200; run++) {
            List<ByteBuf> packets = randomPackets(random);
            List<SohLine> whole = new ArrayList<>();
            List<SohLine> stopped = new ArrayList<>();
            SohLines never = new SohLines();
            SohLines often = new SohLines();
            for (ByteBuf packet : packets) {
                never.take(packet, 0, whole::add);
                often.take(packet, 0, stopped::add);
                ByteBuf saved = Unpooled.buffer();
                often.save(saved);
                often = SohLines.restored(saved).orElseThrow();
                assertThat(saved.isReadable()).isFalse();
            }

            assertThat(stopped).isEqualTo(whole);
            assertThat(often.breaks()).isEqualTo(never.breaks());
        }
    }

    private static List<ByteBuf> randomPackets(SplittableRandom random) {
        String[] pieces = {"291:12:00:00 ", "EXTERNAL CLOCK", " IS ", "LOCKED", "\r\n", "\r", "\0"};
        List<ByteBuf> packets = new ArrayList<>();
        int sequence = 9990;
        for (int i = 0; i < 40; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(12); piece > 0; piece--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            sequence = (sequence + (random.nextInt(10) == 0 ? 2 : 1)) % 10_000;
            packets.add(soh(NOON, sequence, text.toString()));
        }
        return packets;
    }

    @Test
    void shouldRefuseToBeRestoredFromOtherBytes() {
        ByteBuf saved = Unpooled.buffer();
        take(soh(NOON, 7, "TAIL"));
        soh.save(saved);

        for (int length = 0; length < saved.writerIndex(); length++) {
            assertThat(SohLines.restored(saved.copy(0, length))).isEmpty();
        }
        assertThat(SohLines.restored(saved.copy().setByte(0, 9))).isEmpty();
        assertThat(SohLines.restored(saved.copy().setShort(27, 1001))).isEmpty();
        assertThat(SohLines.restored(saved.copy().setShort(1, 10_000))).isEmpty();
    }

    @Test
    void shouldNeverThrowOnAnyBytes() {
        SplittableRandom random = new SplittableRandom(72);
        byte[] bytes = new byte[PacketHeader.PACKET_LENGTH];
        for (int i = 0; i < 5_000; i++) {
            random.nextBytes(bytes);
            ByteBuf packet = Unpooled.wrappedBuffer(bytes);
            packet.setShort(0, PacketType.SH.letters());
            if (i % 2 == 0) {
                Bcd.put(packet, 14, 0, 4, i / 2);
            }
            take(packet);
        }

        assertThat(lines).isNotEmpty().allMatch(line ->
                line.text().length() <= SohLines.MAX_LINE_LENGTH
                        && StandardCharsets.US_ASCII.newEncoder().canEncode(line.text()));
    }
}
