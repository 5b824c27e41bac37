package org.openrtpd.app.it;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Many connect at once, say nonsense, and are gone, most without a word. */
final class ConnectionStorm {

    private static final int CONNECTIONS = 300;
    private static final int LONGEST = 2000;
    private static final int CONNECT_MILLIS = 500;

    private ConnectionStorm() {}

    static void blow(int port, SplittableRandom random) {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        List<Socket> open = new ArrayList<>();
        try (DatagramSocket udp = new DatagramSocket()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                byte[] nonsense = new byte[random.nextInt(1, LONGEST)];
                random.nextBytes(nonsense);
                udp.send(new DatagramPacket(nonsense, nonsense.length, server));
                Socket socket = new Socket();
                open.add(socket);
                socket.connect(server, CONNECT_MILLIS);
                if (random.nextBoolean()) {
                    socket.getOutputStream().write(nonsense);
                }
            }
        } catch (IOException e) {
            // RTPD is away, or has had enough of it.
        } finally {
            open.forEach(ConnectionStorm::reset);
        }
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It was closed at the other end.
        }
    }
}
