package org.openrtpd.protocol.session;

/**
 * Where a datagram came from. Asked only while that datagram is taken in, so that one object can
 * stand for the sources of all datagrams, one after the other.
 */
public interface DatagramSource {

    /** True when that link leads to where the datagram came from. */
    boolean isPeerOf(RecorderLink link);

    /** The way back to where the datagram came from, for as long as it is wanted. */
    RecorderLink link();
}
