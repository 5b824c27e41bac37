package org.openrtpd.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;

/** Recorder leg, sections 4 to 6, rule by rule. */
class SessionTableTest {

    private static final int UNIT = 0x9E16;
    private static final int FORBIDDEN_UNIT = 0x9666;
    private static final int EPOCH = 0xDEADBEEF;
    private static final long SECOND = 1_000_000_000L;
    private static final InetSocketAddress HOME = address(1000);
    private static final InetSocketAddress AWAY = address(2000);

    /** What went out, as it was when it went out. */
    private record Sent(InetSocketAddress to, MessageType type, int session, int ack, int sack,
            int window, long cookie, int busySeconds, int payload) {}

    private final SimulatedJournal journal = new SimulatedJournal();
    private final List<Sent> sent = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final RecorderMessage message = new RecorderMessage();
    private SessionTable table;
    private long now = 1000 * SECOND;

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @BeforeEach
    void open() {
        SessionLimits limits = new SessionLimits(2, 3000, 1000, 100, 4, 120 * SECOND,
                unit -> unit != FORBIDDEN_UNIT);
        table = new SessionTable(limits, new AttachCookie(new byte[16]), new SplittableRandom(1), 4711,
                journal, new Told(),
                new UnpooledByteBufAllocator(false, true));
    }

    private final class Link implements RecorderLink, DatagramSource {
        private final InetSocketAddress peer;
        private final Transport transport;
        private boolean closed;

        Link(InetSocketAddress peer, Transport transport) {
            this.peer = peer;
            this.transport = transport;
        }

        @Override
        public InetSocketAddress peer() {
            return peer;
        }

        @Override
        public Transport transport() {
            return transport;
        }

        @Override
        public void send(RecorderMessage m) {
            sent.add(new Sent(peer, m.type(), m.session(), m.ack(), m.sack(), m.window(), m.cookie(),
                    m.busySeconds(), m.payloadLength()));
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public boolean isPeerOf(RecorderLink link) {
            return peer.equals(link.peer());
        }

        @Override
        public RecorderLink link() {
            return this;
        }
    }

    private final class Told implements SessionListener {
        @Override
        public void attached(RecorderSession session, int goOn) {
            told.add("attached " + goOn);
        }

        @Override
        public void rebound(RecorderSession session, InetSocketAddress before) {
            told.add("rebound");
        }

        @Override
        public void detached(RecorderSession session, DetachReason reason) {
            told.add("detached " + reason);
        }

        @Override
        public void gap(RecorderSession session, int firstLost, int goOn) {
            told.add("gap " + firstLost + "-" + goOn);
        }

        @Override
        public void unitContested(RecorderSession session, InetSocketAddress other) {
            told.add("contested");
        }

        @Override
        public void refused(int unit, InetSocketAddress peer, SessionCount reason) {
            told.add("refused " + reason);
        }

        @Override
        public void commandDone(RecorderSession session, boolean acknowledged) {
            told.add("command " + acknowledged);
        }
    }

    private Link at(InetSocketAddress address) {
        return new Link(address, Transport.UDP);
    }

    private Sent last() {
        return sent.get(sent.size() - 1);
    }

    private long cookie(int unit, InetSocketAddress from) {
        table.datagram(message.begin(MessageType.DISCOVER).unit(unit), at(from), now);
        assertThat(last().type()).isEqualTo(MessageType.OFFER);
        return last().cookie();
    }

    private int attach(InetSocketAddress from, int epoch, int oldest) {
        return attach(UNIT, from, epoch, oldest);
    }

    private int attach(int unit, InetSocketAddress from, int epoch, int oldest) {
        // Cookies of the same quarter of a second are equal; a recorder takes longer than that.
        now += SECOND;
        long cookie = cookie(unit, from);
        table.datagram(message.begin(MessageType.ATTACH).unit(unit).cookie(cookie).epoch(epoch)
                .epochCheck(epoch & 0xFFFF).oldest(oldest), at(from), now);
        return last().session();
    }

