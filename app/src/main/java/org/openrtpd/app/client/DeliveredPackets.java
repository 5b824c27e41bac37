package org.openrtpd.app.client;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.time.InstantSource;

/**
 * What was written to clients: how many packets, and when the last one of each unit was. Event loop
 * only; allocates nothing but for a unit that is new.
 */
final class DeliveredPackets {

    private static final class LastPacket {
        private int unixSeconds;
    }

    private final InstantSource clock;
    private final IntObjectMap<LastPacket> lastOfUnits = new IntObjectHashMap<>();
    private LastPacket latest = new LastPacket();
    private int latestUnit = -1;
    private int nowSeconds;
    private long count;

    DeliveredPackets(InstantSource clock) {
        this.clock = clock;
    }

    /** Packets written next are written now: asking for the time of each would cost too much. */
    void atThisTime() {
        nowSeconds = (int) (clock.millis() / 1000);
    }

    /** All packets of a block from one on were written to a client. */
    void all(PacketBlock block, int first) {
        count += block.count() - first;
        if (first > 0 || !block.tellOnce()) {
            for (int i = first; i < block.count(); i++) {
                note(block.unit(i));
            }
        }
    }

    /** One packet was written to a client. */
    void one(int unit) {
        count++;
        note(unit);
    }

    private void note(int unit) {
        if (unit != latestUnit) {
            latest = lastOfUnits.get(unit);
            if (latest == null) {
                latest = new LastPacket();
                lastOfUnits.put(unit, latest);
            }
            latestUnit = unit;
        }
        latest.unixSeconds = nowSeconds;
    }

    /** Unix seconds of the last packet of a unit to some client; 0 for never. */
    int lastOf(int unit) {
        LastPacket last = lastOfUnits.get(unit);
        return last == null ? 0 : last.unixSeconds;
    }

    /** Packets since the last call. */
    long takeCount() {
        long taken = count;
        count = 0;
        return taken;
    }
}
