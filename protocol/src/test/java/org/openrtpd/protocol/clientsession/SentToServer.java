package org.openrtpd.protocol.clientsession;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.openrtpd.protocol.client.ClientCodec;
import org.openrtpd.protocol.client.ClientMessage;

/** Keeps what a client sent as hex, and counts what it did to its connection. */
final class SentToServer implements RtpClientOutput {

    final List<String> messages = new ArrayList<>();
    int connects;
    int disconnects;

    @Override
    public void connect() {
        connects++;
    }

    @Override
    public void send(ClientMessage message) {
        ByteBuf stream = Unpooled.buffer();
        ClientCodec.encode(message, stream);
        messages.add(ByteBufUtil.hexDump(stream));
    }

    @Override
    public void disconnect() {
        disconnects++;
    }
}