    private void packet(InetSocketAddress from, int session, int seq) {
        table.datagram(message.begin(MessageType.REFTEK).unit(UNIT).session(session)
                .epochCheck(EPOCH & 0xFFFF).seq(seq)
                .payload(Unpooled.buffer(1024).writeInt(seq), 0, 1024), at(from), now);
    }

    private void commitAndAck() {
        table.committed(journal.entries.size());
        table.sendAcks(now);
    }

    @Test
    void shouldGiveAnAttachWithAWrongCookieANewOfferAndNoState() {
        long cookie = cookie(UNIT, HOME);
        table.datagram(message.begin(MessageType.ATTACH).unit(UNIT).cookie(cookie + 1).epoch(EPOCH), at(HOME), now);
        assertThat(last().type()).isEqualTo(MessageType.OFFER);
        table.datagram(message.begin(MessageType.ATTACH).unit(UNIT).cookie(cookie).epoch(EPOCH), at(AWAY), now);
        assertThat(last().type()).isEqualTo(MessageType.OFFER);
        now += 60 * SECOND;
        table.datagram(message.begin(MessageType.ATTACH).unit(UNIT).cookie(cookie).epoch(EPOCH), at(HOME), now);
        assertThat(last().type()).isEqualTo(MessageType.OFFER);

        assertThat(table.attached()).isZero();
        assertThat(table.counts().total(SessionCount.STALE_COOKIE)).isEqualTo(3);
    }

    @Test
    void shouldGoOnBehindTheLastDurablePacketAndAtOldestForANewEpoch() {
        table.restore(UNIT, EPOCH, 70);

        attach(HOME, EPOCH, 3);
        assertThat(last()).satisfies(s -> {
            assertThat(s.type()).isEqualTo(MessageType.ATTACHED);
            assertThat(s.ack()).isEqualTo(70);
            assertThat(s.window()).isEqualTo(16);
            assertThat(s.session()).isNotZero();
        });
        attach(HOME, EPOCH + 1, 3);
        assertThat(last().ack()).isEqualTo(3);
    }

    @Test
    void shouldMarkWhatTheRecorderLostAsAGap() {
        table.restore(UNIT, EPOCH, 70);

        attach(HOME, EPOCH, 75);

        assertThat(last().ack()).isEqualTo(75);
        assertThat(journal.entries).containsExactly(new SimulatedJournal.Entry(UNIT, EPOCH, 70, 75, true));
        assertThat(told).contains("gap 70-75");
    }

    @Test
    void shouldAnswerADoubledAttachAgainAndKeepTheSession() {
        int first = attach(HOME, EPOCH, 0);
        packet(HOME, first, 0);
        long cookie = sent.get(0).cookie();
        table.datagram(message.begin(MessageType.ATTACH).unit(UNIT).cookie(cookie).epoch(EPOCH)
                .epochCheck(EPOCH & 0xFFFF), at(HOME), now);

        assertThat(last().type()).isEqualTo(MessageType.ATTACHED);
        assertThat(last().session()).isEqualTo(first);
        assertThat(attach(HOME, EPOCH, 0)).as("a later attach").isNotEqualTo(first);
        assertThat(told).contains("detached REPLACED");
    }

    @Test
    void shouldKeepTheSessionWhenALateAnswerMadeTheRecorderAttachAgainWithANewerCookie() {
        int first = attach(HOME, EPOCH, 0);

        assertThat(attach(HOME, EPOCH, 0)).as("nothing came through it yet").isEqualTo(first);
        assertThat(told).containsExactly("attached 0");
        assertThat(attach(HOME, EPOCH, 5)).as("another oldest packet").isNotEqualTo(first);
    }

    @Test
    void shouldNotTakeAnAttachForARepeatedOneBehindAnEarlyPacketOrACommand() {
        int first = attach(HOME, EPOCH, 0);
        packet(HOME, first, 1);
        int second = attach(HOME, EPOCH, 0);
        assertThat(second).isNotEqualTo(first);

        table.command(UNIT, new byte[5], now);
        assertThat(attach(HOME, EPOCH, 0)).isNotEqualTo(second);
    }

