package org.openrtpd.app.ingest;

import io.netty.buffer.ByteBuf;
import io.netty.channel.IoEventLoop;
import java.net.InetSocketAddress;
import org.openrtpd.app.datagram.BatchSocket;
import org.openrtpd.app.datagram.DatagramReceiver;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.openrtpd.protocol.session.DatagramSource;
import org.openrtpd.protocol.session.RecorderLink;

/** Reads and answers recorders by the dozen, without an object for a datagram. */
final class BatchPort implements DatagramPort, DatagramReceiver, DatagramSource {

    private final BatchSocket socket;
    private final IoEventLoop loop;
    private final RecorderUdpCodec codec;
    private final IngestMeters meters;
    private DatagramIntake intake;

    BatchPort(BatchSocket socket, IoEventLoop loop, RecorderUdpCodec codec, IngestMeters meters) {
        this.socket = socket;
        this.loop = loop;
        this.codec = codec;
        this.meters = meters;
    }

    @Override
    public String name() {
        return "epoll+mmsg";
    }

    @Override
    public InetSocketAddress address() {
        return socket.address();
    }

    @Override
    public void start(DatagramIntake to) {
        intake = to;
        socket.start(loop, this);
    }

    @Override
    public void datagram(ByteBuf content) {
        intake.datagram(content, this);
    }

    @Override
    public void endOfBatch() {
        intake.endOfBatch();
    }

    @Override
    public boolean isPeerOf(RecorderLink link) {
        return link instanceof BatchLink own && socket.isFrom(own.name());
    }

    @Override
    public RecorderLink link() {
        return new BatchLink(socket, codec, socket.sender());
    }

    @Override
    public void flush() {
        socket.flush();
        long unsent = socket.takeUnsent();
        if (unsent > 0) {
            meters.acksDropped.increment(unsent);
        }
    }

    @Override
    public void stop() {
        socket.stop();
    }

    @Override
    public long dropped() {
        return socket.dropped();
    }

    @Override
    public void close() {
        socket.close();
    }
}
