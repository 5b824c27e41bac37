package org.openrtpd.protocol.session;

import java.util.function.IntPredicate;

/**
 * Bounds of the recorder leg (recorder leg, section 6).
 *
 * @param maxUnits units attached at a time
 * @param maxHeldBytes bytes of early packets held for all sessions together
 * @param maxUncommitted packets appended and not yet durable, of all sessions together
 * @param attachesPerSecond attach attempts from one source network a second
 * @param tcpWindow packets a TCP recorder may have under way, 1-1024
 * @param sessionTimeoutNanos silence after which a session ends
 * @param allowedUnit which units may attach
 */
public record SessionLimits(
        int maxUnits,
        long maxHeldBytes,
        int maxUncommitted,
        int attachesPerSecond,
        int tcpWindow,
        long sessionTimeoutNanos,
        IntPredicate allowedUnit) {}