    @Test
    void shouldAckOnlyWhatIsCommitted() {
        int session = attach(HOME, EPOCH, 0);
        sent.clear();
        packet(HOME, session, 0);
        packet(HOME, session, 1);
        table.sendAcks(now);
        assertThat(sent).isEmpty();

        table.committed(1);
        table.sendAcks(now);
        assertThat(last().ack()).isEqualTo(1);
        table.committed(2);
        table.sendAcks(now);
        assertThat(last().ack()).isEqualTo(2);
        assertThat(sent).hasSize(2);
    }

    @Test
    void shouldHoldEarlyPacketsShowThemInSackAndAppendThemInOrder() {
        int session = attach(HOME, EPOCH, 0);
        packet(HOME, session, 2);
        packet(HOME, session, 1);
        table.sendAcks(now);
        assertThat(last().ack()).isZero();
        assertThat(last().sack()).isEqualTo(0b11);

        packet(HOME, session, 0);
        commitAndAck();
        assertThat(last().ack()).isEqualTo(3);
        assertThat(journal.entries).extracting(SimulatedJournal.Entry::seq).containsExactly(0, 1, 2);
        assertThat(table.heldBytes()).isZero();
    }

    @Test
    void shouldDropAndAnswerWhatCameBeforeOrLiesBeyondTheWindow() {
        int session = attach(HOME, EPOCH, 0);
        packet(HOME, session, 0);
        commitAndAck();
        sent.clear();
        packet(HOME, session, 0);
        table.sendAcks(now);
        packet(HOME, session, 17);
        table.sendAcks(now);

        assertThat(sent).hasSize(2).allMatch(s -> s.type() == MessageType.ACK && s.ack() == 1 && s.sack() == 0);
        assertThat(journal.entries).hasSize(1);
        assertThat(table.counts().total(SessionCount.DUPLICATES)).isEqualTo(1);
        assertThat(table.counts().total(SessionCount.BEYOND_WINDOW)).isEqualTo(1);
    }

    @Test
    void shouldHoldNoMoreBytesThanAllowed() {
        int session = attach(HOME, EPOCH, 0);
        for (int seq = 1; seq < 10; seq++) {
            packet(HOME, session, seq);
        }

        assertThat(table.heldBytes()).isLessThanOrEqualTo(3000);
        assertThat(table.counts().total(SessionCount.HELD_LIMIT)).isEqualTo(7);
        table.stop();
        assertThat(table.heldBytes()).isZero();
    }

    @Test
    void shouldShutTheWindowWhileTheJournalRefusesAndTellWhenItOpens() {
        int session = attach(HOME, EPOCH, 0);
        journal.full = true;
        packet(HOME, session, 0);
        commitAndAck();
        assertThat(last().window()).isZero();
        assertThat(last().ack()).isZero();

        journal.full = false;
        table.windowsChanged(now);
        table.sendAcks(now);
        assertThat(last().window()).isEqualTo(16);
    }

    @Test
    void shouldAppendHeldPacketsThatWereRefusedWhenTheJournalTakesThem() {
        int session = attach(HOME, EPOCH, 0);
        packet(HOME, session, 1);
        packet(HOME, session, 2);
        journal.room = 1;
        packet(HOME, session, 0);
        commitAndAck();
        assertThat(last().ack()).isEqualTo(1);

        journal.makeRoom();
        table.windowsChanged(now);
        commitAndAck();
        assertThat(last().ack()).isEqualTo(3);
    }

    @Test
    void shouldAppendHeldPacketsLaterWhenTooManyWaitedForACommit() {
        int session = attach(HOME, EPOCH, 0);
        packet(HOME, session, 1);
        journal.room = 1;
        packet(HOME, session, 0);
        journal.makeRoom();

        table.tick(now);
        commitAndAck();
        assertThat(last().ack()).isEqualTo(2);
    }

