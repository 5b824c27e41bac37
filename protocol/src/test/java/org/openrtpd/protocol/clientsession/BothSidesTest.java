package org.openrtpd.protocol.clientsession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.protocol.clientsession.WireBytes.SECOND;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrtpd.protocol.client.ClientAttributes;
import org.openrtpd.protocol.client.ClientCodec;
import org.openrtpd.protocol.client.ClientMessage;
import org.openrtpd.protocol.client.LegVersion;
import org.openrtpd.protocol.client.PacketFilter;
import org.openrtpd.protocol.client.PacketFrame;
import org.openrtpd.protocol.client.SohAnswer;
import org.openrtpd.protocol.client.SohUnit;

/**
 * The two state machines against each other over streams that split and join at will, while
 * connections break at any byte.
 */
class BothSidesTest {

    private static final int SEEDS = 400;
    private static final int PACKETS = 40;
    private static final int PACKET = 1024;
    private static final int UNIT_9F2B = 0x9F2B;

    /** A server with one client, packets numbered in their last four bytes, and a bad network. */
    private static final class World implements ClientSessionListener, RtpClientListener {

        final Random random;
        final ClientLimits limits;
        final ClientOutput serverEndpoint = new ServerEndpoint();
        final RtpClient client;
        final ClientCounts counts = new ClientCounts();
        final List<Integer> sentPackets = new ArrayList<>();
        final List<Integer> gotPackets = new ArrayList<>();
        final List<RtpClientEnd> losses = new ArrayList<>();
        final List<String> commands = new ArrayList<>();
        final ByteBuf toServer = Unpooled.buffer();
        final ByteBuf toClient = Unpooled.buffer();
        final ByteBuf atServer = Unpooled.buffer();
        final ByteBuf atClient = Unpooled.buffer();
        ClientHandshake handshake;
        ClientSession session;
        boolean connecting;
        boolean serverClosed;
        boolean clientClosed;
        Dismissal dismissal;
        int nextPacket;
        int sohUnits;
        long now = -100 * SECOND;

        World(long seed, LegVersion clients, LegVersion servers, ClientAttributes asked) {
            random = new Random(seed);
            ClientLimits d = ClientLimits.defaults();
            limits = new ClientLimits(servers, d.handshakeNanos(), d.holdNanos(),
                    d.longestBody(), d.answers(), d.answerNanos());
            RtpClientSettings settings = new RtpClientSettings(clients, 7, "both", asked,
                    ReconnectPause.doubling(), 30 * SECOND, 4096);
            client = new RtpClient(settings, new ClientEndpoint(), this, random, now);
        }

        void step() {
            now += random.nextInt(1_000_000_000);
            client.tick(now);
            if (connecting) {
                connecting = false;
                serverClosed = false;
                clientClosed = false;
                handshake = new ClientHandshake(9, limits, serverEndpoint, now);
                if (dismissal != null) {
                    handshake.dismiss(dismissal, now);
                }
                client.connected(now);
            }
            move(toServer, atServer);
            serve();
            move(toClient, atClient);
            client.receive(atClient, now);
            boolean drained = !toClient.isReadable();
            if (handshake != null && (clientClosed || serverClosed && drained)) {
                breakConnection();
            }
        }

        private void serve() {
            if (handshake == null || serverClosed) {
                return;
            }
            handshake.receive(atServer, now);
            handshake.tick(now);
            if (session == null && handshake.state() == HandshakeState.GRANTED) {
                session = new ClientSession(
                        handshake, limits, serverEndpoint, this, counts, now);
            }
            if (session != null) {
                session.receive(atServer, now);
                session.tick(now);
            }
        }

        private void move(ByteBuf from, ByteBuf to) {
            int bytes = random.nextInt(4) == 0
                    ? random.nextInt(8) : random.nextInt(3 * PACKET);
            to.discardReadBytes().writeBytes(from, Math.min(bytes, from.readableBytes()));
            from.discardReadBytes();
        }

        void breakConnection() {
            handshake = null;
            session = null;
            for (ByteBuf stream : List.of(toServer, toClient, atServer, atClient)) {
                stream.clear();
            }
            client.disconnected("", now);
        }

        void offerPacket(String letters, int unit) {
            ByteBuf packet = Unpooled.buffer(PACKET).writeByte(letters.charAt(0))
                    .writeByte(letters.charAt(1)).writeShort(0).writeShort(unit)
                    .writeZero(PACKET - 10).writeInt(nextPacket++);
            if (session != null && session.isForwarding()
                    && session.filter().accepts(packet, 0, PACKET)) {
                PacketFrame.write(toClient, session.version(), packet, 0, PACKET);
                session.sent(now);
                sentPackets.add(nextPacket - 1);
            }
        }

        /** What the client does to its end of the connection. */
        private final class ClientEndpoint implements RtpClientOutput {

            @Override
            public void connect() {
                connecting = true;
            }

            @Override
            public void send(ClientMessage message) {
                ClientCodec.encode(message, toServer);
            }

            @Override
            public void disconnect() {
                clientClosed = true;
            }
        }

        /** What the server does to its end of the connection. */
        private final class ServerEndpoint implements ClientOutput {

            @Override
            public void send(ClientMessage message) {
                ClientCodec.encode(message, toClient);
            }

            @Override
            public void close(ClientEnd why) {
                serverClosed = true;
                assertThat(why.isDefect()).as(why.meaning()).isFalse();
            }
        }

