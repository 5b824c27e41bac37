package org.openrtpd.protocol.clientsession;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openrtpd.protocol.client.SohUnit;

/** Writes down what a client wants; answers SOH with one unit. */
final class RecordedWishes implements ClientSessionListener {

    static final int SERVER_TIME = 0x65000000;
    static final SohUnit UNIT_9F2B = new SohUnit(0x9F2B, 0xC0000201, 0x64FFFFF0, 0x64FFFFFE);

    final List<String> wishes = new ArrayList<>();
    long nowNanos;

    @Override
    public void attributesChanged(ClientSession session) {
        wishes.add("attributes " + Integer.toHexString(session.granted().pmask()));
    }

    @Override
    public void forwardingChanged(ClientSession session) {
        wishes.add(session.isForwarding() ? "start" : "stop");
    }

    @Override
    public void flush(ClientSession session) {
        wishes.add("flush");
    }

    @Override
    public void sohRequested(ClientSession session) {
        wishes.add("soh");
        session.answerSoh(SERVER_TIME, List.of(UNIT_9F2B), nowNanos);
    }

    @Override
    public void command(ClientSession session, int unit, byte[] command) {
        wishes.add("command " + Integer.toHexString(unit) + ' '
                + new String(command, StandardCharsets.US_ASCII));
    }
}
