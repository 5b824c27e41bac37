package org.openrtpd.app.ingest;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.ops.RateLimitedLog;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.openrtpd.protocol.recorder.WireDefect;
import org.openrtpd.protocol.session.DatagramSource;
import org.openrtpd.protocol.session.RecorderLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Datagrams to sessions, whatever read them. One that is not of our layout is never answered: a
 * false acknowledgement would make a real recorder throw data away. Event loop only.
 */
final class DatagramIntake {

    private static final Logger LOG = LoggerFactory.getLogger(DatagramIntake.class);

    private final IngestCore core;
    private final RecorderUdpCodec codec;
    private final NetworkAllowList networks;
    private final ProbeSources probes;
    private final IngestMeters meters;
    private final ForeignCapture capture;
    private final InetSocketAddress local;
    private final RecorderMessage message = new RecorderMessage();
    private final RateLimitedLog limited = new RateLimitedLog(LOG, System::nanoTime);

    /**
     * @param capture where foreign datagrams are kept; {@code null} when they are not
     * @param local where datagrams arrive
     */
    DatagramIntake(IngestCore core, RecorderUdpCodec codec, NetworkAllowList networks,
            ProbeSources probes, IngestMeters meters, ForeignCapture capture,
            InetSocketAddress local) {
        this.core = core;
        this.codec = codec;
        this.networks = networks;
        this.probes = probes;
        this.meters = meters;
        this.capture = capture;
        this.local = local;
    }

    /** Takes in the readable bytes of {@code content}, which stays the caller's. */
    void datagram(ByteBuf content, DatagramSource source) {
        WireDefect defect = codec.decode(content, message);
        if (defect == WireDefect.NONE && core.knows(message.unit(), source)) {
            // Where a session's packets came from before, they may come from now.
            core.datagram(message, source);
        } else {
            unknown(content, source, defect);
        }
    }

    private void unknown(ByteBuf content, DatagramSource source, WireDefect defect) {
        RecorderLink from = source.link();
        InetAddress address = from.peer().getAddress();
        boolean heard = networks.allows(address);
        if (!heard && !probes.allow(address)) {
            meters.networkRefused.increment();
        } else if (defect == WireDefect.NONE && message.unit() == UnitId.PROBE) {
            probe(source, from);
        } else if (!heard) {
            meters.networkRefused.increment();
        } else if (defect == WireDefect.NONE) {
            core.datagram(message, source);
        } else {
            rejected(content, from.peer(), defect);
        }
    }

    private void probe(DatagramSource source, RecorderLink from) {
        // An offer is no promise: whoever takes it up is told that it may not.
        if (message.type() == MessageType.DISCOVER || probes.allow(from.peer().getAddress())) {
            core.datagram(message, source);
        } else {
            core.refuseProbe(message, from);
        }
    }

    private void rejected(ByteBuf content, InetSocketAddress from, WireDefect defect) {
        meters.badDatagram(defect);
        if (defect.isForeign()) {
            boolean kept = capture != null && capture.keep(content, from, local);
            limited.warn(from.getAddress(), "peer={} a datagram of {} bytes {}: not a recorder of this"
                            + " layout; it is not answered{}",
                    HostPort.format(from), content.readableBytes(), defect.meaning(),
                    kept ? ", and kept in the capture file"
                            : "; is it a real recorder, run with --capture FILE and tell the project");
        } else {
            limited.warn(defect + " " + from.getAddress(), "peer={} a datagram {}; dropped",
                    HostPort.format(from), defect.meaning());
        }
    }

    /** All that had arrived has been taken in. */
    void endOfBatch() {
        core.endOfBatch();
    }
}
