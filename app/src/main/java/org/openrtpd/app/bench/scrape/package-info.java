/**
 * {@code rtpd bench scrape}: what it costs the ingest that somebody collects its metrics. Start at
 * {@link org.openrtpd.app.bench.scrape.ScrapeBench}.
 */
package org.openrtpd.app.bench.scrape;