    @Test
    void shouldMoveTheSessionToTheAddressOfTheLastValidDatagram() {
        int session = attach(HOME, EPOCH, 0);
        packet(AWAY, session, 0);
        commitAndAck();

        assertThat(last().to()).isEqualTo(AWAY);
        assertThat(last().session()).isEqualTo(session);
        assertThat(told).contains("rebound");
    }

    @Test
    void shouldAnswerAnUnknownSessionWithBreakButNeverABreak() {
        int session = attach(HOME, EPOCH, 0);
        packet(AWAY, session + 1, 0);
        assertThat(last()).matches(s -> s.type() == MessageType.BREAK && s.session() == session + 1);
        assertThat(last().to()).isEqualTo(AWAY);
        sent.clear();
        table.datagram(message.begin(MessageType.BREAK).unit(UNIT).session(session + 1), at(AWAY), now);
        assertThat(sent).isEmpty();
        assertThat(table.session(UNIT).peer()).isEqualTo(HOME);
    }

    @Test
    void shouldLimitBreaksAndAttachesOfOneNetwork() {
        for (int i = 0; i < 20_000; i++) {
            packet(AWAY, 99, i);
        }
        assertThat(sent.size()).isLessThan(10_000);
        sent.clear();
        for (int i = 0; i < 1000; i++) {
            table.datagram(message.begin(MessageType.DISCOVER).unit(UNIT), at(AWAY), now);
        }
        assertThat(sent.size()).isLessThanOrEqualTo(400);
    }

    @Test
    void shouldReportTwoRecordersThatTakeTheUnitFromEachOther() {
        attach(HOME, EPOCH, 0);
        attach(AWAY, EPOCH + 5, 0);
        assertThat(told).doesNotContain("contested");
        attach(HOME, EPOCH, 0);

        assertThat(told).contains("contested");
    }

    @Test
    void shouldRefuseUnitsThatAreNotAllowedOrTooMany() {
        attach(FORBIDDEN_UNIT, HOME, EPOCH, 0);
        assertThat(last()).matches(s -> s.type() == MessageType.BREAK && s.session() == 0);
        attach(0x9001, HOME, EPOCH, 0);
        attach(0x9002, HOME, EPOCH, 0);
        attach(0x9003, HOME, EPOCH, 0);
        assertThat(last().type()).isEqualTo(MessageType.BUSY);
        assertThat(last().busySeconds()).isPositive();
        assertThat(told).contains("refused UNIT_NOT_ALLOWED", "refused TOO_MANY_UNITS");
    }

    @Test
    void shouldEndASessionThatIsSilentAndForgetAUnitThatSentNothing() {
        attach(HOME, EPOCH, 0);
        now += 119 * SECOND;
        table.tick(now);
        assertThat(table.attached()).isEqualTo(1);
        now += 2 * SECOND;
        table.tick(now);

        assertThat(table.attached()).isZero();
        assertThat(told).contains("detached SILENT");
    }

    @Test
    void shouldAnswerANopWithAnAck() {
        int session = attach(HOME, EPOCH, 0);
        table.datagram(message.begin(MessageType.NOP).unit(UNIT).session(session)
                .epochCheck(EPOCH & 0xFFFF), at(HOME), now);
        table.sendAcks(now);

        assertThat(last().type()).isEqualTo(MessageType.ACK);
    }

    @Test
    void shouldSendACommandAgainUntilTheRecorderAcknowledgesIt() {
        int session = attach(HOME, EPOCH, 0);
        assertThat(table.command(UNIT, new byte[5], now)).isTrue();
        assertThat(table.command(0x9999, new byte[5], now)).as("not attached").isFalse();
        assertThat(last()).matches(s -> s.type() == MessageType.CMDPKT && s.payload() == 5);
        sent.clear();
        now += 2 * SECOND;
        table.tick(now);
        assertThat(sent).hasSize(1);
        table.datagram(message.begin(MessageType.ACK).unit(UNIT).session(session)
                .epochCheck(EPOCH & 0xFFFF).ack(1), at(HOME), now);
        sent.clear();
        now += 20 * SECOND;
        table.tick(now);

        assertThat(told).contains("command true");
        assertThat(sent).isEmpty();
    }

