package org.openrtpd.app.bench.load;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * System calls for many datagrams at once, which Java does not offer (Linux, 64 bits). Addresses and
 * sizes are passed as numbers: bound directly, such a call makes no object.
 */
final class LinuxCalls {

    static final int AF_INET = 2;
    static final int SOCK_DGRAM = 2;
    static final int SOL_SOCKET = 1;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int IPPROTO_IP = 0;
    static final int IP_PKTINFO = 8;
    static final int MSG_DONTWAIT = 0x40;
    static final short POLLIN = 1;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ENOBUFS = 105;

    static {
        Native.register(LinuxCalls.class, Platform.C_LIBRARY_NAME);
    }

    private LinuxCalls() {}

    /** True where these calls and their structures are as they are written here. */
    static boolean areThere() {
        return Platform.isLinux() && Native.POINTER_SIZE == Long.BYTES;
    }

    static native int socket(int domain, int type, int protocol);

    static native int bind(int socket, long address, int length);

    static native int setsockopt(int socket, int level, int name, long value, int length);

    static native int sendmmsg(int socket, long messages, int count, int flags);

    static native int recvmmsg(int socket, long messages, int count, int flags, long timeout);

    static native int ppoll(long descriptors, long count, long time, long signals);

    static native int close(int descriptor);
}
