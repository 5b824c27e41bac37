package org.openrtpd.app.client;

import java.util.List;
import java.util.function.Consumer;

/**
 * What clients need of the recorders' side: the one path from a client to a recorder, and when
 * units were heard. Answers come on the thread of the clients.
 */
public interface Recorders {

    /** When a unit was heard last, in Unix seconds, and from where. */
    record Heard(int unit, int ipv4, int lastPacket) {}

    /**
     * Sends a command.
     *
     * @param unit 0 for all that are attached
     * @param sentTo told how many recorders it went to
     */
    void command(int unit, byte[] command, Consumer<Integer> sentTo);

    /** Asks for all units that were heard since start. */
    void heard(Consumer<List<Heard>> answer);
}