    @Test
    void shouldKeepATcpSessionByBothSidesAndEndItAtASkippedNumber() {
        Link link = new Link(HOME, Transport.TCP);
        RecorderSession session = table.attachByFrame(
                message.begin(MessageType.ATTACH).unit(UNIT).epoch(EPOCH).oldest(0), link, now);
        assertThat(last().window()).isEqualTo(4);
        now += 21 * SECOND;
        table.tick(now);
        assertThat(last().type()).isEqualTo(MessageType.NOP);
        table.frame(session, message.begin(MessageType.REFTEK).seq(3)
                .payload(Unpooled.buffer(4).writeInt(1), 0, 4), now);

        assertThat(told).contains("detached PROTOCOL_ERROR");
        assertThat(link.closed).isTrue();
    }

    @Test
    void shouldEndATcpSessionThatSendsBeyondItsWindow() {
        RecorderSession session = table.attachByFrame(
                message.begin(MessageType.ATTACH).unit(UNIT).epoch(EPOCH).oldest(0),
                new Link(HOME, Transport.TCP), now);
        for (int seq = 0; seq < 4; seq++) {
            table.frame(session, message.begin(MessageType.REFTEK).seq(seq)
                    .payload(Unpooled.buffer(4).writeInt(1), 0, 4), now);
        }
        assertThat(told).doesNotContain("detached PROTOCOL_ERROR");

        table.frame(session, message.begin(MessageType.REFTEK).seq(4)
                .payload(Unpooled.buffer(4).writeInt(1), 0, 4), now);
        assertThat(told).contains("detached PROTOCOL_ERROR");
        assertThat(journal.entries).hasSize(4);
    }

    @Test
    void shouldTellOfCommandsThatASessionTakesWithItsEnd() {
        attach(HOME, EPOCH, 0);
        table.command(UNIT, new byte[5], now);
        table.command(UNIT, new byte[6], now);

        table.stop();

        assertThat(told).containsSubsequence("command false", "command false");
    }

    @Test
    void shouldEndATcpSessionAfterAMinuteWithoutAWord() {
        table.attachByFrame(message.begin(MessageType.ATTACH).unit(UNIT).epoch(EPOCH),
                new Link(HOME, Transport.TCP), now);
        now += 61 * SECOND;
        table.tick(now);

        assertThat(table.attached()).isZero();
    }

    @Test
    void shouldSurviveAnyWellFormedMessageWithinItsLimits() {
        SplittableRandom random = new SplittableRandom(6);
        int session = attach(HOME, EPOCH, 0);
        List<MessageType> all = List.of(MessageType.values());
        for (int i = 0; i < 50_000; i++) {
            byte[] payload = new byte[1 + random.nextInt(1024)];
            int epoch = random.nextBoolean() ? EPOCH : random.nextInt();
            message.begin(all.get(random.nextInt(all.size()))).unit(0x9E10 + random.nextInt(8))
                    .session(random.nextBoolean() ? session : random.nextInt()).seq(random.nextInt(-40, 40))
                    .ack(random.nextInt()).sack(random.nextInt(1 << 16)).epoch(epoch).epochCheck(epoch & 0xFFFF)
                    .cookie(random.nextLong()).oldest(random.nextInt(100))
                    .payload(Unpooled.wrappedBuffer(payload), 0, payload.length);
            if (message.payloadLength() < 4) {
                continue;
            }
            table.datagram(message, at(address(1 + random.nextInt(5))), now);
            now += random.nextLong(SECOND / 10);
            if (i % 100 == 0) {
                commitAndAck();
                table.tick(now);
                sent.clear();
            }
        }
        assertThat(table.heldBytes()).isLessThanOrEqualTo(3000);
        assertThat(table.attached()).isLessThanOrEqualTo(2);
    }

    private void probePacket(int session, int seq) {
        table.datagram(message.begin(MessageType.REFTEK).unit(UnitId.PROBE).session(session)
                .epochCheck(EPOCH & 0xFFFF).seq(seq)
                .payload(Unpooled.buffer(1024).writeInt(seq), 0, 1024), at(HOME), now);
    }

