package org.openrtpd.app.live.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Who wants to know what comes, at once. One thread only, in which they are told; {@link #channels} is
 * for any.
 */
public final class Watchers {

    private final Map<ChannelKey, List<Consumer<LivePacket>>> packets = new HashMap<>();
    private final List<Consumer<LiveEvent>> events = new ArrayList<>();
    private volatile int channels;

    /** Tells somebody of every packet of a channel. */
    public void add(ChannelKey channel, Consumer<LivePacket> watcher) {
        packets.computeIfAbsent(channel, key -> new ArrayList<>()).add(watcher);
        channels = packets.size();
    }

    /** Tells somebody of every triggered event. */
    public void addEvents(Consumer<LiveEvent> watcher) {
        events.add(watcher);
    }

    /** Tells somebody of nothing any more. */
    public void remove(Consumer<LivePacket> packetWatcher, Consumer<LiveEvent> eventWatcher) {
        packets.values().forEach(list -> list.remove(packetWatcher));
        packets.values().removeIf(List::isEmpty);
        channels = packets.size();
        events.remove(eventWatcher);
    }

    /** Channels that somebody watches. */
    public int channels() {
        return channels;
    }

    boolean watches(ChannelKey channel) {
        return packets.containsKey(channel);
    }

    void tell(LivePacket packet) {
        packets.getOrDefault(packet.channel(), List.of()).forEach(w -> w.accept(packet));
    }

    void tell(LiveEvent event) {
        events.forEach(w -> w.accept(event));
    }
}
