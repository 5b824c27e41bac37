package org.openrtpd.app.it;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HexFormat;

/**
 * A client program written from the bytes of the client leg, without our codec. A reset connection
 * shows as an exception, an ended one as {@link EOFException}.
 */
final class ScriptedClient implements AutoCloseable {

    static final int DATA = 0;
    static final int NOP = 2;
    static final int ATTR = 3;
    static final int SOH = 4;
    static final int EXTENDED = 13;
    private static final int TIMEOUT_MILLIS = (int) RtpdProcess.LIMIT.toMillis();

    private final Socket socket;
    private final DataInputStream in;
    private final String name;

    ScriptedClient(int port) throws IOException {
        this(port, "127.0.0.1");
    }

    /** From an address of this machine, which are many on Linux: 127.0.0.0/8. */
    ScriptedClient(int port, String from) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0);
        name = "client=" + from + ":" + socket.getLocalPort();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    ScriptedClient send(String hex) throws IOException {
        socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
        return this;
    }

    /** The next bytes as hex. */
    String read(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Type and length of the next message; heartbeats before it are passed by. */
    String header() throws IOException {
        String header = read(6);
        while (header.equals("000200000000")) {
            header = read(6);
        }
        return header;
    }

    /** True when the server ended the connection with FIN and had nothing more to say. */
    boolean isEnded() throws IOException {
        return in.read() == -1;
    }

    /** How the server ended the connection: FIN, RST, or what it said instead. */
    String end() throws IOException {
        try {
            int next = in.read();
            return next == -1 ? "FIN" : String.format("byte %02x", next);
        } catch (SocketException e) {
            return "RST";
        }
    }

    /** This end of the connection, as the server's log names it. */
    String name() {
        return name;
    }

    /** Shakes hands in version 2, with a name. */
    ScriptedClient attachAsVersionTwo(int dasid, int pmask, int smask) throws IOException {
        send("000200000000");
        read(6);
        send("000b00000024 00001267" + "20".repeat(32));
        read(10);
        send(String.format("000300000020 %08x %08x %08x 0000001e 00000001 00000000 00000000 00000000",
                dasid, pmask, smask));
        read(38);
        return this;
    }

    /** Shakes hands in version 1 with some masks. */
    ScriptedClient attach(int dasid, int pmask, int smask) throws IOException {
        send("000100000000");
        read(6);
        send("000b00000004 00001267");
        read(10);
        attributes(dasid, pmask, smask);
        read(34);
        return this;
    }

    ScriptedClient attributes(int dasid, int pmask, int smask) throws IOException {
        return send(String.format("00030000001c %08x %08x %08x 0000001e 00000001 00000000 00000000",
                dasid, pmask, smask));
    }

    /** The next packet; heartbeats before it are passed by. */
    byte[] packet() throws IOException {
        while (true) {
            int type = in.readUnsignedShort();
            int length = in.readInt();
            if (type == DATA || type == EXTENDED) {
                if (type == EXTENDED) {
                    in.readInt();
                }
                byte[] packet = new byte[length];
                in.readFully(packet);
                return packet;
            }
            if (type != NOP) {
                throw new IOException("type " + type + " where a packet is due");
            }
        }
    }

    byte[] packets(int count) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.write(packet());
        }
        return all.toByteArray();
    }

    /** Reads packets until the server ends the connection; fails when that is inside a message. */
    byte[] packetsToTheEnd() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            int first = in.read();
            if (first == -1) {
                return all.toByteArray();
            }
            int type = first << 8 | in.readUnsignedByte();
            byte[] body = new byte[in.readInt()];
            in.readFully(body);
            if (type == DATA) {
                all.write(body);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
