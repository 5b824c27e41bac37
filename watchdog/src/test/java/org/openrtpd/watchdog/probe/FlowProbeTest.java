package org.openrtpd.watchdog.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openrtpd.watchdog.probe.ScriptedRtpd.Manner;

class FlowProbeTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(300);

    private static final FlowLimits IMPATIENT = new FlowLimits(LIMIT, SHORT, SHORT,
            Duration.ofMillis(20), Duration.ofSeconds(1), SHORT);

    private static FlowView awaited(FlowProbe probe, FlowState state) {
        await().atMost(LIMIT).until(() -> probe.view().state() == state);
        return probe.view();
    }

    @Test
    void shouldTellWhenEachUnitsLastPacketCameByAnAnswerInSeveralMessages() throws IOException {
        try (ScriptedRtpd rtpd = new ScriptedRtpd(Manner.ANSWER)) {
            rtpd.answer = List.of(new int[][] {{0x9E16, 1_799_999_990}, {0x91F5, 0}},
                    new int[][] {{0xFFFE, 1_799_999_995}});
            try (FlowProbe probe = FlowProbe.open(rtpd.address(), FlowLimits.defaults())) {
                FlowView view = awaited(probe, FlowState.ATTACHED);

                assertThat(view.lastPackets()).as("91F5 has sent no packet")
                        .isEqualTo(Map.of(0x9E16, 1_799_999_990, 0xFFFE, 1_799_999_995));
                assertThat(view.serverTime()).isEqualTo(ScriptedRtpd.SERVER_TIME);
                assertThat(view.serverPid()).hasValue(ScriptedRtpd.PID);
                await().atMost(LIMIT).until(() -> probe.view().heard() > view.heard());
                assertThat(rtpd.heard).as("asks for no packets at all").contains(ScriptedRtpd.STOP);
                assertThat(rtpd.accepted).hasValue(1);
            }
        }
    }

    @Test
    void shouldTellThatThePortDoesNotAcceptAndAttachOnceItDoes() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (FlowProbe probe = FlowProbe.open(nobody, IMPATIENT)) {
            FlowView view = awaited(probe, FlowState.REFUSED);

            assertThat(view.heard()).isZero();
            assertThat(view.detail()).containsIgnoringCase("refused");
        }
    }

    @Test
    void shouldTellThatAHostNameIsNotKnown() {
        InetSocketAddress nowhere = InetSocketAddress.createUnresolved("no-such-host.invalid", 2543);
        try (FlowProbe probe = FlowProbe.open(nowhere, IMPATIENT)) {
            assertThat(awaited(probe, FlowState.REFUSED).detail()).contains("no-such-host.invalid");
        }
    }

    @Test
    void shouldTellThatTheHandshakeDoesNotCome() throws IOException {
        try (ScriptedRtpd rtpd = new ScriptedRtpd(Manner.ACCEPT_ONLY);
                FlowProbe probe = FlowProbe.open(rtpd.address(), IMPATIENT)) {
            FlowView view = awaited(probe, FlowState.NO_HANDSHAKE);

            assertThat(view.heard()).isZero();
            assertThat(view.detail()).contains("handshake");
            rtpd.manner = Manner.ANSWER;
            assertThat(awaited(probe, FlowState.ATTACHED).heard()).isPositive();
        }
    }

    @Test
    void shouldTellThatTheConnectionIsClosedBeforeTheHandshakeIsThrough() throws IOException {
        try (ScriptedRtpd rtpd = new ScriptedRtpd(Manner.CLOSE_AT_ONCE);
                FlowProbe probe = FlowProbe.open(rtpd.address(), IMPATIENT)) {
            awaited(probe, FlowState.NO_HANDSHAKE);

            await().atMost(LIMIT).until(() -> rtpd.accepted.get() > 1);
        }
    }

    @Test
    void shouldCallARtpdSilentThatAnswersTheHandshakeAndNothingElse() throws IOException {
        try (ScriptedRtpd rtpd = new ScriptedRtpd(Manner.SILENT_AFTER_HANDSHAKE);
                FlowProbe probe = FlowProbe.open(rtpd.address(), IMPATIENT)) {
            assertThat(awaited(probe, FlowState.SILENT).lastPackets()).isEmpty();
        }
    }

    @Test
    void shouldCallARtpdSilentWhoseHeartbeatsComeAndWhoseAnswersDoNot() throws IOException {
        try (ScriptedRtpd rtpd = new ScriptedRtpd(Manner.HEARTBEATS_ONLY);
                FlowProbe probe = FlowProbe.open(rtpd.address(), IMPATIENT)) {
            FlowView view = awaited(probe, FlowState.SILENT);

            assertThat(view.heard()).as("the handshake alone").isEqualTo(1);
        }
    }

    @Test
    void shouldKeepWhatItKnewWhenAnAnswerStopsComing() throws IOException {
        try (ScriptedRtpd rtpd = new ScriptedRtpd(Manner.ANSWER)) {
            rtpd.answer = List.<int[][]>of(new int[][] {{0x9E16, 1_799_999_990}});
            try (FlowProbe probe = FlowProbe.open(rtpd.address(), IMPATIENT)) {
                awaited(probe, FlowState.ATTACHED);
                rtpd.manner = Manner.SILENT_AFTER_HANDSHAKE;

                FlowView view = awaited(probe, FlowState.SILENT);

                assertThat(view.lastPackets()).containsOnlyKeys(0x9E16);
                rtpd.manner = Manner.ANSWER;
            }
        }
    }

    @Test
    void shouldTellThatItWasTurnedAwayAndComeBackLater() throws IOException {
        try (ScriptedRtpd rtpd = new ScriptedRtpd(Manner.BUSY);
                FlowProbe probe = FlowProbe.open(rtpd.address(), IMPATIENT)) {
            assertThat(awaited(probe, FlowState.TURNED_AWAY).detail()).contains("busy");
            rtpd.manner = Manner.FAULT;
            await().atMost(LIMIT).until(() -> probe.view().detail().contains("FAULT"));
            assertThat(probe.view().state()).isEqualTo(FlowState.TURNED_AWAY);
            rtpd.manner = Manner.ANSWER;

            assertThat(awaited(probe, FlowState.ATTACHED).detail()).isEqualTo("it answers");
        }
    }

    @Test
    void shouldComeBackWhenRtpdClosesTheConnection() throws IOException {
        try (ScriptedRtpd rtpd = new ScriptedRtpd(Manner.ANSWER);
                FlowProbe probe = FlowProbe.open(rtpd.address(), IMPATIENT)) {
            awaited(probe, FlowState.ATTACHED);
            long before = probe.view().heard();
            rtpd.hangUp();

            assertThat(awaited(probe, FlowState.CONNECTING).detail()).contains("closed");
            assertThat(awaited(probe, FlowState.ATTACHED).heard()).isGreaterThan(before);
            assertThat(rtpd.accepted).hasValue(2);
        }
    }
}
