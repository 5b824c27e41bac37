package org.openrtpd.app.http;

import io.netty.channel.group.ChannelGroup;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all connections share.
 *
 * @param connections those that are open
 * @param streams how many of them are event streams
 */
record Serving(Routes routes, Gate gate, Workers workers, HttpMeters meters, ChannelGroup connections,
        AtomicInteger streams, Patience patience) {

    static final int MAX_CONNECTIONS = 512;
    static final int MAX_STREAMS = 64;
}
