package org.openrtpd.app.it;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;

/**
 * A router with address translation, whose outer port changes after so many datagrams: counted, not
 * timed, so that the changes come in the middle of a transfer on a machine of any speed.
 */
final class NatRelay implements AutoCloseable {

    private static final int BUFFER = 2048;

    /** So many datagrams of the recorder go through one outer port. */
    private static final int DATAGRAMS_A_PORT = 100;

    private final DatagramSocket inner = socket();
    private final InetSocketAddress server;
    private volatile DatagramSocket outer;
    private volatile SocketAddress recorder;
    private int movesLeft;
    private int relayed;

    /** @param moves how often the server sees another port */
    NatRelay(int serverPort, int moves) throws IOException {
        movesLeft = moves;
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
        rebind();
        daemon(() -> pump(inner));
    }

    private static DatagramSocket socket() throws SocketException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    int port() {
        return inner.getLocalPort();
    }

    /** From now on the server sees another port. */
    private void rebind() throws IOException {
        DatagramSocket old = outer;
        DatagramSocket fresh = socket();
        outer = fresh;
        daemon(() -> pump(fresh));
        if (old != null) {
            old.close();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "nat");
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(DatagramSocket from) {
        DatagramPacket packet = new DatagramPacket(new byte[BUFFER], BUFFER);
        while (!from.isClosed()) {
            try {
                packet.setLength(BUFFER);
                from.receive(packet);
                if (from == inner) {
                    recorder = packet.getSocketAddress();
                    if (movesLeft > 0 && ++relayed % DATAGRAMS_A_PORT == 0) {
                        movesLeft--;
                        rebind();
                    }
                    outer.send(new DatagramPacket(packet.getData(), packet.getLength(), server));
                } else if (recorder != null) {
                    inner.send(new DatagramPacket(packet.getData(), packet.getLength(), recorder));
                }
            } catch (IOException e) {
                // A closed socket ends the loop; a refused datagram is lost, as on a real link.
            }
        }
    }

    @Override
    public void close() {
        inner.close();
        outer.close();
    }
}
