package org.openrtpd.app.client;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * What clients need of the recorders' side: the one path from a client to a recorder, and when
 * units were heard. Answers come on the thread of the clients.
 */
public interface Recorders {

    /** When a unit was heard last, in Unix seconds, and from where. */
    record Heard(int unit, int ipv4, int lastPacket) {

        /** An IPv6 address has no place in the answer that this is for: it is told as 0. */
        public static Heard of(int unit, InetAddress address, int lastPacket) {
            byte[] bytes = address.getAddress();
            return new Heard(unit,
                    bytes.length == Integer.BYTES ? ByteBuffer.wrap(bytes).getInt() : 0, lastPacket);
        }
    }

    /**
     * Sends a command.
     *
     * @param unit 0 for all that are attached
     * @param sentTo told how many recorders it went to
     */
    void command(int unit, byte[] command, Consumer<Integer> sentTo);

    /** Asks for all units that were heard since start, from recorders and from upstreams. */
    void heard(Consumer<List<Heard>> answer);
}
