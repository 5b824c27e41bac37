package org.openrtpd.app.station;

import io.netty.buffer.ByteBuf;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.ChannelColumn;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.station.NamedChannel;
import org.openrtpd.protocol.station.RecorderNames;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * What the channels of recorders are called: by a station map, and by what their event headers say
 * where the map says nothing. Show it every EH; one thread only.
 *
 * <p>Streams that were silent longest are forgotten when there are too many.
 */
public final class ChannelNames {

    private static final int MOST_STREAMS = 20_000;
    private static final int HIGHEST_CHANNEL = 2 * EventHeader.CHANNELS;

    /** Names in the headers of one stream. */
    private static final class Said {
        private String station = "";
        private final String[] codes = new String[HIGHEST_CHANNEL];
    }

    private final Supplier<StationMap> map;
    private final Optional<StationFile> file;
    private final PacketHeader header = new PacketHeader();
    private final ExtendedHeader extended = new ExtendedHeader();
    private final EventHeader event = new EventHeader();
    private final Map<Long, Said> streams = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Said> eldest) {
            return size() > MOST_STREAMS;
        }
    };

    /** Names by a map that stays. */
    public ChannelNames(StationMap map) {
        this.map = () -> map;
        this.file = Optional.empty();
    }

    /** Names by a file that may change. */
    ChannelNames(StationFile stations) {
        this.map = stations::map;
        this.file = Optional.of(stations);
    }

    /** The map in force. */
    public StationMap map() {
        return map.get();
    }

    /** Looks whether the station file has changed, when it is time to. */
    public void poll(long nowNanos) {
        file.ifPresent(stations -> stations.poll(nowNanos));
    }

    /** Lets the next {@link #poll} read the station file, changed or not. Any thread. */
    public void readAgain() {
        file.ifPresent(StationFile::readAgain);
    }

    /** Learns from a whole packet; only an EH or ET says something. */
    public void take(ByteBuf packet, int start) {
        PacketType type = header.wrap(packet, start).type();
        if (type != PacketType.EH && type != PacketType.ET) {
            return;
        }
        int streamIndex = extended.wrap(packet, start).streamIndex();
        if (streamIndex == Bcd.NOT_DECIMAL) {
            return;
        }
        event.wrap(packet, start);
        Said said = streams.computeIfAbsent(key(header.unit(), streamIndex), k -> new Said());
        said.station = event.station();
        int first = event.firstChannelNumber() - 1;
        for (int slot = 0; slot < EventHeader.CHANNELS; slot++) {
            said.codes[first + slot] = event.text(ChannelColumn.CHANNEL_CODE, slot);
        }
    }

    /**
     * The name of a channel.
     *
     * @param timeNanos of the packet, or no time
     * @param rate of its stream, when that is known
     */
    public NamedChannel name(int unit, int streamIndex, int channelIndex, long timeNanos,
            Optional<SampleRate> rate) {
        return map.get().name(unit, streamIndex, channelIndex, timeNanos,
                said(unit, streamIndex, channelIndex, rate));
    }

    /** The name of a unit's log. */
    public NamedChannel logName(int unit, long timeNanos) {
        return map.get().logName(unit, timeNanos, RecorderNames.NONE);
    }

    /** The station that a packet of no channel is from: network and station. */
    public String stationName(int unit, int streamIndex, long timeNanos) {
        var name = map.get().name(unit, streamIndex, 0, timeNanos,
                said(unit, streamIndex, 0, Optional.empty())).name();
        return name.network() + '.' + name.station();
    }

    private RecorderNames said(
            int unit, int streamIndex, int channelIndex, Optional<SampleRate> rate) {
        Said said = streams.get(key(unit, streamIndex));
        double perSecond = rate.map(SampleRate::hertz).orElse(RecorderNames.UNKNOWN_RATE);
        if (said == null) {
            return new RecorderNames("", "", perSecond);
        }
        boolean described = channelIndex >= 0 && channelIndex < HIGHEST_CHANNEL
                && said.codes[channelIndex] != null;
        return new RecorderNames(
                said.station, described ? said.codes[channelIndex] : "", perSecond);
    }

    private static long key(int unit, int streamIndex) {
        return (long) unit << 8 | streamIndex;
    }
}
