package org.openrtpd.app.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.openrtpd.protocol.client.ClientAttributes;
import org.openrtpd.protocol.client.ClientCodec;
import org.openrtpd.protocol.client.ClientMessage;
import org.openrtpd.protocol.client.FrameType;
import org.openrtpd.protocol.client.LegVersion;
import org.openrtpd.protocol.client.PacketFrame;
import org.openrtpd.protocol.clientsession.ClientCounts;
import org.openrtpd.protocol.clientsession.ClientEnd;
import org.openrtpd.protocol.clientsession.ClientHandshake;
import org.openrtpd.protocol.clientsession.ClientLimits;
import org.openrtpd.protocol.clientsession.ClientOutput;
import org.openrtpd.protocol.clientsession.ClientSession;
import org.openrtpd.protocol.clientsession.ClientSessionListener;
import org.openrtpd.storage.journal.JournalTailer;

/** A client program with a real session and feed, whose connection takes what the test lets it. */
final class FedClient implements ClientOutput, ClientSessionListener {

    private static final int PID = 7;
    private static final int STALLED = 1;

    private final LegVersion version;
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ClientSession session;
    private final ClientFeed feed;

    /** The numbers of the packets that arrived, see {@link PacketSource#append}. */
    final List<Integer> numbers = new ArrayList<>();

    FedClient(LegVersion version, int unit, int pmask, PacketReaders readers,
            JournalTailer tailer, DeliveredPackets delivered) {
        this.version = version;
        this.session = granted(unit, pmask);
        this.feed = new ClientFeed(channel, session, readers, tailer, delivered);
    }

    private ClientSession granted(int unit, int pmask) {
        ClientHandshake handshake =
                new ClientHandshake(PID, ClientLimits.defaults(), this, System.nanoTime());
        ByteBuf stream = Unpooled.buffer().writeShort(version.number()).writeInt(0);
        stream.writeShort(FrameType.PID.code()).writeInt(4).writeInt(PID);
        stream.writeBytes(attributes(unit, pmask));
        handshake.receive(stream, System.nanoTime());
        return new ClientSession(handshake, ClientLimits.defaults(), this, this,
                new ClientCounts(), System.nanoTime());
    }

    private static ByteBuf attributes(int unit, int pmask) {
        ByteBuf stream = Unpooled.buffer();
        ClientCodec.encode(new ClientMessage().begin(FrameType.ATTR).attributes(new ClientAttributes(
                unit, pmask, 0xFFFF, 30, 0, 0, 0, 0, ClientAttributes.SHORT_LENGTH)), stream);
        return stream;
    }

    void stall(int now) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(STALLED, now == 0);
    }

    void say(FrameType what) {
        session.receive(Unpooled.buffer().writeShort(what.code()).writeInt(0), System.nanoTime());
    }

    /** One turn; what was written arrives. */
    boolean pump() {
        boolean more = feed.pump(System.nanoTime());
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            while (part.isReadable()) {
                readFrame(part);
            }
            part.release();
        }
        return more;
    }

    /** The same, but what arrives is thrown away. */
    long pumpAndDiscard() {
        feed.pump(System.nanoTime());
        long bytes = 0;
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            bytes += part.readableBytes();
            part.release();
        }
        return bytes;
    }

    private void readFrame(ByteBuf part) {
        int type = part.readUnsignedShort();
        int length = part.readInt();
        boolean extended = version == LegVersion.V2;
        FrameType expected = extended ? FrameType.REFTEK_XTND : FrameType.REFTEK;
        if (type != expected.code() || length > PacketFrame.LONGEST) {
            throw new AssertionError("type " + type + ", length " + length);
        }
        part.skipBytes(extended ? 4 : 0);
        numbers.add(part.getInt(part.readerIndex() + PacketSource.NUMBER_AT));
        part.skipBytes(length);
    }

    boolean fellBehind() {
        return feed.fellBehind();
    }

    void close() {
        feed.close();
        channel.finishAndReleaseAll();
    }

    @Override
    public void flush(ClientSession wanted) {
        feed.skipToEnd();
    }

    @Override
    public void send(ClientMessage message) {
        // Answers are no packets.
    }

    @Override
    public void close(ClientEnd why) {
        throw new AssertionError("closed: " + why);
    }

    @Override
    public void attributesChanged(ClientSession changed) {
        // The feed asks for the filter of every block.
    }

    @Override
    public void forwardingChanged(ClientSession changed) {
        // The feed asks in every turn.
    }

    @Override
    public void sohRequested(ClientSession asking) {
        throw new AssertionError("nobody asked");
    }

    @Override
    public void command(ClientSession from, int unit, byte[] command) {
        throw new AssertionError("nobody commands");
    }
}
