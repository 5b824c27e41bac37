package org.openrtpd.app.simulate.packet;

import io.netty.buffer.ByteBuf;
import org.openrtpd.app.simulate.plan.StreamPlan;
import org.openrtpd.protocol.record.Bcd;

/** Bytes 16-23 of EH, DT and ET; flags are always 0, as real recorders have them (section 4.1). */
final class ExtendedFields {

    private ExtendedFields() {}

    static void write(ByteBuf packet, StreamPlan stream, int event) {
        packet.setZero(16, 8);
        Bcd.put(packet, 16, 0, 4, event);
        Bcd.put(packet, 18, 0, 2, stream.streamIndex());
        packet.setByte(23, stream.format().code());
    }
}
