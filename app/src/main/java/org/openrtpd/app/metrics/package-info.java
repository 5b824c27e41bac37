/**
 * What Prometheus gets beyond the meters that the parts of the daemon declare themselves: traffic, the
 * journal and its disk, units, the process. Start at {@link org.openrtpd.app.metrics.ServerMeters}; all
 * names stand in docs/metrics.md. What the ingest thread counts it counts for itself, without a lock or
 * an object, and it is read from here.
 */
package org.openrtpd.app.metrics;
