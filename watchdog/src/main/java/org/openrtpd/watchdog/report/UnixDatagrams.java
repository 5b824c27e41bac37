package org.openrtpd.watchdog.report;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Sends datagrams to a socket with a path on Linux, by the C library: the JDK has streams only. */
final class UnixDatagrams {

    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int FAMILY_LENGTH = 2;
    private static final int LONGEST_PATH = 107;

    /** As C declares them; public because that is what the library asks for. */
    public interface CLibrary extends Library {
        int socket(int domain, int type, int protocol) throws LastErrorException;

        NativeLong sendto(int socket, byte[] bytes, NativeLong length, int flags, byte[] address,
                int addressLength) throws LastErrorException;

        int close(int socket) throws LastErrorException;
    }

    private final CLibrary c;
    private final byte[] address;

    private UnixDatagrams(CLibrary c, byte[] address) {
        this.c = c;
        this.address = address;
    }

    /**
     * Makes ready to send.
     *
     * @param path of the socket, or {@code @} and a name that is no file
     * @throws IOException when there can be no such socket, or no C library to be called
     */
    static UnixDatagrams to(String path) throws IOException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length > LONGEST_PATH || name[0] != '/' && name[0] != '@') {
            throw new IOException("'" + path + "' is no name of a socket");
        }
        boolean isFile = name[0] == '/';
        if (!isFile) {
            name[0] = 0;
        }
        byte[] address = ByteBuffer.allocate(FAMILY_LENGTH + name.length + (isFile ? 1 : 0))
                .order(ByteOrder.nativeOrder()).putShort(AF_UNIX).put(name).array();
        try {
            return new UnixDatagrams(Native.load("c", CLibrary.class), address);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new IOException("the C library cannot be called: " + e.getMessage(), e);
        }
    }

    /** Sends one datagram, without waiting. */
    void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            int socket = c.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            try {
                c.sendto(socket, bytes, new NativeLong(bytes.length), MSG_DONTWAIT | MSG_NOSIGNAL,
                        address, address.length);
            } finally {
                c.close(socket);
            }
        } catch (LastErrorException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
