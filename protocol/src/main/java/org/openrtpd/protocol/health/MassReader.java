package org.openrtpd.protocol.health;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;

/**
 * Reads mass positions: the last sample of each packet of stream 9, and the weight of a count from
 * the headers of its events (record format, sections 3, 6.10 and 8.3). Shared by all pages of a
 * book, for one thread.
 */
final class MassReader {

    private static final int AUXILIARY_STREAM_INDEX = 8;
    private static final int SLOTS = 16;

    private final DataPacket data = new DataPacket();
    private final ExtendedHeader extended = new ExtendedHeader();
    private final EventHeader event = new EventHeader();
    private final SampleDecoder decoder = new SampleDecoder();
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];

    /** Takes in a DT; what does not decode without a defect says nothing. */
    void data(ByteBuf packet, int start, UnitHealth health) {
        if (packet.writerIndex() - start < PacketHeader.PACKET_LENGTH) {
            return;
        }
        data.wrap(packet, start);
        long timeNanos = data.header().timeNanos();
        if (data.streamIndex() != AUXILIARY_STREAM_INDEX || timeNanos == PacketTime.NO_TIME) {
            return;
        }
        int decoded = decoder.decode(packet, start, samples);
        if (decoded > 0 && decoder.defects().isEmpty()) {
            health.mass(data.channelIndex(), samples[decoded - 1], timeNanos);
        }
    }

    /** Takes in an EH or ET. */
    void event(ByteBuf packet, int start, UnitHealth health) {
        if (extended.wrap(packet, start).streamIndex() != AUXILIARY_STREAM_INDEX) {
            return;
        }
        event.wrap(packet, start);
        for (int slot = 0; slot < SLOTS; slot++) {
            health.massWeight(event.firstChannelNumber() - 1 + slot, event.voltsPerCount(slot));
        }
    }
}