        @Override
        public void attributesChanged(ClientSession changed) {}

        @Override
        public void forwardingChanged(ClientSession changed) {}

        @Override
        public void flush(ClientSession flushed) {}

        @Override
        public void sohRequested(ClientSession asked) {
            List<SohUnit> units = new ArrayList<>();
            for (int i = 1; i <= 100; i++) {
                units.add(new SohUnit(i, 0, 0, 0));
            }
            asked.answerSoh(1, units, now);
        }

        @Override
        public void command(ClientSession from, int unit, byte[] command) {
            commands.add(Integer.toHexString(unit) + new String(command));
        }

        @Override
        public void granted(LegVersion version, ClientAttributes attributes) {}

        @Override
        public void packet(ClientMessage message) {
            assertThat(message.payloadLength()).isEqualTo(PACKET);
            gotPackets.add(message.payload().getInt(message.payloadStart() + PACKET - 4));
        }

        @Override
        public void soh(SohAnswer answer) {
            sohUnits += answer.units().size();
        }

        @Override
        public void lost(RtpClientEnd why, String detail) {
            losses.add(why);
        }

        void run(int steps) {
            for (int i = 0; i < steps; i++) {
                step();
            }
        }
    }

    private static ClientAttributes asked(int dasid, int pmask) {
        return new ClientAttributes(dasid, pmask, 0xFF, 30, 0, 0, 0, 1, 32);
    }

    @ParameterizedTest
    @CsvSource({"V1, V1, V1", "V1, V2, V1", "V2, V1, V1", "V2, V2, V2"})
    void shouldAgreeOnTheLowerVersionAndPassEveryPacketOnce(
            LegVersion clients, LegVersion servers, LegVersion agreed) {
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed, clients, servers, asked(0, 0x3FFFF));
            world.run(60);
            assertThat(world.session).as("seed " + seed).isNotNull();
            for (int i = 0; i < PACKETS; i++) {
                world.offerPacket(i % 3 == 0 ? "DT" : "EH", UNIT_9F2B);
                world.step();
            }
            world.run(60);

            assertThat(world.session.version()).isEqualTo(agreed);
            assertThat(world.sentPackets).hasSize(PACKETS);
            assertThat(world.gotPackets).isEqualTo(world.sentPackets);
            assertThat(world.losses).isEqualTo(clients == LegVersion.V2 && agreed == LegVersion.V1
                    ? List.of(RtpClientEnd.SPEAKS_VERSION_1) : List.of());
        }
    }

    @Test
    void shouldStayConnectedForDaysWithoutAPacket() {
        World world = new World(1, LegVersion.V2, LegVersion.V2, asked(0, 0x3FFFF));

        world.run(200_000);

        assertThat(world.losses).isEmpty();
        assertThat(world.counts.total(ClientCount.HEARTBEATS)).isGreaterThan(5_000);
    }

    @Test
    void shouldComeBackWheneverTheConnectionBreaks() {
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed, LegVersion.V2, LegVersion.V2, asked(0, 0x10));
            for (int i = 0; i < 100; i++) {
                world.offerPacket("DT", UNIT_9F2B);
                world.step();
                if (world.handshake != null && world.random.nextInt(20) == 0) {
                    world.breakConnection();
                }
            }
            world.run(300);

            assertThat(world.session).as("seed " + seed).isNotNull();
            assertThat(world.client.state()).isEqualTo(RtpClientState.GRANTED);
            assertThat(world.sentPackets).containsSubsequence(world.gotPackets);
        }
    }

    @Test
    void shouldComeAgainWhenBusyAndNotWhenFaulted() {
        World busy = new World(1, LegVersion.V2, LegVersion.V2, asked(0, 0x10));
        busy.dismissal = Dismissal.BUSY;
        busy.run(1_000);
        assertThat(busy.losses).hasSizeBetween(5, 40).containsOnly(RtpClientEnd.BUSY);
        busy.dismissal = null;
        busy.run(200);
        assertThat(busy.client.state()).isEqualTo(RtpClientState.GRANTED);

        World fault = new World(1, LegVersion.V2, LegVersion.V2, asked(0, 0x10));
        fault.dismissal = Dismissal.FAULT;
        fault.run(1_000);
        assertThat(fault.losses).containsExactly(RtpClientEnd.FAULT);
        assertThat(fault.client.state()).isEqualTo(RtpClientState.FAULTED);
    }

    @ParameterizedTest
    @CsvSource({"V1", "V2"})
    void shouldPassRequestsCommandsAndChangedAttributes(LegVersion version) {
        World world = new World(3, version, LegVersion.V2, asked(0, 0x10));
        world.run(60);
        PacketFilter before = world.session.filter();

        world.client.requestSoh();
        world.client.command(UNIT_9F2B, "SS".getBytes());
        world.client.changeAttributes(asked(UNIT_9F2B, 0x20));
        world.run(60);
        world.offerPacket("EH", UNIT_9F2B);
        world.offerPacket("EH", 0x9E16);
        world.offerPacket("DT", UNIT_9F2B);
        world.run(60);

        assertThat(world.sohUnits).isEqualTo(100);
        assertThat(world.commands).containsExactly("9f2bSS");
        assertThat(world.session.filter()).isNotSameAs(before);
        assertThat(world.gotPackets).containsExactly(0);
        world.client.close();
        world.run(20);
        assertThat(world.losses).containsExactly(RtpClientEnd.CLOSED);
    }
}
