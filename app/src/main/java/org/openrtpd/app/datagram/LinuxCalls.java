package org.openrtpd.app.datagram;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * System calls on arrays of {@code struct mmsghdr}, see recvmmsg(2) and sendmmsg(2). Addresses are
 * those of memory outside the heap; a wrong one ends the process.
 */
final class LinuxCalls {

    static final int MSG_DONTWAIT = 0x40;
    static final int EAGAIN = 11;

    static {
        Native.register(LinuxCalls.class, Platform.C_LIBRARY_NAME);
    }

    private LinuxCalls() {}

    /** Returns how many messages were read, or -1 with the reason in {@link #errno}. */
    static native int recvmmsg(int socket, long messages, int count, int flags, long timeout);

    /** Returns how many messages were sent, or -1 with the reason in {@link #errno}. */
    static native int sendmmsg(int socket, long messages, int count, int flags);

    /** Why the last call of this thread failed. */
    static int errno() {
        return Native.getLastError();
    }
}
