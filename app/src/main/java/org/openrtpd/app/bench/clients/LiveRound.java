package org.openrtpd.app.bench.clients;

import org.openrtpd.app.bench.load.LoadResult;

/**
 * One round of packets that were pushed at a rate and read at once.
 *
 * @param pushed what the recorders saw
 * @param read what the client programs saw
 * @param delivered packets that were due in the measured part, of all clients together
 * @param cpuNanos of the server's process in the measured part
 * @param clientsNanos of the server's thread for client programs alone, where it has one
 */
record LiveRound(LoadResult pushed, LiveClients.Result read, double delivered, long cpuNanos,
        long clientsNanos) {

    double cpuMicrosPerPacket() {
        return cpuNanos / 1e3 / delivered;
    }

    double clientsMicrosPerPacket() {
        return clientsNanos / 1e3 / delivered;
    }

    double millis(double percentile) {
        return read.latency().getValueAtPercentile(percentile) / 1e6;
    }

    double lagMillis() {
        return pushed.lag().getValueAtPercentile(99) / 1e6;
    }
}
