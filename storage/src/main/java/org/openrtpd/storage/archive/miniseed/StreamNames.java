package org.openrtpd.storage.archive.miniseed;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Optional;
import org.openrtpd.protocol.record.ChannelColumn;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.station.RecorderNames;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.storage.archive.StateText;

/** What the last EH of a stream calls its station and its channels. */
final class StreamNames {

    private static final int CHANNELS = 2 * EventHeader.CHANNELS;

    private final String[] channels = new String[CHANNELS];
    private String station = "";

    StreamNames() {
        Arrays.fill(channels, "");
    }

    /** Learns from an EH or ET; the second one of an event names the channels from 17 on. */
    void take(EventHeader header) {
        station = header.station();
        int first = header.firstChannelNumber() - 1;
        for (int slot = 0; slot < EventHeader.CHANNELS; slot++) {
            channels[first + slot] = header.text(ChannelColumn.CHANNEL_CODE, slot);
        }
    }

    RecorderNames of(int channelIndex, Optional<SampleRate> rate) {
        return new RecorderNames(station, channels[channelIndex],
                rate.map(SampleRate::hertz).orElse(RecorderNames.UNKNOWN_RATE));
    }

    /** Of the unit as a whole. */
    RecorderNames ofUnit() {
        return new RecorderNames(station, "", RecorderNames.UNKNOWN_RATE);
    }

    void save(ByteBuf state) {
        StateText.write(station, state);
        for (String channel : channels) {
            StateText.write(channel, state);
        }
    }

    static StreamNames restored(ByteBuf state) {
        StreamNames names = new StreamNames();
        names.station = StateText.read(state);
        for (int i = 0; i < CHANNELS; i++) {
            names.channels[i] = StateText.read(state);
        }
        return names;
    }
}
