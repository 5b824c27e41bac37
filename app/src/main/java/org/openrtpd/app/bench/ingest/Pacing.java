package org.openrtpd.app.bench.ingest;

/**
 * How long things are measured.
 *
 * @param rounds of each thing
 * @param roundMillis length of the measured part of a round
 * @param warmUpPackets acknowledged before RTPD is measured at all: its code is then compiled
 * @param warmUpMillis longest time for that
 */
public record Pacing(int rounds, long roundMillis, long warmUpPackets, long warmUpMillis) {}