    @Test
    void shouldTakeAProbeInAndAcknowledgeItButCountItAsNoUnit() {
        attach(UNIT, AWAY, EPOCH, 0);
        attach(UNIT + 1, AWAY, EPOCH, 0);
        assertThat(table.attached()).as("the cap of the test").isEqualTo(2);

        int session = attach(UnitId.PROBE, HOME, EPOCH, 0);
        probePacket(session, 0);
        commitAndAck();

        assertThat(last().type()).isEqualTo(MessageType.ACK);
        assertThat(last().ack()).isEqualTo(1);
        assertThat(table.attached()).isEqualTo(2);
        List<Integer> shown = new ArrayList<>();
        table.forEachSession(each -> shown.add(each.unit()));
        table.forEachHeard((statistics, unit) -> shown.add(unit));
        assertThat(shown).containsOnly(UNIT, UNIT + 1);
        assertThat(table.counts().total(SessionCount.PACKETS)).isZero();
        assertThat(table.counts().total(SessionCount.BYTES)).isZero();
        assertThat(table.counts().total(SessionCount.ATTACHES)).isEqualTo(2);
        assertThat(table.counts().total(SessionCount.PROBES)).isEqualTo(1);
    }

    @Test
    void shouldForgetTheNumberingOfAProbeWithItsSession() {
        int session = attach(UnitId.PROBE, HOME, EPOCH, 0);
        probePacket(session, 0);
        commitAndAck();
        table.datagram(message.begin(MessageType.BREAK).unit(UnitId.PROBE).session(session)
                .epochCheck(EPOCH & 0xFFFF), at(HOME), now);

        attach(UnitId.PROBE, HOME, EPOCH, 5);

        assertThat(last().ack()).as("nothing is known, so there is no gap").isEqualTo(5);
        assertThat(table.counts().total(SessionCount.GAPS)).isZero();
        assertThat(table.attached()).isZero();
    }

    @Test
    void shouldTellAProbeByWindowZeroThatTheJournalTakesNothing() {
        journal.full = true;

        int session = attach(UnitId.PROBE, HOME, EPOCH, 0);
        assertThat(last().type()).isEqualTo(MessageType.ATTACHED);
        assertThat(last().window()).isZero();

        probePacket(session, 0);
        table.sendAcks(now);
        assertThat(last().type()).isEqualTo(MessageType.ACK);
        assertThat(last().ack()).isZero();
        assertThat(last().window()).isZero();

        journal.makeRoom();
        table.windowsChanged(now);
        table.sendAcks(now);
        assertThat(last().window()).as("told of room as recorders are").isEqualTo(16);
    }

    @Test
    void shouldTakeInAFewProbePacketsASecondOnly() {
        int session = attach(UnitId.PROBE, HOME, EPOCH, 0);
        for (int seq = 0; seq < 100; seq++) {
            probePacket(session, seq);
            commitAndAck();
        }
        assertThat(journal.entries).hasSize(16);
        assertThat(table.counts().total(SessionCount.PROBE_RATE)).isEqualTo(84);

        now += SECOND;
        probePacket(session, 16);

        assertThat(journal.entries).hasSize(17);
    }

    @Test
    void shouldTellAProbeThatMayNotThatItMayNotAndNothingElse() {
        table.refuseProbe(message.begin(MessageType.REFTEK).unit(UnitId.PROBE), at(HOME), now);
        assertThat(sent).isEmpty();

        table.refuseProbe(message.begin(MessageType.ATTACH).unit(UnitId.PROBE).epoch(EPOCH)
                .epochCheck(EPOCH & 0xFFFF), at(HOME), now);

        assertThat(last().type()).isEqualTo(MessageType.BREAK);
        assertThat(last().session()).isZero();
        assertThat(told).containsOnly("refused PROBE_NOT_ALLOWED");
        assertThat(table.counts().total(SessionCount.PROBE_NOT_ALLOWED)).isEqualTo(2);
    }
}
