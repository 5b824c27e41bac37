package org.openrtpd.watchdog.probe;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The client leg's server, written from its bytes, that does what a test wants of it. */
final class ScriptedRtpd implements AutoCloseable {

    /** What becomes of a connection. */
    enum Manner { ANSWER, ACCEPT_ONLY, CLOSE_AT_ONCE, SILENT_AFTER_HANDSHAKE, HEARTBEATS_ONLY, BUSY, FAULT }

    static final int VERSION_2 = 2;
    static final int NOP = 2;
    static final int ATTR = 3;
    static final int SOH = 4;
    static final int STOP = 6;
    static final int BUSY = 9;
    static final int FAULT = 10;
    static final int PID_FRAME = 11;
    static final int PID = 4711;
    static final int SERVER_TIME = 1_800_000_000;

    private final ServerSocket listening;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    final List<Integer> heard = new CopyOnWriteArrayList<>();
    final AtomicInteger accepted = new AtomicInteger();
    volatile Manner manner;

    /** Units (and times of their last packets) in each message of an answer to SOH. */
    volatile List<int[][]> answer = List.<int[][]>of(new int[][] {});

    ScriptedRtpd(Manner manner) throws IOException {
        this.manner = manner;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "scripted-rtpd");
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listening.accept();
                accepted.incrementAndGet();
                connections.add(connection);
                start(() -> serve(connection));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket connection) {
        try {
            converse(connection);
        } catch (IOException e) {
            // The other side ended it, as tests do.
        }
    }

    private void converse(Socket connection) throws IOException {
        if (manner == Manner.ACCEPT_ONLY) {
            return;
        }
        if (manner == Manner.CLOSE_AT_ONCE) {
            connection.close();
            return;
        }
        DataInputStream in = new DataInputStream(connection.getInputStream());
        OutputStream out = connection.getOutputStream();
        frame(in);
        send(out, VERSION_2, new byte[0]);
        frame(in);
        send(out, PID_FRAME, ByteBuffer.allocate(4).putInt(PID).array());
        byte[] attributes = frame(in);
        send(out, ATTR, attributes);
        switch (manner) {
            case BUSY -> send(out, BUSY, new byte[0]);
            case FAULT -> send(out, FAULT, new byte[0]);
            case HEARTBEATS_ONLY -> send(out, NOP, new byte[0]);
            default -> {
                // It goes on below.
            }
        }
        while (true) {
            frame(in);
            int type = heard.get(heard.size() - 1);
            if (type == SOH && manner == Manner.ANSWER) {
                answerSoh(out);
            } else if (type == SOH && manner == Manner.HEARTBEATS_ONLY) {
                send(out, NOP, new byte[0]);
            }
        }
    }

    private byte[] frame(DataInputStream in) throws IOException {
        int type = in.readUnsignedShort();
        byte[] body = in.readNBytes(in.readInt());
        heard.add(type);
        return body;
    }

    private void answerSoh(OutputStream out) throws IOException {
        int left = answer.stream().mapToInt(part -> part.length).sum();
        for (int[][] part : answer) {
            left -= part.length;
            ByteBuffer body = ByteBuffer.allocate(8 + 14 * part.length);
            body.putInt(SERVER_TIME).putShort((short) part.length).putShort((short) left);
            for (int[] unit : part) {
                body.putShort((short) unit[0]).putInt(0).putInt(0).putInt(unit[1]);
            }
            send(out, SOH, body.array());
        }
    }

    private static void send(OutputStream out, int type, byte[] body) throws IOException {
        out.write(ByteBuffer.allocate(6 + body.length)
                .putShort((short) type).putInt(body.length).put(body).array());
    }

    /** Ends all connections there are, as RTPD does when it stops; new ones are accepted. */
    void hangUp() {
        connections.forEach(connection -> {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        connections.clear();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        hangUp();
    }
}
