/**
 * {@code rtpd bench ingest}: what RTPD takes in from recorders, beside the floor in the same run.
 * Start at {@link org.openrtpd.app.bench.ingest.IngestBench}; the measuring itself is in {@link
 * org.openrtpd.app.bench.ingest.IngestCase}.
 */
package org.openrtpd.app.bench.ingest;
