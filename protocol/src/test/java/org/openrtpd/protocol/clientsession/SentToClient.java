package org.openrtpd.protocol.clientsession;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.openrtpd.protocol.client.ClientCodec;
import org.openrtpd.protocol.client.ClientMessage;

/** Keeps what a server sent as hex, and why it closed; refuses anything after that. */
final class SentToClient implements ClientOutput {

    final List<String> messages = new ArrayList<>();
    ClientEnd closed;

    @Override
    public void send(ClientMessage message) {
        if (closed != null) {
            throw new AssertionError(message + " after the connection was closed");
        }
        ByteBuf stream = Unpooled.buffer();
        ClientCodec.encode(message, stream);
        messages.add(ByteBufUtil.hexDump(stream));
    }

    @Override
    public void close(ClientEnd why) {
        if (closed != null) {
            throw new AssertionError("closed twice: " + closed + ", " + why);
        }
        closed = why;
    }

    String last() {
        return messages.get(messages.size() - 1);
    }
}
